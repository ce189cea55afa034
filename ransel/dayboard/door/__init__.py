"""The door: one child comes or goes home, several at once, and times are corrected."""

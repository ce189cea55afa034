"""Many hands at one door: who taps what, and what may never come of it."""

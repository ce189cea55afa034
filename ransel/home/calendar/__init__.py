"""The guardian's calendar: a month across all children and units, and the address where another calendar reads it."""

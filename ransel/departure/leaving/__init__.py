"""How each child leaves on a day: what was said, what can be said, and in words."""

"""An employee's own digits: chosen, written, and when they are not even looked at."""

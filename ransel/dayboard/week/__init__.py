"""A group's week: who comes when, how many at a time, what is missing and what is to be answered."""

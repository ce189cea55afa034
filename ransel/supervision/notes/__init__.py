"""Day notes: what a family tells the staff about a day, and the page of a child's day."""

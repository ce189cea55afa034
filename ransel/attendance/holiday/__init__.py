"""The guardian's page of a holiday campaign: every child and day on one page, and off the whole time in one tap."""

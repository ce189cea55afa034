"""What leaves us for a guardian's own calendar: which days, in words that name nobody. See decision 0018."""

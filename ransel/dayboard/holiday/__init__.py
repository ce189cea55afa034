"""Who comes in a holiday: answered, not answered, and how many there will be."""

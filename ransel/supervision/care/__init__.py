"""Sleep and meals of a group of small children."""

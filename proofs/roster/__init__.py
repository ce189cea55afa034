"""A big municipality, read in: the files, the process that reads them, and the family that reports meanwhile."""

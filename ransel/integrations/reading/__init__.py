"""What the readers of all formats share: opening a file with care, reading cells, gathering facts."""

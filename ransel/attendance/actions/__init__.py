"""Everything that changes attendance. Nothing outside this folder writes to its tables."""

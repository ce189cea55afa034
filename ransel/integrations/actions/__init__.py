"""A roster is staged, and then applied when somebody says so."""

"""School Data Sync 2.1: CSV files of its own, without manifest, status or ids of enrolments."""

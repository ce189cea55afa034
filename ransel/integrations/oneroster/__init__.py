"""OneRoster 1.2 in CSV, with the extension columns of docs/roster-format.md."""

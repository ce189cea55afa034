"""Our own CSV, for those who have no system that exports: in Norwegian words, as a spreadsheet saves it."""

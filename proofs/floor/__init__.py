"""The floor: what the same pages cost with no framework at all. Hand-written statements on the bare driver."""

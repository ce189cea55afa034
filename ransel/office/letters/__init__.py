"""Letters that wait in a unit: printed together, sent, or found impossible to send."""

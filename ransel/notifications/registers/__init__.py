"""Public registers that are asked about how people can be reached: off until the municipality sets them up."""

"""The tablet that employees share: how it is paired, who stands at it, and what lets it in."""

"""One-time passes: somebody without a login fetches a child once, today."""

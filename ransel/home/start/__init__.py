"""Getting started: the few steps that a guardian takes once."""

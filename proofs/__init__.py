"""What we claim, measured. `bin/prove NAME` prints its figure last and exits non-zero when it falls short."""

"""Face or finger, between two proofs to an eID. See docs/decisions/0029-passkeys.md."""

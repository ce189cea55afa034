"""Proofs in a browser: the pages of who is new, where a browser keeps things, and a page that leaves some in each."""

"""What a guardian's phone kept while there was no network: taken once each, and refused when it is stale."""

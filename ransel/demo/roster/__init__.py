"""The demo's roster: the village, a made-up rest of the municipality, and the OneRoster file they are written to."""

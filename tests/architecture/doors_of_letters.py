"""The doors of letters: who works at a unit's desk, and the municipality for all its units."""

from tests.architecture.rows import of_leaders

LETTERS = [
    of_leaders("unit-letters", "GET", "unit", 200),
    of_leaders("print-letters", "POST", "unit", 400),
    of_leaders("printed-letters", "GET", "printing", 200),
    of_leaders("letters-sent", "POST", "printing", 400),
    of_leaders("letters-not-sent", "POST", "printing", 400),
    of_leaders("drop-letter", "GET", "letter", 200),
    of_leaders("drop-letter", "POST", "letter", 400),
]

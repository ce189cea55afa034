"""Rows of several kinds in one statement: a page has few to spend."""

from typing import Any

from django.db.models import IntegerField, Value


def nothing(field: type, value: Any = None):
    """Stands in a column where another kind of row tells something."""
    return Value(value, output_field=field())


def kind(number: int):
    """What a row of the statement tells."""
    return nothing(IntegerField, number)

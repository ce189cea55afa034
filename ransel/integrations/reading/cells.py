"""The cells of one row: lenient on case and on columns we do not know, strict on what they mean."""

import re
from datetime import date

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.no import orgnr

FORMULAS = ("=", "+", "-", "@")
LONGEST = 100
EARLIEST, LATEST = 1900, 2100
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadCell(Exception):
    """A cell that can't be what its column is: which, and why. The cell itself is never repeated."""

    def __init__(self, column, reason):
        super().__init__(column)
        self.column, self.reason = column, reason


class Cells:
    def __init__(self, row: dict[str, str], *, norwegian=False):
        self.row, self.norwegian = row, norwegian

    def text(self, column) -> str:
        return self.row.get(column.lower(), "") or ""

    def needed(self, column) -> str:
        if not (text := self.text(column)):
            raise BadCell(column, _("This is empty, and must not be."))
        return text

    def name(self, column) -> str:
        """A name as people write it. What a spreadsheet would take for a formula is no name."""
        text = self.needed(column)
        if text.startswith(FORMULAS):
            raise BadCell(column, _("This begins like a formula."))
        if len(text) > LONGEST or not text.isprintable():
            raise BadCell(column, _("This is too long, or has signs that no name has."))
        return text

    def one_of(self, column, known, *, otherwise):
        text = self.text(column).lower()
        if not text:
            return otherwise
        if text not in known:
            raise BadCell(column, _("We do not know this word here."))
        return text

    def word(self, column, known, **otherwise):
        """What a word stands for in `known`, or what the empty cell does."""
        text = self.text(column).lower()
        if text in known:
            return known[text]
        if not text and otherwise:
            return otherwise["otherwise"]
        raise BadCell(column, _("Write one of: %(words)s.") % {"words": ", ".join(filter(None, known))})

    def date(self, column) -> date | None:
        text = self.text(column)
        if not text:
            return None
        try:
            if self.norwegian and "." in text:
                text = "-".join(part.zfill(2) for part in reversed(text.split(".")))
            found = date.fromisoformat(text[:10])
        except ValueError:
            if DAY.fullmatch(text[:10]):
                raise BadCell(column, _("There is no such date.")) from None
            example = "24.11.2026" if self.norwegian else "2026-11-24"
            raise BadCell(column, _("Write days as %(example)s.") % {"example": example}) from None
        if not EARLIEST < found.year < LATEST:
            raise BadCell(column, _("This day is too far away to be right."))
        return found

    def organisation_number(self, column) -> str:
        """Nine digits with a check digit, as Enhetsregisteret gives them; empty where there is none."""
        text = self.text(column).upper().removeprefix("NO").removesuffix("MVA")
        if not text:
            return ""
        try:
            return orgnr.validate(text)
        except ValidationError:
            raise BadCell(column, _("This is not an organisation number.")) from None

    def number(self, column) -> int | None:
        text = self.text(column).split(",")[0].strip()
        if not text:
            return None
        if not text.isdigit() or int(text) > 13:
            raise BadCell(column, _("A year level is a number from 1 to 13."))
        return int(text)

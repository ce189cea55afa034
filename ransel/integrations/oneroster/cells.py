"""The cells of one row: lenient on case and on columns we do not know, strict on what they mean."""

from datetime import date

from django.utils.translation import gettext as _

FORMULAS = ("=", "+", "-", "@")
LONGEST = 100
EARLIEST, LATEST = 1900, 2100


class BadCell(Exception):
    """A cell that can't be what its column is: which, and why. The cell itself is never repeated."""

    def __init__(self, column, reason):
        super().__init__(column)
        self.column, self.reason = column, reason


class Cells:
    def __init__(self, row: dict[str, str]):
        self.row = row

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

    def date(self, column) -> date | None:
        text = self.text(column)
        if not text:
            return None
        try:
            found = date.fromisoformat(text[:10])
        except ValueError:
            raise BadCell(column, _("Write days as 2026-11-24.")) from None
        if not EARLIEST < found.year < LATEST:
            raise BadCell(column, _("This day is too far away to be right."))
        return found

    def number(self, column) -> int | None:
        text = self.text(column).split(",")[0].strip()
        if not text:
            return None
        if not text.isdigit() or int(text) > 13:
            raise BadCell(column, _("A year level is a number from 1 to 13."))
        return int(text)

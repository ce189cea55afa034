"""A school calendar as a sheet: one row a day, for one unit or all. Its columns stand in docs/school-calendar.md."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.integrations.reading.archive import NotReadable, delimiter_of
from ransel.integrations.reading.cells import BadCell, Cells
from ransel.integrations.school_calendar.told import Told, farthest, note_of
from ransel.integrations.school_calendar.whom import Names
from ransel.units.models import UnitKind

FREE = {"elevdag": "pupils", "laererdag": "teachers", "sfodag": "after_school"}  # free when it is no such day
NOT_IN = {UnitKind.SCHOOL: "after_school", UnitKind.AFTER_SCHOOL: "pupils"}  # they are in another unit
KNOWN = ("dato", "skole", *FREE, "kommentar")
WORDS = {"ja": True, "nei": False, "j": True, "n": False, "1": True, "0": False, "true": True, "false": False}
ALSO = {"lærerdag": "laererdag"}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")
MOST_ROWS = 50_000  # a year of the country's largest municipality


def read(text: str, told: Told, names: Names):
    """Raises NotReadable when the file as a whole can't be read. A row that is broken is said, and left out."""
    for number, (line, cells) in enumerate(_rows(text)):
        if number >= MOST_ROWS:
            raise NotReadable(_("There are more rows in the file than a school calendar has."))
        try:
            if (day := _day(cells)) < clock.today():
                told.left_out["past"] += 1
            else:
                unit, said = _row(cells, names)
                told.say(unit, [day], said, "dato")
        except BadCell as bad:
            told.breaks(line, bad)


def _rows(text) -> Iterator[tuple[int, Cells]]:
    lines = io.StringIO(text, newline="")
    first = lines.readline()
    delimiter = delimiter_of(first)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = _header(next(csv.reader([first], delimiter=delimiter, strict=True), []))
        for row in reader:
            if any(map(str.strip, row)):
                more = "".join(row[len(header) :]).strip()
                told = dict(zip(header, map(str.strip, row), strict=False))
                yield reader.line_num + 1, Cells(told | ({"": more} if more else {}), norwegian=True)
    except csv.Error:
        near = {"line": reader.line_num + 1}
        said = _("This is no CSV file, or a quotation mark is not closed: look near line %(line)s.") % near
        raise NotReadable(said) from None


def _header(columns):
    header = [ALSO.get(name, name) for name in (column.strip().lower() for column in columns)]
    if "dato" not in header or not set(FREE) & set(header):
        said = _("The first line must name the columns: %(columns)s.")
        raise NotReadable(said % {"columns": ", ".join(KNOWN)})
    if twice := [name for name in KNOWN if header.count(name) > 1]:
        raise NotReadable(_("The column %(column)s stands there twice.") % {"column": twice[0]})
    return [name or "-" for name in header]


def _day(cells) -> date:
    if not DAY.fullmatch(cells.needed("dato")):
        raise BadCell("dato", _("Write days as %(example)s.") % {"example": "24.11.2026"})
    if (day := cells.date("dato")) > farthest():
        raise BadCell("dato", _("This day is more than two years ahead."))
    return day


def _row(cells, names):
    """The unit, or None for all; and what is said of it."""
    if cells.text(""):
        raise BadCell("kommentar", _("There are more cells than columns. Put text with a comma in quotation marks."))
    unit = names.unit(cells.text("skole"), "skole")
    said = _said(cells, unit)
    if note := note_of(cells.text("kommentar"), "kommentar"):
        said["note"] = note
    return unit, said


def _said(cells, unit):
    told = {flag: cells.word(column, WORDS, otherwise=None) for column, flag in FREE.items()}
    said = {flag: not word for flag, word in told.items() if word is not None}
    if unit and unit.kind == UnitKind.SCHOOL and said.pop("after_school", False):
        raise BadCell("sfodag", _("Name the after-school unit in a row of its own: we do not guess which one it is."))
    if unit and unit.kind == UnitKind.AFTER_SCHOOL and said.pop("pupils", False):
        raise BadCell("elevdag", _("Pupils are at school. Name the school in a row of its own."))
    if not said:
        there = [column for column, flag in FREE.items() if not (unit and flag == NOT_IN.get(UnitKind(unit.kind)))]
        told_in = _("Write J (yes) or N (no) in one or more of these columns: %(columns)s.")
        raise BadCell(there[0], told_in % {"columns": ", ".join(there)})
    return said | _planning(said.get("after_school" if unit and unit.kind == UnitKind.AFTER_SCHOOL else "pupils"), said)


def _planning(children, said):
    """The children are free and the staff are not: a planning day. Nothing is said of it when one of them is not."""
    staff = said.get("teachers")
    if staff or children is False:
        return {"planning": False}
    return {"planning": True} if children and staff is False else {}

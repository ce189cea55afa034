"""A group's week as a spreadsheet. Every cell is text: what begins like a formula is no formula."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.writer.excel import save_workbook

from ransel.core import dates
from ransel.dayboard.week.page import GroupWeek

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_of(week: GroupWeek) -> bytes:
    """Two sheets: times by child, and children by the half hour."""
    book = Workbook(write_only=True)
    times = book.create_sheet(_("Times"))
    times.append(_row(times, [_("Child"), *(dates.day(day) for day in week.days)]))
    for line in week.lines:
        cells = [line.cells.get(day) for day in week.days]
        times.append(_row(times, [line.name, *(_said(cell) for cell in cells)]))
    times.append(_row(times, [_("Come"), *(week.coming(day) for day in week.days)]))
    times.append(_row(times, [_("Portions"), *(week.portions(day) for day in week.days)]))
    halves = book.create_sheet(_("Half hours"))
    halves.append(_row(halves, [_("Day"), *(dates.clock_time(half) for half in week.halves)]))
    for day, found in week.heat:
        halves.append(
            _row(halves, [_("%(day)s, children") % {"day": dates.day(day)}, *(one.children for one in found)])
        )
        if week.has_norm:
            adults = _("%(day)s, adults") % {"day": dates.day(day)}
            halves.append(_row(halves, [adults, *(one.adults for one in found)]))
    kept = io.BytesIO()
    save_workbook(book, kept)
    return kept.getvalue()


def _said(cell):
    if cell is None:
        return ""
    return f"{cell.words} ({cell.away.when})" if cell.away else cell.words


def _row(sheet, values):
    return [_cell(sheet, value) for value in values]


def _cell(sheet, value):
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # also "=1+1": a name from outside is never calculated
    return cell

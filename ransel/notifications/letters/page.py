"""The office's page about letters: what waits in the unit, what lies printed, and what was sent lately."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ransel.core import clock
from ransel.notifications.letters.paper import Paper, paper_of
from ransel.notifications.letters.rows import Dropped, How, Letter, Printing
from ransel.notifications.letters.rules import FOR_GOOD, why_not

LATELY = timedelta(days=30)
ALONG = ("receiver", "child__person", "unit__municipality", "dropped_by")


@dataclass
class LetterRow:
    id: UUID
    receiver: str
    child: str
    code: str
    protected: bool
    why_not: str = ""


@dataclass
class PrintedRow:
    printing: Printing
    letters: list[LetterRow]
    sent_by: str
    sent_at: object


@dataclass
class LettersPage:
    waiting: list[LetterRow]
    printed: list[PrintedRow]
    sent: list[PrintedRow]
    by_svarut: list[Letter]
    dropped: list[Letter]


def letters_of(unit) -> LettersPage:
    """Four statements, and two for each letter that lies printed: whether it still may leave."""
    since = clock.now() - LATELY
    all_ = Letter.objects.filter(unit=unit).select_related(*ALONG, "taken_by", "printing__made_by")
    waiting = all_.waiting().order_by("planned_at", "pk")
    made = all_.filter(dropped_at=None, printing__isnull=False).order_by("printing__made_at", "planned_at", "pk")
    rows: dict = {}
    for letter in [*made.filter(sent_at=None), *made.filter(sent_at__gte=since)]:
        rows.setdefault(letter.printing, []).append(letter)
    batches = [_printed(printing, letters) for printing, letters in rows.items()]
    return LettersPage(
        [_row(letter) for letter in waiting],
        [one for one in batches if not one.sent_at],
        [one for one in reversed(batches) if one.sent_at],
        list(all_.filter(how=How.SVARUT, dropped_at=None, made_at__gte=since).order_by("-made_at", "pk")),
        list(all_.filter(dropped_at__gte=since).order_by("-dropped_at", "pk")),
    )


def papers_of(printing: Printing) -> list[Paper]:
    """Of those printed together, the ones that still may leave."""
    letters = printing.letters.filter(dropped_at=None).select_related(*ALONG).order_by("planned_at", "pk")
    return [paper_of(letter) for letter in letters if why_not(letter) not in FOR_GOOD]


def _printed(printing, letters):
    sent = letters[0].sent_at
    shown = [_row(letter, "" if sent else why_not(letter)) for letter in letters]
    return PrintedRow(printing, shown, letters[0].taken_by.name if sent else "", sent)


def _row(letter, stopped=""):
    hidden = letter.receiver.protected or letter.child.person.protected
    why = str(Dropped(stopped).label) if stopped in FOR_GOOD else ""
    return LetterRow(letter.pk, letter.receiver.name, letter.child.name, letter.code, hidden, why)

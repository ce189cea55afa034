"""One drawing for all the boards of a group that the same tap has woken: they ask within the same second.

What is kept is what a board shows to everybody who sees it so, never who may see it: that is asked of the database each
time. Tokens, submissions and the moment are each one's own, and are not kept. Decision 0026.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from os import urandom
from threading import Lock
from time import monotonic
from uuid import UUID

from django.db import connection
from django.utils import translation

from ransel.core import clock
from ransel.core.writing import may_yet_not_stand
from ransel.dayboard.board import Board, board_of
from ransel.units.models import Group

KEPT, LASTS = 64, 2.0  # readings; seconds
OWN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="submission" value=")[^"]*|(?<=drawn=")[^"]*')
TOKEN, SUBMISSION, MOMENT = "\ufdd0", "\ufdd1", "\ufdd2"  # where one's own go: no characters, for use within a program

Draw = Callable[[Board], str]


@dataclass
class _Reading:
    """Whoever comes while it is made waits for it."""

    lock: Lock = field(default_factory=Lock)
    began: float = 0.0
    board: Board | None = None
    drawn: dict[Hashable, str] = field(default_factory=dict)

    def drawn_as(self, how, group, draw) -> str:
        with self.lock:
            if self.board is None or monotonic() - self.began > LASTS:
                self.began, self.drawn = monotonic(), {}
                self.board = board_of(group)
            if how in self.drawn:
                return self.drawn[how]
            text = _without_own(draw(self.board))
            if self.board.waiting:  # what is shown for the first time is marked so, and stands otherwise then
                self.board = None
            else:
                self.drawn[how] = text
            return text


_readings: OrderedDict[tuple, _Reading] = OrderedDict()
_guard = Lock()


def drawn_again(group: Group, versions: Iterable, how: Hashable, draw: Draw, token: str) -> str:
    """The fragment of a board that lies open and fetches itself, for who holds `token`; at most two seconds old, and
    never older than what was announced since. `how` is all that `draw` looks at but the board. `versions` are those of
    the group's topics, read before this is called: what is read later is never older.

    No statement, but those of `board_of` where nobody has asked just now.
    """
    if may_yet_not_stand():
        return draw(board_of(group))
    key = (connection.settings_dict["NAME"], group.pk, tuple(versions), translation.get_language(), clock.minute())
    with _guard:
        reading = _readings.setdefault(key, _Reading())
        while len(_readings) > KEPT:
            _readings.popitem(last=False)
    return _with_own(reading.drawn_as(how, group, draw), token)


def _without_own(text: str) -> str:
    def slot(found):
        before = text[found.start() - 30 : found.start()]
        return TOKEN if "csrf" in before else SUBMISSION if "submission" in before else MOMENT

    return OWN.sub(slot, text)


def _with_own(text: str, token: str) -> str:
    """The moment too: the clock of a device is measured by it."""
    first, *others = text.replace(TOKEN, token).replace(MOMENT, str(clock.milliseconds())).split(SUBMISSION)
    random = urandom(16 * len(others))  # at once: each asking of the system lets other threads in between
    drawn = (UUID(bytes=random[at : at + 16], version=4) for at in range(0, len(random), 16))
    return "".join([first, *(f"{submission}{one}" for submission, one in zip(drawn, others, strict=True))])

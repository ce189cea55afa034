"""An item of a phone is done once, by the same actions as with network, and answered alike however often it comes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from ransel.core import actions as core
from ransel.core.dates import clock_time
from ransel.core.models import Submission
from ransel.core.writing import Refused, writing
from ransel.home.queued import absence, leaving, note
from ransel.home.queued.items import Item, Kind, No, Why, made_at
from ransel.identity.actor import Actor

PARTLY, REFUSED = "partly", "refused"


@dataclass(frozen=True)
class Answer:
    """What came of an item. `why` is a code, also of what was only partly taken; `said` a sentence, told once."""

    sent: bool
    why: str = ""
    said: str = ""
    url: str = ""
    at: str = ""


class Deliver(Protocol):
    def __call__(self, *, by: Actor, item: Item, made) -> str: ...


DELIVER: dict[Kind, Deliver] = {
    Kind.ABSENCE: absence.deliver,
    Kind.LEAVING: leaving.deliver,
    Kind.NOTE: note.deliver,
}


@writing()
def take(*, by: Actor, item: Item, behind: timedelta) -> Answer:
    """`behind` is how far the clock of the phone is behind ours.

    What was done by the form of the same submission, and only its answer was lost, is not done again. What is refused
    stays refused: its sender was told so.
    """
    mark = {"account": by.account, "key": item.id}
    before = Submission.objects.filter(**mark).exclude(digest=item.digest).first()
    if before:
        return Answer(False, Why.UNREAD) if _is_queued(before) else _answer(before)
    submission, is_new = core.receive(**mark, digest=item.digest)
    if not is_new:
        return _answer(submission)
    said = ""
    try:
        done = _deliver(by, item, behind)
    except No as no:
        done, said = f"{REFUSED} {no.why}", no.said
    core.answer(submission, url=done, stays=False)
    return _answer(submission, said)


@writing()
def _deliver(by, item, behind) -> str:
    """All of it or nothing. What the actor may not know and what they may not do are refused alike."""
    try:
        return DELIVER[item.kind](by=by, item=item, made=made_at(item, behind))
    except (Http404, PermissionDenied):
        raise No(Why.UNKNOWN) from None
    except Refused as refused:
        raise No(Why.RULES, _sentences(refused)) from None


def _sentences(refused: Refused) -> str:
    said = [one for some in refused.per_item.values() for one in ([some] if isinstance(some, str) else some)]
    return " ".join(dict.fromkeys(str(one) for one in said)) or str(refused.reason)


def _is_queued(submission) -> bool:
    """Where a form was sent on is an address; what came of an item is not."""
    return not submission.answer.startswith("/")


def _answer(submission: Submission, said="") -> Answer:
    """From what is kept of it: ids and codes, no sentence and no name."""
    what, _space, rest = submission.answer.partition(" ")
    words = rest.split()
    if what == REFUSED:
        return Answer(False, words[0], said)
    at = clock_time(submission.received_at)
    if what == Kind.ABSENCE:
        return Answer(True, PARTLY if PARTLY in words else "", url=reverse("absence", args=[words[0]]), at=at)
    if what == Kind.LEAVING:
        return Answer(True, url=reverse("child-leaving", args=[UUID(words[0])]), at=at)
    if what == Kind.NOTE:
        return Answer(True, url=reverse("child-day", args=[words[0]]), at=at)
    return Answer(True, url=submission.answer, at=at)

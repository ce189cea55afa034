"""Letters: planned by the night, printed together, sent or dropped by somebody at the unit's office."""

import secrets
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.notifications.letters.permits import DROP_LETTER, PRINT_LETTERS, SAY_SENT
from ransel.notifications.letters.rows import Letter, Printing
from ransel.notifications.letters.rules import FOR_GOOD, due_for_paper, why_not
from ransel.people.models import Enrolment, Person

AT_ONCE = 200  # notices in one transaction
MOST_PRINTED = 100  # letters in one file
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another when it is read aloud
NIGHT = Actor(Person(pk=UUID(int=0)))  # the night does it, no person


def plan_letters() -> int:
    """A letter for everybody who has not seen what they must know of a child; one a receiver and child. How many."""
    planned = 0
    while number := _plan_some():
        planned += number
    return planned


@writing()
def _plan_some():
    now = clock.now()
    first: dict = {}
    for notice in due_for_paper(now, clock.today()).order_by("at", "pk")[:AT_ONCE]:
        first.setdefault((notice.receiver_id, notice.child_id), notice)
    units: dict = {}
    places = Enrolment.objects.not_over(clock.today()).filter(child__in={child for _receiver, child in first})
    for child, unit in places.order_by("starts", "pk").values_list("child", "unit"):
        units.setdefault(child, unit)  # where the child has been longest
    letters = [
        Letter(receiver_id=receiver, child_id=child, unit_id=units[child], kind=one.kind, planned_at=now, code=_code())
        for (receiver, child), one in first.items()
    ]
    audit.record_all("letter.planned", by=NIGHT, about=Letter.objects.bulk_create(letters))
    return len(letters)


def _code():
    return "".join(secrets.choice(LETTERS) for _ in range(8))


@writing()
def print_letters(*, by: Actor, unit) -> Printing | None:
    """Those that wait in the unit, some at a time, each asked again whether it still may leave. None where none may."""
    unit = PRINT_LETTERS.ask(by, lock(unit).pk)
    waiting = Letter.objects.waiting().filter(unit=unit).select_for_update(of=("self",)).select_related("receiver")
    waiting = waiting.order_by("planned_at", "pk")[:MOST_PRINTED]
    kept = [letter for letter in waiting if not drop(letter, why_not(letter), NIGHT)]
    if not kept:
        return None
    printing = Printing.objects.create(unit=unit, made_by=by.person, made_at=clock.now())
    Letter.objects.filter(pk__in=[one.pk for one in kept]).update(printing=printing, made_at=printing.made_at)
    audit.record("letters.printed", by=by, about=printing)
    return printing


def drop(letter, reason, by):
    """Whether there was a reason to."""
    if reason:
        letter.dropped_at, letter.reason = clock.now(), reason
        letter.dropped_by = None if by is NIGHT else by.person
        letter.save(update_fields=["dropped_at", "dropped_by", "reason"])
        audit.record("letter.dropped", by=by, about=letter, reason=reason)
    return bool(reason)


@writing()
def say_sent(*, by: Actor, printing: Printing):
    """They are in the post, but for those that must not be any more. Said twice, it stays as it was."""
    SAY_SENT.ask(by, lock(printing).pk)
    for letter in printing.letters.undone().select_related("receiver"):
        why = why_not(letter)
        drop(letter, why if why in FOR_GOOD else "", NIGHT)
    if printing.letters.undone().update(sent_at=clock.now(), taken_by=by.person):
        audit.record("letters.sent", by=by, about=printing)


@writing()
def take_back_sent(*, by: Actor, printing: Printing):
    """They are not, after all: they lie printed again."""
    SAY_SENT.ask(by, lock(printing).pk)
    if printing.letters.filter(sent_at__isnull=False).update(sent_at=None, taken_by=None):
        audit.record("letters.not_sent", by=by, about=printing)


@writing()
def drop_letter(*, by: Actor, letter: Letter, reason: str) -> Letter:
    """It can't be sent. Raises Refused when it is, or when another has said so."""
    letter = DROP_LETTER.ask(by, lock(letter).pk)
    if letter.sent_at:
        raise Refused(_("This letter is sent already."))
    if letter.dropped_at:
        raise Refused(_("Somebody has said already what became of this letter."))
    drop(letter, reason, by)
    return letter

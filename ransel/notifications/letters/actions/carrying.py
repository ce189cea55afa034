"""Letters that another system carries. Begun is written before anything leaves; what fails waits at the office."""

from datetime import timedelta

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import lock, writing
from ransel.notifications.letters.actions.printing import NIGHT, drop
from ransel.notifications.letters.paper import NotDrawn, drawn, paper_of
from ransel.notifications.letters.rows import Dropped, How, Letter
from ransel.notifications.letters.rules import why_not
from ransel.notifications.letters.sender import Status, sender
from ransel.notifications.registers.asking import NotAnswered
from ransel.people.models import NationalId
from ransel.people.national_ids import decrypt

AT_ONCE = 200
GIVEN_UP = timedelta(days=2)  # after which a letter that could not be handed over waits at the office
FOLLOWED = timedelta(days=30)  # after which nobody asks any more what became of it
FAILURES = (NotAnswered, NotDrawn)
ALONG = ("receiver", "child__person", "unit__municipality")


def send_letters() -> int:
    """Those that wait and that the sender takes, and those it was not heard to have taken. How many it has.

    One that fails keeps none of the others back. The last failure is raised when all are tried, and the job is tried
    again.
    """
    carrier, taken, failed = sender(), 0, None
    numbered = NationalId.objects.values("person")
    waiting = Letter.objects.waiting().filter(receiver__in=numbered, came_back_at=None).select_related(*ALONG)
    again = Letter.objects.undone().filter(how=How.SVARUT, known_as="").select_related(*ALONG)
    for letter in [*again[:AT_ONCE], *waiting.order_by("planned_at", "pk")[:AT_ONCE]]:
        if letter.how == How.PRINT and not carrier.takes(letter):
            continue
        try:
            taken += _send(carrier, letter)
        except FAILURES as silent:
            failed = silent
    if failed:
        raise failed
    return taken


def _send(carrier, letter) -> bool:
    if not begin(letter):
        return False
    try:
        number = decrypt(bytes(NationalId.objects.get(person=letter.receiver_id).cipher))
        known_as = carrier.send(letter, number, drawn([paper_of(letter)]))
    except FAILURES:
        if letter.made_at and letter.made_at < clock.now() - GIVEN_UP:
            give_back(letter)
        raise
    finish(letter, known_as)
    return True


@writing()
def begin(letter: Letter) -> bool:
    """Whether it may leave: asked again each time. Somebody may have printed it meanwhile."""
    now = lock(letter)
    if now.dropped_at or now.sent_at or now.printing_id or now.known_as:
        return False
    if drop(now, why_not(now), NIGHT):
        return False
    if now.made_at is None:
        Letter.objects.filter(pk=now.pk).update(how=How.SVARUT, made_at=clock.now())
        audit.record("letter.handed_over", by=NIGHT, about=now)
    return True


@writing()
def finish(letter: Letter, known_as: str):
    Letter.objects.filter(pk=letter.pk).update(known_as=known_as)


def hear_of_letters():
    """What became of those handed over. Raises NotAnswered when all are asked for that answer."""
    followed = {"how": How.SVARUT, "read_at": None, "dropped_at": None, "made_at__gte": clock.now() - FOLLOWED}
    failed = None
    for letter in Letter.objects.filter(**followed).exclude(known_as="").order_by("made_at", "pk"):
        try:
            heard(letter, sender().status(letter.known_as))
        except NotAnswered as silent:
            failed = silent
    if failed:
        raise failed


@writing()
def heard(letter: Letter, status: Status):
    letter, now = lock(letter), clock.now()
    if status is Status.FAILED:
        give_back(letter)
    elif status in (Status.SENT, Status.READ):
        letter.sent_at = letter.sent_at or now
        letter.read_at = now if status is Status.READ else None
        letter.save(update_fields=["sent_at", "read_at"])


@writing()
def give_back(letter: Letter):
    """It did not arrive, and waits at the office; or is dropped, where a newer one about the child waits already."""
    letter = lock(letter)
    newer = Letter.objects.waiting().filter(receiver=letter.receiver_id, child=letter.child_id)
    letter.sent_at = None
    if newer.exists():
        letter.save(update_fields=["sent_at"])
        drop(letter, Dropped.REPLACED, NIGHT)
        return
    letter.how, letter.made_at, letter.came_back_at = How.PRINT, None, clock.now()
    letter.save(update_fields=["how", "made_at", "came_back_at", "sent_at"])
    audit.record("letter.given_back", by=NIGHT, about=letter)

"""Who gets a letter of what, and when. Each part is a condition on notices, so that all of them are one statement."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.identity.actor import Actor, Strength
from ransel.notifications.kinds import kinds
from ransel.notifications.letters.rows import Dropped, Letter
from ransel.notifications.models import Notice
from ransel.notifications.reaching import can_be_reached
from ransel.notifications.registers.rows import RegisterContact
from ransel.people.models import Enrolment

UNSEEN_FOR = timedelta(days=3)  # then it is put on paper
NOT_AFTER = timedelta(days=60)  # notices are shown for as long, and what a letter leads to must be there
FOR_GOOD = (Dropped.NO_ACCESS, Dropped.LEFT)  # what lies printed is taken out for these, and not for having been seen


def kinds_on_paper() -> list[str]:
    """What asks for an answer, or concerns somebody's rights; the rest waits until they log in."""
    return sorted(what for what, kind in kinds().items() if kind.urgent or kind.formal)


def out_of_reach(person: str) -> Q:
    """`person` names the column. Nothing that is sent reaches them, or they have said no to digital mail."""
    reserved = RegisterContact.objects.filter(person=OuterRef(person), reserved=True)
    return ~Q(can_be_reached(person)) | Q(Exists(reserved))


def due_for_paper(now: datetime, today: date):
    """Notices that nobody has seen, to guardians in force who are out of reach, and that no letter has told of yet."""
    told = Letter.objects.filter(receiver=OuterRef("receiver"), child=OuterRef("child"), planned_at__gte=OuterRef("at"))
    in_force = guardianships_in_force(today).filter(guardian=OuterRef("receiver"), child=OuterRef("child"))
    placed = Enrolment.objects.not_over(today).filter(child=OuterRef("child"))
    waited = {"at__lte": now - UNSEEN_FOR, "at__gt": now - NOT_AFTER}
    unseen = Notice.objects.unseen().filter(kind__in=kinds_on_paper(), **waited)
    return unseen.filter(~Exists(told), Exists(in_force), Exists(placed), out_of_reach("receiver"))


def why_not(letter: Letter) -> str:
    """What keeps it from leaving; empty when nothing does."""
    kind = kinds().get(letter.kind)
    if not kind or not kind.permit.holds(Actor(letter.receiver, Strength.ANY), letter.child_id):
        return Dropped.NO_ACCESS
    if not Enrolment.objects.not_over(clock.today()).filter(child=letter.child_id, unit=letter.unit_id).exists():
        return Dropped.LEFT
    told = Notice.objects.unseen().filter(receiver=letter.receiver_id, child=letter.child_id)
    return "" if told.filter(at__lte=letter.planned_at).exists() else Dropped.SEEN

"""How the children leave today, on the first page."""

from dataclasses import dataclass, field
from uuid import UUID

from ransel.access.residence import in_the_open
from ransel.core import clock
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.leaving.words import told
from ransel.home.may import May
from ransel.people.models import Child
from ransel.receipts.standing import Standing


@dataclass
class Leaves:
    """In words, of each of the child's units where somebody has said; `withheld` where it may not be told who did."""

    may_ask: bool = False  # how it leaves, where nobody has said: the child is there today, and the reader may say it
    words: list[str] = field(default_factory=list)
    withheld: bool = False
    notices: set[UUID] = field(default_factory=set)
    receipts: list[Standing] = field(default_factory=list)


def leaves_of_today(actor, may: May, there: set[tuple[UUID, UUID]]) -> dict[UUID, Leaves]:
    """Of those whose way home is the reader's to say. `there` are the children and units where they are to be today.

    No statement where nothing is said of today; else two, and four more at most.
    """
    ids, today = may.leaving, clock.today()
    said = leaving_of(ids & may.leaving_said, today, today) if ids & may.leaving_said else {}
    now = {key: one for key, one in said.items() if key[:2] in there and one.mode}
    theirs = {key[0] for key, one in now.items() if one.sent_by != actor.person.pk}
    shared = _in_the_open(theirs, today)
    found = {pk: Leaves() for pk in ids}
    for (child, _unit, _day), one in now.items():
        leaves = found[child]
        leaves.notices |= {change.notice for change in one.changes}
        if one.sent_by != actor.person.pk and child not in shared:
            leaves.withheld = True
        else:
            leaves.words.append(told(one))
    return found


def _in_the_open(children, day) -> set[UUID]:
    if not children:
        return set()
    return set(in_the_open(Child.objects.filter(pk__in=children), day, "pk").values_list("pk", flat=True))

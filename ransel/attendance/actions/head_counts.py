"""The children of a group are counted: the number is kept beside how many are here by what was tapped."""

from ransel.attendance import permits
from ransel.attendance.models import HeadCount
from ransel.attendance.presence import here_of
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import writing
from ransel.identity.actor import Actor
from ransel.units.models import Group


@writing()
def count_heads(*, by: Actor, group: Group, counted: int, out: int = 0) -> HeadCount:
    """Both numbers are kept, whether they agree or not; `out` of those here are so on a trip, by the board.

    Raises Http404 for a group that is not the actor's.
    """
    group = permits.COUNT.ask(by, group.pk)
    said = {"day": clock.today(), "expected": max(0, here_of(group) - out), "counted": counted}
    made = HeadCount.objects.create(group=group, **said, by=by.person, at=clock.now())
    audit.record("heads.counted", by=by, about=made)
    return made

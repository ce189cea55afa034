"""How many adults a group has in the half hours of a day."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import raise_topics
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.supervision import permits
from ransel.supervision.adults.reading import adults_of, last_like
from ransel.supervision.models import AdultNumber
from ransel.units.models import Group

AHEAD = timedelta(days=28)


@writing()
def enter_adults(*, by: Actor, group: Group, day: date, numbers: Mapping[time, int | None]):
    """Of these half hours; None takes a number away, and others stand. What stands already, stands.

    Raises Refused for a day that is over or too far ahead; Http404 for a group that is not the actor's.
    """
    group = permits.ENTER_ADULTS.ask(by, lock(group).pk)
    if not clock.today() <= day <= clock.today() + AHEAD:
        raise Refused(_("Choose today, or one of the next 28 days."))
    before = adults_of(group, day)
    changed = {half: number for half, number in numbers.items() if before.get(half) != number}
    if not changed:
        return
    standing = AdultNumber.objects.standing().filter(group=group, day=day, half__in=changed)
    standing.update(replaced_by=by.person, replaced_at=clock.now())
    said = {"group": group, "day": day, "by": by.person, "at": clock.now()}
    new = [AdultNumber(half=half, number=number, **said) for half, number in changed.items() if number is not None]
    AdultNumber.objects.bulk_create(new)
    audit.record("adults.entered", by=by, about=group, reason=day.isoformat())
    raise_topics([group.reference])


@writing()
def copy_adults(*, by: Actor, group: Group, day: date):
    """The numbers of the last same weekday of which something was said, instead of those of the day.

    Raises Refused where there is none; else as `enter_adults` has it.
    """
    group = permits.ENTER_ADULTS.ask(by, lock(group).pk)
    if (last := last_like(group, day)) is None:
        raise Refused(_("Nobody has entered numbers for such a day before."))
    copied = adults_of(group, last)
    enter_adults(
        by=by, group=group, day=day, numbers={half: copied.get(half) for half in adults_of(group, day) | copied}
    )

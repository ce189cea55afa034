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


def no_such_day() -> str:
    return _("Choose today, or one of the next 28 days.")


@writing()
def enter_adults(
    *,
    by: Actor,
    group: Group,
    day: date,
    numbers: Mapping[time, int | None],
    drawn: Mapping[time, int | None] | None = None,
):
    """Of these half hours; None takes a number away, and others stand. What stands already, stands.

    `drawn` is what the actor saw: only what differs from it is changed. Raises Refused, by the half hour, where another
    has written something else meanwhile; and for a day that is over or too far ahead. Http404 for a group that is not
    the actor's.
    """
    group = permits.ENTER_ADULTS.ask(by, lock(group).pk)
    _refuse_other_days(day)
    before = adults_of(group, day)
    changed = {half: number for half, number in numbers.items() if before.get(half) != number}
    if drawn is not None:
        changed = {half: number for half, number in changed.items() if drawn.get(half) != number}
        _refuse_overwriting(group, day, {half for half in changed if before.get(half) != drawn.get(half)})
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
    _refuse_other_days(day)
    if (last := last_like(group, day)) is None:
        raise Refused(_("Nobody has entered numbers for such a day before."))
    copied = adults_of(group, last)
    enter_adults(
        by=by, group=group, day=day, numbers={half: copied.get(half) for half in adults_of(group, day) | copied}
    )


def _refuse_other_days(day):
    if not clock.today() <= day <= clock.today() + AHEAD:
        raise Refused(no_such_day())


def _refuse_overwriting(group, day, halves):
    """What another has written of these half hours since they were drawn; or taken away."""
    if not halves:
        return
    standing = AdultNumber.objects.standing().filter(group=group, day=day, half__in=halves)
    said = {one.half: {"name": one.by.given_name, "number": one.number} for one in standing.select_related("by")}
    wrong = {
        half: _("%(name)s has written %(number)s meanwhile.") % said[half]
        if half in said
        else _("Somebody has taken the number away meanwhile.")
        for half in halves
    }
    raise Refused(_("Somebody has changed the numbers meanwhile. Look at them, and save again."), wrong)

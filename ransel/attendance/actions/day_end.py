"""The end of the day: somebody looks that no child is left in the unit, and says so."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ransel.attendance import permits
from ransel.attendance.models import DayEnd
from ransel.attendance.presence import here_in
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import raise_topics
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment
from ransel.units.models import Group, Unit


@writing()
def end_day(*, by: Actor, group: Group) -> DayEnd:
    """Of the group's whole unit. Ended twice, it is ended once.

    Nobody is let in meanwhile: else the day could be ended beside a child that is coming in. Raises Refused while a
    child is in; Http404 for a group that is not the actor's.
    """
    unit = lock(permits.END_DAY.ask(by, group.pk).unit)
    places = Enrolment.objects.on(clock.today()).filter(unit=unit)
    lock_all(Child, set(places.values_list("child", flat=True)))
    if ended := DayEnd.objects.filter(unit=unit, day=clock.today(), reopened_at=None).first():
        return ended
    if still := sum(here_in(unit).values()):
        why = ngettext("%(num)s child is still here.", "%(num)s children are still here.", still)
        raise Refused(_("The day can not be ended yet. %(why)s") % {"why": why % {"num": still}})
    ended = DayEnd.objects.create(unit=unit, day=clock.today(), by=by.person, at=clock.now())
    audit.record("day.ended", by=by, about=ended)
    raise_topics(f"group:{pk}" for pk in unit.groups.values_list("pk", flat=True))
    return ended


@writing()
def take_back_end(*, by: Actor, group: Group):
    """The day was ended too soon: it goes on. Raises Http404 for a group that is not the actor's."""
    unit = lock(permits.END_DAY.ask(by, group.pk).unit)
    if ended := DayEnd.objects.filter(unit=unit, day=clock.today(), reopened_at=None).first():
        reopen_day(by=by, unit=unit)
        audit.record("day.reopened", by=by, about=ended)


@writing()
def reopen_day(*, by: Actor, unit: Unit):
    """A child came after all, or had not left. Whoever let it in has asked, and locked the child."""
    ended = DayEnd.objects.filter(unit=unit, day=clock.today(), reopened_at=None)
    if ended.update(reopened_by=by.person, reopened_at=clock.now()):
        raise_topics(f"group:{pk}" for pk in unit.groups.values_list("pk", flat=True))

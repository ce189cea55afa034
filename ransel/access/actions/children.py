"""Children and guardians put in by hand, where no roster tells of them; the same rules as for a roster hold."""

from datetime import date

from django.utils.translation import gettext as _

from ransel.access import placing
from ransel.access.actions.guardians import confirm_guardian
from ransel.access.setting_up import is_municipality
from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people import actions as people
from ransel.people.models import Block, Child, Enrolment, Guardianship, Person
from ransel.units.models import Group, Unit


@writing()
def add_child(
    *,
    by: Actor,
    unit: Unit,
    given_name: str,
    family_name: str,
    birth_date: date,
    number: str,
    group: Group,
    place_type: str,
    starts: date,
    another=False,
) -> Child:
    """A child begins. Whoever has the national number is that child, with the name they have already.

    Raises Refused for a group that is not open in the unit, a child who has a place here already, one of the same name
    and birth date unless it is `another`, and one with a protected address elsewhere: that takes the municipality.
    """
    unit = placing.ADD_CHILD.ask(by, lock(unit).pk)
    _refuse_group(unit, group)
    person = people.known_by(number) if number else None
    if person is None:
        if not another and _namesakes(unit, given_name, family_name, birth_date).exists():
            why = _("A child with this name and birth date has a place here already.")
            raise Refused(why, {"another": _("Tick this if it is another child.")})
        named = {"given_name": given_name, "family_name": family_name, "birth_date": birth_date}
        person = people.add_person(by=by, number=number, **named)
    elif person.protected and not is_municipality(by, unit.municipality_id):
        raise Refused(_("This child has a protected address. Let the municipality do this."))
    child = people.child_of(by=by, person=person)
    if Enrolment.objects.not_over(starts).filter(child=child, unit=unit).exists():
        raise Refused(_("This child has a place here already."))
    people.begin_place(by=by, child=child, unit=unit, group=group, place_type=place_type, starts=starts)
    return child


def _refuse_group(unit, group):
    if group.unit_id != unit.pk or group.closed_on:
        raise Refused(_("The group is not open here."), {"group": _("Choose another group.")})


def _namesakes(unit, given_name, family_name, birth_date):
    named = {"given_name__iexact": given_name, "family_name__iexact": family_name, "birth_date": birth_date}
    here = Enrolment.objects.not_over(clock.today()).filter(unit=unit)
    return Person.objects.filter(**named, as_child__in=here.values("child"))


@writing()
def add_guardian(
    *,
    by: Actor,
    child: Child,
    number: str,
    given_name: str,
    family_name: str,
    ground: str,
    residence: str,
    reason: str,
) -> Guardianship:
    """An adult whose ground somebody has seen. The adults already there are told; the new one is not.

    Raises Refused for somebody who is kept away, who is a guardian already, and for oneself.
    """
    child = placing.ADD_GUARDIAN.ask(by, lock(child).pk)
    adult = people.person_with(by=by, number=number, given_name=given_name, family_name=family_name)
    if adult.pk == child.person_id:
        raise Refused(_("This is the child's own number."), {"number": _("Write the adult's.")})
    if Block.objects.standing().filter(person=adult, child=child).exists():
        raise Refused(_("There is a block. Lift it first, if it no longer holds."))
    there = Guardianship.objects.not_over(clock.today()).filter(guardian=adult, child=child)
    if there.filter(confirmed_at__isnull=False).exists():
        raise Refused(_("This adult is a guardian of the child already."))
    guardianship = there.first() or people.begin_guardianship(by=by, guardian=adult, child=child, residence=residence)
    return confirm_guardian(by=by, guardianship=guardianship, ground=ground, reason=reason)


@writing()
def end_guardianship(*, by: Actor, guardianship: Guardianship, last_day: date, reason: str) -> Guardianship:
    """Over after this day. Raises Refused for a day before yesterday, or later than it ends already."""
    lock(guardianship.child)
    guardianship = placing.END_GUARDIANSHIP.ask(by, guardianship.pk)
    if last_day < clock.today() - clock.DAY:
        raise Refused(_("What has been can not be changed."), {"last_day": _("Choose yesterday or later.")})
    if guardianship.ends and last_day > guardianship.ends:
        raise Refused(_("It would last longer than now."), {"last_day": _("Choose a day up to the one it ends.")})
    return people.end_guardianship(by=by, guardianship=guardianship, last_day=last_day, reason=reason)


@writing()
def move(*, by: Actor, place: Enrolment, group: Group, starts: date) -> Enrolment:
    """Another group of the same unit from this day on."""
    lock(place.child)
    place = placing.CHANGE_PLACE.ask(by, place.pk)
    _refuse_group(place.unit, group)
    _refuse_days(place, starts)
    if group.pk == place.group_id:
        raise Refused(_("The child is there already."), {"group": _("Choose another group.")})
    return people.move(by=by, place=place, group=group, starts=starts)


@writing()
def end_place(*, by: Actor, place: Enrolment, last_day: date) -> Enrolment:
    """The last day in the unit. The family sees what concerns it until then, and nothing of the unit after."""
    lock(place.child)
    place = placing.CHANGE_PLACE.ask(by, place.pk)
    _refuse_days(place, last_day, field="last_day", earliest=clock.today() - clock.DAY)
    return people.end_place(by=by, place=place, last_day=last_day)


@writing()
def lend(*, by: Actor, place: Enrolment, group: Group, starts: date, ends: date) -> Enrolment:
    """For some days the child is in another group, of this unit or another of the municipality, and on its board only.

    Raises Refused for days outside the place, and days on which the child is lent already.
    """
    lock(place.child)
    place = placing.CHANGE_PLACE.ask(by, place.pk)
    if place.stands_in_for_id:
        raise Refused(_("This place is temporary itself. Change the one it stands in for."))
    if group.closed_on or group.unit.municipality_id != place.unit.municipality_id or group.pk == place.group_id:
        raise Refused(_("The group is not open here."), {"group": _("Choose another group.")})
    _refuse_days(place, starts)
    _refuse_days(place, ends, field="ends", earliest=starts)
    if Enrolment.objects.not_over(starts).filter(stands_in_for=place, starts__lte=ends).exists():
        raise Refused(_("The child is somewhere else on some of these days already."))
    return people.lend(by=by, place=place, group=group, starts=starts, ends=ends)


def _refuse_days(place, day, *, field="starts", earliest=None):
    if day < (earliest or max(clock.today(), place.starts)):
        raise Refused(_("Look at the days."), {field: _("This day is too early.")})
    if place.ends and day > place.ends:
        raise Refused(_("Look at the days."), {field: _("The place is over before this day.")})

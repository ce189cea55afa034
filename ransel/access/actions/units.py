"""How a unit is set up: what it is called, its groups, and what it uses."""

from datetime import date, time

from django.utils.translation import gettext as _

from ransel.access import setting_up
from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment
from ransel.units import actions as units
from ransel.units.models import FunctionRule, Group, Joining, Municipality, SchoolYear, Unit, UnitKind


@writing()
def add_unit(*, by: Actor, municipality: Municipality, **columns) -> Unit:
    """Raises Refused for a name that the municipality has already, or a number that is another's."""
    municipality = setting_up.SET_UP_MUNICIPALITY.ask(by, municipality.pk)
    _refuse_taken(municipality, Unit.objects.all(), columns)
    return units.add_unit(by=by, municipality=municipality, **columns)


@writing()
def change_unit(*, by: Actor, unit: Unit, **columns) -> Unit:
    """The same. What guardians see of it is new on their pages at once."""
    lock(unit)
    unit = setting_up.SET_UP_UNIT.ask(by, unit.pk)
    _refuse_taken(unit.municipality, Unit.objects.exclude(pk=unit.pk), columns)
    return units.change_unit(by=by, unit=unit, topics=pages_of(unit), **columns)


def _refuse_taken(municipality, others, columns):
    if others.filter(municipality=municipality, name__iexact=columns["name"]).exists():
        raise Refused(_("There is such a unit already."), {"name": _("Choose another name.")})
    if columns["number"] and others.filter(number=columns["number"], kind=columns["kind"]).exists():
        raise Refused(_("There is such a unit already."), {"number": _("This organisation number is another unit's.")})


@writing()
def add_group(*, by: Actor, unit: Unit, **columns) -> Group:
    """Raises Refused for a name that an open group of the unit has."""
    lock(unit)
    unit = setting_up.SET_UP_UNIT.ask(by, unit.pk)
    _refuse_same_name(unit.groups.all(), columns["name"])
    return units.add_group(by=by, unit=unit, **columns)


@writing()
def change_group(*, by: Actor, group: Group, **columns) -> Group:
    group = setting_up.SET_UP_GROUP.ask(by, lock(group).pk)
    _refuse_same_name(group.unit.groups.exclude(pk=group.pk), columns["name"])
    return units.change_group(by=by, group=group, **columns)


def _refuse_same_name(groups, name):
    if groups.filter(closed_on=None, name__iexact=name).exists():
        raise Refused(_("There is such a group already."), {"name": _("Choose another name.")})


@writing()
def close_group(*, by: Actor, group: Group) -> Group:
    """Raises Refused while children have a place in it: where they go must be said first."""
    group = setting_up.SET_UP_GROUP.ask(by, lock(group).pk)
    if Enrolment.objects.not_over(clock.today()).filter(group=group).exists():
        raise Refused(_("Children have a place in it. Let them move first."))
    return units.close_group(by=by, group=group)


@writing()
def join_groups(
    *, by: Actor, unit: Unit, groups: list[Group], from_time: time, to_time: time, starts: date, ends: date | None
) -> Joining:
    """Between two times of the day the staff of these groups reach the children of all of them.

    Raises Refused for fewer than two groups or one that is not open here, and for times that are not whole quarters:
    rights within a day change on the quarter.
    """
    unit = setting_up.SET_UP_UNIT.ask(by, lock(unit).pk)
    if len(groups) < 2 or any(group.unit_id != unit.pk or group.closed_on for group in groups):
        raise Refused(_("Which groups?"), {"groups": _("Choose two groups or more.")})
    for name, moment in (("from_time", from_time), ("to_time", to_time)):
        if moment.minute % 15:
            raise Refused(_("Look at the times."), {name: _("Choose a whole quarter, as 07:15.")})
    if to_time <= from_time:
        raise Refused(_("Look at the times."), {"to_time": _("It ends before it begins.")})
    if ends and ends < starts:
        raise Refused(_("Look at the days."), {"ends": _("The last day is before the first.")})
    lasts = {"from_time": from_time, "to_time": to_time, "starts": starts, "ends": ends}
    return units.join_groups(by=by, unit=unit, groups=groups, **lasts)


@writing()
def end_joining(*, by: Actor, joining: Joining) -> Joining:
    """At once, also for boards that lie open."""
    return units.end_joining(by=by, joining=setting_up.END_JOINING.ask(by, lock(joining).pk))


@writing()
def add_school_year(*, by: Actor, municipality: Municipality, **columns) -> SchoolYear:
    """Raises Refused for days that run backwards or into another school year."""
    lock(municipality)
    municipality = setting_up.SET_UP_MUNICIPALITY.ask(by, municipality.pk)
    _refuse_year(SchoolYear.objects.filter(municipality=municipality), **columns)
    return units.add_school_year(by=by, municipality=municipality, **columns)


@writing()
def change_school_year(*, by: Actor, year: SchoolYear, **columns) -> SchoolYear:
    lock(year.municipality)
    year = setting_up.CHANGE_SCHOOL_YEAR.ask(by, year.pk)
    _refuse_year(SchoolYear.objects.filter(municipality=year.municipality_id).exclude(pk=year.pk), **columns)
    return units.change_school_year(by=by, year=year, **columns)


def _refuse_year(others, starts, second_term_starts, ends):
    if not starts < second_term_starts <= ends:
        within = _("Choose a day between the first and the last.")
        raise Refused(_("Look at the days."), {"second_term_starts": within})
    if others.filter(starts__lte=ends, ends__gte=starts).exists():
        raise Refused(_("Another school year has some of these days."), {"starts": _("Look at the days.")})


@writing()
def set_functions(*, by: Actor, unit: Unit, uses: dict[str, tuple[int, bool]]):
    """Raises Refused for a function that the municipality has locked, unless it is the municipality that asks."""
    lock(unit)
    unit = setting_up.SET_UP_UNIT.ask(by, unit.pk)
    for name in locked_in(unit) if not setting_up.is_municipality(by, unit.municipality_id) else ():
        uses = {one: use for one, use in uses.items() if one != name}
    units.set_functions(by=by, unit=unit, uses=uses, topics=pages_of(unit))


def locked_in(unit):
    """The names of the functions that the municipality decides."""
    rules = FunctionRule.objects.filter(municipality=unit.municipality_id, kind=unit.kind, locked=True)
    return set(rules.values_list("name", flat=True))


@writing()
def set_rules(*, by: Actor, municipality: Municipality, rules: dict[str, dict[str, tuple[int, bool, bool]]]):
    """{kind: {function: (guardians, staff, locked)}}. What is locked is so in every unit of the kind at once."""
    municipality = setting_up.SET_UP_MUNICIPALITY.ask(by, municipality.pk)
    for kind in UnitKind.values:
        told = rules.get(kind, {})
        units.set_rules(by=by, municipality=municipality, kind=kind, rules=told)
        uses = {name: (guardians, staff) for name, (guardians, staff, locked) in told.items() if locked}
        for unit in municipality.units.filter(kind=kind) if uses else ():
            units.set_functions(by=by, unit=unit, uses=uses, topics=pages_of(unit))


def pages_of(unit):
    """The topics of every page that shows something of a unit: its boards, and its children's families."""
    return pages_of_all([unit])


def pages_of_all(units):
    """The same of several units, in two statements."""
    groups = Group.objects.filter(unit__in=units).values_list("pk", flat=True)
    children = Enrolment.objects.not_over(clock.today()).filter(unit__in=units).values_list("child", flat=True)
    return [*(f"group:{group}" for group in groups), *(f"child:{child}" for child in children)]

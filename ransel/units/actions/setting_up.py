"""Units, groups and what a unit uses."""

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.units.models import Function, FunctionRule, Group, Joining, Municipality, SchoolYear, Unit


@writing()
def add_municipality(*, by, number: str, name: str) -> Municipality:
    municipality = Municipality.objects.create(number=number, name=name)
    audit.record("municipality.added", by=by, about=municipality)
    return municipality


@writing()
def add_unit(*, by, municipality: Municipality, **columns) -> Unit:
    """A unit begins with what its municipality has as default for units of its kind; all else is off."""
    unit = Unit.objects.create(municipality=municipality, **columns)
    Function.objects.bulk_create(
        Function(unit=unit, name=rule.name, guardians=rule.guardians, staff=rule.staff)
        for rule in FunctionRule.objects.filter(municipality=municipality, kind=unit.kind)
    )
    audit.record("unit.added", by=by, about=unit)
    announce("unit.added", by=by, about=unit, topics=[municipality.reference])
    return unit


@writing()
def change_unit(*, by, unit: Unit, topics=(), **columns) -> Unit:
    unit = lock(unit)
    for name, value in columns.items():
        setattr(unit, name, value)
    unit.save(update_fields=list(columns))
    audit.record("unit.changed", by=by, about=unit)
    announce("unit.changed", by=by, about=unit, topics=[unit.reference, *topics])
    return unit


@writing()
def add_group(*, by, unit: Unit, **columns) -> Group:
    group = Group.objects.create(unit=unit, **columns)
    audit.record("group.added", by=by, about=group)
    announce("group.added", by=by, about=group, topics=[unit.reference])
    return group


@writing()
def change_group(*, by, group: Group, **columns) -> Group:
    group = lock(group)
    for name, value in columns.items():
        setattr(group, name, value)
    group.save(update_fields=list(columns))
    audit.record("group.changed", by=by, about=group)
    announce("group.changed", by=by, about=group, topics=[group.reference, f"unit:{group.unit_id}"])
    return group


@writing()
def close_group(*, by, group: Group) -> Group:
    """Nobody begins in it any more. It stays, with what has been in it."""
    return change_group(by=by, group=group, closed_on=clock.today())


@writing()
def set_functions(*, by, unit: Unit, uses: dict[str, tuple[int, bool]], topics=()):
    """What the unit uses from now on: {function: (what guardians may, whether staff has it)}. Off is no row."""
    lock(unit)
    Function.objects.filter(unit=unit, name__in=uses).delete()
    Function.objects.bulk_create(
        Function(unit=unit, name=name, guardians=guardians, staff=staff)
        for name, (guardians, staff) in uses.items()
        if guardians or staff
    )
    audit.record("functions.set", by=by, about=unit, reason=_told(uses))
    announce("functions.set", by=by, about=unit, topics=[unit.reference, *topics])


@writing()
def set_rules(*, by, municipality: Municipality, kind: str, rules: dict[str, tuple[int, bool, bool]]):
    """What units of a kind begin with: {function: (guardians, staff, whether units may not change it)}."""
    lock(municipality)
    FunctionRule.objects.filter(municipality=municipality, kind=kind).delete()
    FunctionRule.objects.bulk_create(
        FunctionRule(municipality=municipality, kind=kind, name=name, guardians=guardians, staff=staff, locked=locked)
        for name, (guardians, staff, locked) in rules.items()
        if guardians or staff or locked
    )
    audit.record("rules.set", by=by, about=municipality, reason=_told(rules))
    announce("rules.set", by=by, about=municipality, topics=[municipality.reference])


@writing()
def join_groups(*, by, unit: Unit, groups: list[Group], **columns) -> Joining:
    joining = Joining.objects.create(unit=unit, **columns)
    joining.groups.set(groups)
    audit.record("groups.joined", by=by, about=joining)
    announce("groups.joined", by=by, about=joining, topics=[group.reference for group in groups])
    return joining


@writing()
def end_joining(*, by, joining: Joining) -> Joining:
    """Over after yesterday. One that was to begin later never does."""
    joining = lock(joining)
    yesterday = clock.today() - clock.DAY
    joining.starts, joining.ends = min(joining.starts, yesterday), yesterday
    joining.save(update_fields=["starts", "ends"])
    audit.record("joining.ended", by=by, about=joining)
    announce("joining.ended", by=by, about=joining, topics=[group.reference for group in joining.groups.all()])
    return joining


@writing()
def add_school_year(*, by, municipality: Municipality, **columns) -> SchoolYear:
    year = SchoolYear.objects.create(municipality=municipality, **columns)
    audit.record("school_year.added", by=by, about=year)
    announce("school_year.added", by=by, about=year, topics=[municipality.reference])
    return year


@writing()
def change_school_year(*, by, year: SchoolYear, **columns) -> SchoolYear:
    year = lock(year)
    for name, value in columns.items():
        setattr(year, name, value)
    year.save(update_fields=list(columns))
    audit.record("school_year.changed", by=by, about=year)
    announce("school_year.changed", by=by, about=year, topics=[f"municipality:{year.municipality_id}"])
    return year


def _told(uses):
    """For the log: each function with its numbers, "absence 2 1"."""
    return ", ".join(f"{name} {' '.join(str(int(one)) for one in use)}" for name, use in sorted(uses.items()))[:500]

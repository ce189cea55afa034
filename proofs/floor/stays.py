"""When children are to be where, for the floor: the plans of a demo where nobody changes a day or has two homes."""

from datetime import date, timedelta
from types import SimpleNamespace

from proofs.floor import rows
from ransel.attendance.stays.day import Stay, StayKind, on_rota, within
from ransel.attendance.stays.effective import KINDS
from ransel.attendance.stays.sent import first_open_monday
from ransel.core import clock
from ransel.home.times import AHEAD, Missing, TodayThere
from ransel.units.absence_rules import usual as usual_absence
from ransel.units.opening import SATURDAY, Opening
from ransel.units.public_holidays import public_holiday
from ransel.units.stay_rules import locks_at
from ransel.units.stay_rules import usual as usual_rules

MISSING = Stay(StayKind.MISSING)


def of_places(database, places, first, last):
    """{(child, unit, day): the stay} for (child, unit, kind, starts, ends), and {(unit, day): how it is open}."""
    places = [place for place in places if place[2] in KINDS]
    units = sorted({place[1] for place in places})
    children = sorted({place[0] for place in places})
    opened = openings(database, units, first, last)
    plans = plans_of(database, children, first, last)
    assert not database.ask(rows.ADJUSTMENTS, [*children, first, last], many=children), "nobody has changed a day"
    found = {}
    for child, unit, _kind, starts, ends in places:
        for day in clock.days(max(first, starts), min(last, ends or last)):
            found[child, unit, day] = on(plans.get((child, unit), ()), day, opened[unit, day])
    return found, opened


def on(plans, day, opening):
    if not opening.is_open:
        return Stay(StayKind.CLOSED, why=opening.why)
    plan = next((one for one in plans if one.starts <= day <= one.ends), None)
    if not plan:
        return MISSING
    hours = plan.rota.get(on_rota(plan.starts, plan.weeks, day))
    if hours is None:
        return Stay(StayKind.OFF, plan=plan.pk, sent_by=plan.sent_by)
    hours = within(tuple(hours), opening)
    return Stay(StayKind.TIMES if hours else StayKind.PRESENT, hours, plan=plan.pk, sent_by=plan.sent_by)


def openings(database, units, first, last):
    found = database.ask(rows.OPENING_HOURS, [*units, last, first], many=units)
    assert not database.ask(rows.SPECIAL_DAYS, [*units, first, last, first, last], many=units), "no day is special"
    hours = {}
    for unit, weekday, starts, ends, opens, closes in found:
        times = Opening(True, rows.clock_time(opens), rows.clock_time(closes))
        hours.setdefault(rows.key(unit), []).append((rows.day(starts), rows.day(ends) or date.max, weekday, times))
    days = list(clock.days(first, last))
    return {(unit, day): _opening(hours.get(unit, ()), day) for unit in units for day in days}


def _opening(hours, day):
    if name := public_holiday(day):
        return Opening(False, why=name, special=True)
    said = [one for one in hours if one[0] <= day <= one[1]]
    if not said:
        return Opening(day.isoweekday() < SATURDAY)
    return next((one[3] for one in said if one[2] == day.isoweekday()), Opening(False))


def plans_of(database, children, first, last):
    plans, found = {}, {}
    for row in database.ask(rows.PLANS, [*children, first, last], many=children):
        child, unit, pk, starts, ends, weeks, sent_by, week, weekday, start, end = row
        if pk not in plans:
            said = {"pk": rows.key(pk), "starts": rows.day(starts), "ends": rows.day(ends), "weeks": weeks}
            plans[pk] = SimpleNamespace(**said, sent_by=rows.key(sent_by), rota={})
            found.setdefault((rows.key(child), rows.key(unit)), []).append(plans[pk])
        if week:
            span = [] if start is None else [(rows.clock_time(start), rows.clock_time(end))]
            plans[pk].rota.setdefault((week, weekday), []).extend(span)
    return found


def of_today(database, person, places, units, plan):
    """({child: where it is to be today}, the weeks without times of those who may be planned): `units` are by id."""
    today = clock.today()
    stays, _opened = of_places(database, places, today, today + AHEAD)
    assert not database.ask(rows.STAY_RULES, list(units), many=units), "the rules are the product's"
    rules = {pk: usual_rules(unit.kind) for pk, unit in units.items() if unit.kind in KINDS}
    following = today + timedelta(days=8 - today.isoweekday())
    mondays = {pk: (following, first_open_monday(one, today)) for pk, one in rules.items()}
    there, missing = {}, {}
    for (child, unit, day), stay in stays.items():
        if day == today:
            assert stay.sent_by in (None, person.pk) or not units[unit].protected
            there.setdefault(child, []).append(TodayThere(units[unit], stay, False))
        monday = day - timedelta(days=day.isoweekday() - 1)
        if stay.kind is StayKind.MISSING and monday in mondays[unit] and child in plan:
            week = missing.setdefault(monday, Missing(monday, locks_at(rules[unit], monday)))
            week.children += [child] if child not in week.children else []
    lacking = {child for week in missing.values() for child in week.children}
    assert not lacking or not database.ask(rows.WAITING, [*lacking, today], many=lacking), "nothing waits"
    return there, [missing[monday] for monday in sorted(missing)]


def nobody_is_missed(database, unit, kind, tiles):
    """The board of the demo is read before anybody is missed; the floor still asks what there is to ask."""
    today, now = clock.today(), clock.wall_time()
    assert not database.ask(rows.ABSENCE_RULES, [unit]), "the rules are the product's"
    assert now < usual_absence(kind).unaccounted_at, "and it is before their hour"
    children = [pk for pk, tile in tiles.items() if not tile.day.came]
    assert not database.ask(rows.ASKED, [*children, today], many=children), "so nobody is asked about"

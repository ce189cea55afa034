"""Opening hours and stay plans of the demo: as in any November, with a few families that have said nothing."""

from datetime import date, datetime, time

from ransel.access.relations import guardianships_in_force
from ransel.attendance.models import StayAnswer, StayInterval, StayPlan
from ransel.attendance.stays.effective import KINDS
from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.core.writing import writing
from ransel.people.models import Enrolment
from ransel.units.models import Municipality, OpeningHours, Unit, UnitKind

OPEN = {
    UnitKind.KINDERGARTEN: (time(7), time(16, 30)),
    UnitKind.AFTER_SCHOOL: (time(7), time(16, 45)),
}
COME = (time(7), time(7, 15), time(7, 30), time(7, 45), time(8), time(8, 15), time(8, 30), time(9))
GO = (time(14, 30), time(15), time(15, 30), time(15, 45), time(16), time(16, 15), time(16, 30))
BELL = (time(8, 15), time(13, 30))  # when school begins and ends
WEEKDAYS = range(1, 6)
SENT = datetime(2026, 8, 10, 20, tzinfo=OSLO)
SILENT = 11  # every so many families have not said anything


@writing()
def open_units(*, municipality: Municipality):
    """From Monday to Friday, at the hours usual for their kind."""
    OpeningHours.objects.bulk_create(
        OpeningHours(unit=unit, weekday=weekday, opens=opens, closes=closes, starts=date(2026, 8, 1))
        for unit in Unit.objects.filter(municipality=municipality, kind__in=KINDS)
        for opens, closes in [OPEN[UnitKind(unit.kind)]]
        for weekday in WEEKDAYS
    )


@writing()
def plan_stays(*, municipality: Municipality, silent: set):
    """A plan for every child with a place, but for `silent` and a few others. They are approved."""
    places = Enrolment.objects.on(clock.today()).filter(unit__municipality=municipality, unit__kind__in=KINDS)
    families = guardianships_in_force(clock.today()).order_by("guardian__given_name", "guardian__birth_date")
    guardians = dict(families.values_list("child", "guardian"))
    plans, intervals, answers = [], [], []
    told = {"starts": date(2026, 8, 17), "ends": date(2027, 8, 31), "weeks": 1, "number": 1, "sent_at": SENT}
    for at, place in enumerate(places.select_related("unit").order_by("child__person__birth_date", "child_id")):
        sender = guardians.get(place.child_id)
        if sender is None or place.child_id in silent or at % SILENT == SILENT - 1:
            continue
        plan = StayPlan(child_id=place.child_id, unit=place.unit, sent_by_id=sender, **told)
        plans.append(plan)
        intervals += [
            StayInterval(plan=plan, week=1, weekday=weekday, start=start, end=end)
            for weekday in WEEKDAYS
            for start, end in _hours(place.unit.kind, at, weekday)
        ]
        said = {"outcome": StayAnswer.Outcome.APPROVED, "answered_by_id": sender, "automatic": True}
        answers.append(StayAnswer(plan=plan, answered_at=SENT, **said))
    StayPlan.objects.bulk_create(plans)
    StayInterval.objects.bulk_create(intervals)
    StayAnswer.objects.bulk_create(answers)


def _hours(kind, at, weekday):
    """Nobody's days are quite alike, and on Fridays most go home a little sooner."""
    come, go = COME[(at * 5 + weekday) % len(COME)], GO[(at * 3 + weekday) % len(GO)]
    if weekday == 5:
        go = max(GO[0], time(go.hour - 1, go.minute)) if go.hour > 14 else go
    if kind == UnitKind.KINDERGARTEN:
        return [] if at % 7 == 3 and weekday == 3 else [(come, go)]
    before = [(come, BELL[0])] if at % 3 == 0 and come < BELL[0] else []
    return [*before, (BELL[1], go)]

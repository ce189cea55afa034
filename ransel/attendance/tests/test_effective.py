"""The effective day, of anything that can be said in any order, equals what is worked out plainly."""

from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from ransel.access.actions.residence import answer, propose
from ransel.attendance.models import AdjustedInterval, StayAdjustment, StayAnswer, StayInterval, StayPlan
from ransel.attendance.stays.effective import stays_of
from ransel.attendance.tests.plainly import effective
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment
from ransel.people.rota import week_about
from ransel.units.models import ClosedDay, OpeningException, OpeningHours

FIRST = date(2026, 12, 21)  # over Christmas, week 53 and New Year
DAYS = 21
days = st.integers(-10, DAYS + 5).map(lambda number: FIRST + timedelta(days=number))
spans = st.tuples(days, st.integers(0, 30)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
long = st.tuples(days, st.integers(10, 60)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
usual = st.just((date(2024, 8, 15), None))
slots = st.sampled_from(
    [None, ((time(8), time(16)),), ((time(7), time(9)), (time(13), time(17))), ((time(12), time(13)),)]
)
plans = st.fixed_dictionaries(
    {
        "span": long,
        "weeks": st.integers(1, 2),
        "home": st.sampled_from([None, None, "marte", "henrik"]),
        "rota": st.dictionaries(st.tuples(st.integers(1, 2), st.integers(1, 6)), slots, min_size=5, max_size=15),
        "outcome": st.sampled_from(["approved", "approved", "approved", "rejected", "withdrawn", None]),
        "answered": st.sampled_from([0, 0, 0, 20, 30, 35]),  # days from now
    }
)
changes = st.fixed_dictionaries(
    {"day": days, "kind": st.sampled_from(["times", "time_off", "present", "as_plan"]), "late": st.booleans()}
)
worlds = st.fixed_dictionaries(
    {
        "plans": st.lists(plans, min_size=1, max_size=4),
        "changes": st.lists(changes, max_size=6),
        "place": usual | usual | usual | spans,
        "lent": st.none() | st.none() | spans,
        "shared": st.sampled_from([None, "shared", "shared", "protected"]),
        "hours": st.booleans(),
        "closed": st.lists(days, max_size=3, unique=True),
        "exceptions": st.lists(days, max_size=3, unique=True),
    }
)
met = Counter()


@pytest.mark.django_db
@seed(20261124)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds)
def _equals(village, atomic, world):
    with atomic():
        build(village, world)
        units = (village.fjellheim, village.solbakken)
        found = stays_of([village.ella.pk], FIRST, FIRST + timedelta(days=DAYS))
        for day in clock.days(FIRST, FIRST + timedelta(days=DAYS)):
            for unit in units:
                stay = found.get((village.ella.pk, unit.pk, day))
                said = None if stay is None else shown(stay)
                assert said == effective(village.ella, unit, day), (unit.name, day)
                met[said[0] if said else "no place"] += 1


def test_whatever_was_said_the_effective_day_is_what_one_works_out_plainly(village):
    met.clear()
    _equals(village, rolled_back)
    assert set(met) == {"no place", "closed", "missing", "off", "present", "times"} and min(met.values()) > 40, met


class rolled_back:
    """Each world by itself: what it writes is taken back."""

    def __enter__(self):
        from django.db import transaction

        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error):
        from django.db import transaction

        transaction.set_rollback(True)
        return self.atomic.__exit__(*error)


def shown(stay):
    return ("times", list(stay.hours)) if stay.kind == "times" else (stay.kind.value,)


def build(village, world):
    ella = village.ella
    place = Enrolment.objects.get(child=ella)
    place.starts, place.ends = world["place"]
    place.save()
    if world["lent"]:
        where = {"unit": village.solbakken, "group": village.harepus, "stands_in_for": place}
        Enrolment.objects.create(child=ella, starts=world["lent"][0], ends=world["lent"][1], **where)
    if world["shared"]:
        homes = week_about(village.marte.pk, village.henrik.pk, 3)
        pattern = propose(by=Actor(village.marte), child=ella, starts=date(2026, 12, 28), homes=homes)
        answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    if world["shared"] == "protected":
        village.henrik.protection = 1
        village.henrik.save()
    if world["hours"]:
        for weekday in (1, 2, 3, 5, 6):
            said = {"weekday": weekday, "opens": time(7, 30), "closes": time(16, 30)}
            OpeningHours.objects.create(unit=village.fjellheim, starts=date(2026, 12, 23), **said)
    for day in world["closed"]:
        ClosedDay.objects.create(municipality=village.fjordvik, unit=village.fjellheim, day=day, kindergarten=True)
    for day in world["exceptions"]:
        OpeningException.objects.create(unit=village.fjellheim, day=day, opens=time(8), closes=time(12))
    for number, said in enumerate(world["plans"], 1):
        add_plan(village, number, said)
    for number, said in enumerate(world["changes"], 1):
        add_change(village, number, said)


def add_plan(village, number, said):
    starts, ends = said["span"]
    home = said["home"] and getattr(village, said["home"])
    sent = {"sent_by": village.marte, "sent_at": clock.now(), "number": number, "weeks": said["weeks"]}
    plan = StayPlan.objects.create(
        child=village.ella, unit=village.fjellheim, home=home, starts=starts, ends=ends, **sent
    )
    for (week, weekday), hours in said["rota"].items():
        for start, end in hours or [(None, None)]:
            StayInterval.objects.create(plan=plan, week=week, weekday=weekday, start=start, end=end)
    if said["outcome"]:
        at = clock.now() + timedelta(days=said["answered"])
        told = {"outcome": said["outcome"], "answered_by": village.siri, "answered_at": at}
        StayAnswer.objects.create(plan=plan, **told)


def add_change(village, number, said):
    sent = {"sent_by": village.marte, "sent_at": clock.now(), "notice": village.ella.pk}
    change = StayAdjustment.objects.create(child=village.ella, unit=village.fjellheim, number=number, **said, **sent)
    if said["kind"] == "times":
        AdjustedInterval.objects.create(adjustment=change, start=time(9), end=time(12, 30))

"""How long a year of a whole unit takes, and how many statements the acts and the pages take."""

import time
from datetime import date
from datetime import time as clock_time

from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from ransel.attendance.actions.stay_plans import send_plans
from ransel.attendance.models import StayAdjustment, StayAnswer, StayInterval, StayPlan
from ransel.attendance.stays.effective import stays_of
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment, Guardianship, Person
from ransel.units.models import OpeningHours

CHILDREN, YEAR_S = 300, 1.0
SEND_MOST, WEEK_MOST, MONTH_MOST = 40, 12, 14
FIRST, LAST = date(2026, 8, 17), date(2027, 8, 16)


def crowd(village, many=CHILDREN):
    """Children in Bikuben, each with a plan of two weeks, changes here and there, and one in ten with two homes."""
    people = [
        Person(given_name=f"Barn{number}", family_name="Prøve", birth_date=date(2022, 5, 5)) for number in range(many)
    ]
    Person.objects.bulk_create(people)
    children = [Child(person=person) for person in people]
    Child.objects.bulk_create(children)
    where = {"unit": village.fjellheim, "group": village.bikuben, "starts": FIRST}
    Enrolment.objects.bulk_create(Enrolment(child=child, **where) for child in children)
    opened = {"unit": village.fjellheim, "opens": clock_time(7), "closes": clock_time(17), "starts": FIRST}
    OpeningHours.objects.bulk_create(OpeningHours(weekday=weekday, **opened) for weekday in range(1, 6))
    _plans(village, children)
    return children


def _plans(village, children):
    sent = {"sent_by": village.marte, "sent_at": clock.now()}
    told = {"unit": village.fjellheim, "number": 1, "weeks": 2, "starts": FIRST, "ends": date(2027, 8, 31)}
    plans = [StayPlan(child=child, **told, **sent) for child in children]
    StayPlan.objects.bulk_create(plans)
    StayInterval.objects.bulk_create(
        StayInterval(plan=plan, week=week, weekday=weekday, start=clock_time(7 + at % 3), end=clock_time(14 + at % 3))
        for at, plan in enumerate(plans)
        for week in (1, 2)
        for weekday in range(1, 6)
    )
    said = {"outcome": "approved", "answered_by": village.siri, "answered_at": clock.now()}
    StayAnswer.objects.bulk_create(StayAnswer(plan=plan, **said) for plan in plans)
    StayAdjustment.objects.bulk_create(
        StayAdjustment(
            child=child, unit=village.fjellheim, day=FIRST + number * clock.DAY, number=1, kind="time_off",
            notice=child.pk, **sent,
        )
        for child in children
        for number in range(0, 360, 15)
    )  # fmt: skip
    for child in children[::10]:
        share(village, child)


def share(village, child):
    """Guardians in two homes by turns, so that homes are read too."""
    from ransel.people.actions import answer_residence, begin_residence
    from ransel.people.rota import week_about

    for person in (village.marte, village.henrik):
        confirmed = {"confirmed_by": village.leader, "confirmed_at": clock.now(), "ground": "parental_responsibility"}
        Guardianship.objects.create(guardian=person, child=child, starts=FIRST, **confirmed)
    homes = week_about(village.marte.pk, village.henrik.pk, 1)
    pattern = begin_residence(by=Actor(village.marte), child=child, starts=date(2026, 11, 30), homes=homes)
    answer_residence(by=Actor(village.henrik), pattern=pattern, accepted=True, reason="")
    StayPlan.objects.filter(child=child).update(home=village.henrik)


def a_year(children) -> float:
    """Seconds for every effective day of a year, the best of three; each is as many days as there are."""
    took = []
    for _turn in range(3):
        reset_queries()
        began = time.perf_counter()
        found = stays_of([child.pk for child in children], FIRST, LAST)
        took.append(time.perf_counter() - began)
        assert len(found) == len(children) * 365, len(found)
    return min(took)


def statements_to_send(village, children) -> int:
    """A plan of four weeks for three children, who live in two homes."""
    targets = [(child.pk, village.fjellheim.pk) for child in children[::10][:3]]
    rota = {(week, weekday): ((clock_time(8), clock_time(15)),) for week in range(1, 5) for weekday in range(1, 6)}
    said = {"weeks": 4, "starts": date(2026, 12, 7), "ends": None, "known": dict.fromkeys(targets, 1)}
    with CaptureQueriesContext(connection) as then:
        send_plans(by=Actor(village.marte), targets=targets, rota=rota, **said)
    return len(then)


def statements_of_page(client, url) -> int:
    client.get(url)  # a login's first page notes more
    with CaptureQueriesContext(connection) as then:
        answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return len(then)

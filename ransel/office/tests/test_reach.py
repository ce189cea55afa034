"""Who reaches which children at work, who has looked, and who got access lately."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.access.permits import Permit
from ransel.access.reach import guardians_of_many, posts_over, reach_at_work
from ransel.access.relations import leader_of_child, municipality_of_child, office_of_child, staff_of_group
from ransel.core import clock
from ransel.identity.actor import Actor, Strength
from ransel.office.tests.test_safety import lift_by_two
from ransel.people.models import Block, Child, Enrolment, Guardianship, Person, Post, Role
from ransel.units.models import Joining
from tests.pages import send

AT_WORK = Permit("reach at work", Child, to=(staff_of_group, leader_of_child, office_of_child, municipality_of_child))
DAY = timedelta(days=1)


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


def in_many_ways(village):
    """Groups that are joined at this hour, a child lent to another group, one who begins next month."""
    joining = Joining.objects.create(
        unit=village.fjellheim, from_time=time(6, 30), to_time=time(8), starts=clock.today()
    )
    joining.groups.set([village.bikuben, village.maurtua])
    place = village.ella.enrolments.get()
    lent = {"stands_in_for": place, "unit": village.solbakken, "group": village.harepus}
    Enrolment.objects.create(child=village.ella, starts=clock.today(), ends=clock.today(), **lent)
    Post.objects.create(
        person=village.siri,
        municipality=village.fjordvik,
        unit=village.solbakken,
        role=Role.OFFICE,
        starts=clock.today(),
    )
    Enrolment.objects.filter(child=village.sara).update(starts=clock.today() + 30 * DAY)


@pytest.mark.parametrize("complicated", [False, True])
def test_read_from_the_other_end_the_relations_say_the_same(village, complicated):
    if complicated:
        in_many_ways(village)
    said = {
        child: set(posts_over(child, clock.today()).values_list("person", flat=True)) for child in Child.objects.all()
    }
    counted = {one.person: one.children for one in reach_at_work(village.fjordvik, clock.today())}
    for person in Person.objects.all():
        reached = set(AT_WORK.reach(Actor(person, Strength.STRONG)))
        assert reached == {child for child, people in said.items() if person.pk in people}, person.name
        assert counted.get(person, 0) == len(reached), person.name


def test_reach_is_read_in_a_fixed_number_of_statements(village):
    with CaptureQueriesContext(connection) as seen:
        reach_at_work(village.fjordvik, clock.today())
    assert len(seen) == 4
    in_many_ways(village)
    with CaptureQueriesContext(connection) as seen:
        reach_at_work(village.fjordvik, clock.today())
    assert len(seen) == 5


def test_the_leader_sees_who_reaches_how_many_and_by_what(solveig, as_, village):
    in_many_ways(village)
    page = solveig.get(f"/office/units/{village.fjellheim.pk}/reach/").text
    assert "Siri" in page and "gjennom sammenslåtte grupper" in page
    assert "Rektor" not in page  # those of other units are not hers to see
    assert "Siri" in as_(village.municipality).get(f"/office/municipalities/{village.fjordvik.pk}/reach/").text


def test_a_guardian_of_many_is_found_and_blocked_ones_do_not_count(village):
    theirs = {person.pk: number for person, number in guardians_of_many(village.fjordvik, clock.today(), 1)}
    for person in Person.objects.all():
        confirmed = Guardianship.objects.on(clock.today()).filter(guardian=person, confirmed_at__isnull=False)
        blocked = Block.objects.standing().filter(person=person).values("child")
        assert theirs.get(person.pk, 0) == confirmed.exclude(child__in=blocked).count()
    assert village.blocked.pk not in theirs


def test_who_got_access_lately_is_listed_with_who_gave_it(solveig, as_, village):
    url = f"/office/units/{village.fjellheim.pk}/reach/"
    Post.objects.filter(ends=None).update(starts=clock.today() - 20 * DAY)
    Guardianship.objects.filter(confirmed_at__isnull=False).update(confirmed_at=clock.now() - 20 * DAY)
    assert "Ingen" in solveig.get(url).text.split("siste sju dagene")[1]
    waiting = Guardianship.objects.get(guardian=village.unconfirmed, child=village.ella)
    confirmation = f"/office/guardianships/{waiting.pk}/confirmation/"
    send(solveig, confirmation, ground="parental_responsibility", reason="Sett")
    lift_by_two(solveig, as_(village.municipality, strong=True), Block.objects.get(person=village.blocked))
    got = solveig.get(url).text.split("siste sju dagene")[1]
    assert "Vidar" in got and "Av Solveig Dahl" in got and "Sperren er opphevet: Leon" in got
    with clock.moved_to(clock.now() + 8 * DAY, still=True):
        assert "Vidar" not in as_(village.leader, strong=True).get(url).text.split("siste sju dagene")[1]


def test_the_childs_page_says_who_sees_at_work_and_who_has_looked(solveig, as_, village):
    as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/")
    as_(village.other_unit).get(f"/work/groups/{village.harepus.pk}/")
    as_(village.marte).get(f"/home/children/{village.ella.pk}/")
    page = solveig.get(f"/office/children/{village.ella.pk}/").text
    staff, looked = page.split("Ansatte som ser barnet nå")[1].split("Hvem har gjort oppslag")
    assert village.siri.name in staff and village.leader.name in staff
    assert village.siri.name in looked and village.marte.name in looked
    assert village.other_unit.name not in looked and village.other_unit.name not in staff


def test_a_look_at_a_group_the_child_had_left_is_no_look_at_the_child(solveig, as_, village):
    place = village.ella.enrolments.get()
    place.ends, place.group = clock.today() - DAY, village.bikuben
    place.save()
    Enrolment.objects.create(child=village.ella, unit=village.fjellheim, group=village.maurtua, starts=clock.today())
    as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/")
    page = solveig.get(f"/office/children/{village.ella.pk}/").text
    assert village.siri.name not in page.split("Hvem har gjort oppslag")[1].split("Hva har skjedd")[0]


def test_the_childs_page_tells_what_has_happened_and_why(solveig, as_, village):
    henrik = Guardianship.objects.get(guardian=village.henrik, child=village.ella)
    send(solveig, f"/office/guardianships/{henrik.pk}/block/", reason="Vedtak, sak 26-200")
    page = solveig.get(f"/office/children/{village.ella.pk}/").text
    happened = page.split("Hva har skjedd")[1]
    assert f"En sperre ble satt: {village.henrik.name}" in happened and "Vedtak, sak 26-200" in happened


def test_the_childs_page_takes_the_same_statements_however_much_has_happened(solveig, village):
    url = f"/office/children/{village.ella.pk}/"
    solveig.get(url)
    with CaptureQueriesContext(connection) as few:
        solveig.get(url)
    for adult in (village.henrik, village.marte):
        one = Guardianship.objects.get(guardian=adult, child=village.ella)
        send(solveig, f"/office/guardianships/{one.pk}/block/", reason="Vedtak")
    with CaptureQueriesContext(connection) as many:
        solveig.get(url)
    assert len(few) == len(many) <= 22

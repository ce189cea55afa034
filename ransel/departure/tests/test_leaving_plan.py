"""How a child leaves week by week: a plan of one week or two, beneath what is said of single days."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.http import Http404

from ransel.access.actions.residence import answer, propose
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.departure.actions.leaving import plan_leaving, say_leaving
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.leaving.words import told
from ransel.departure.models import DepartureMode, DeparturePlan
from ransel.departure.tests.test_fetchers import add
from ransel.identity.actor import Actor
from ransel.people.models import Block
from ransel.people.rota import week_about
from ransel.units.models import Function

MONDAY = date(2026, 11, 30)
PICKED_UP, WALKS = Wish(DepartureMode.PICKED_UP), Wish(DepartureMode.WALKS_HOME, time(15))


def by(person):
    return Wish(DepartureMode.PICKED_UP, fetcher=f"guardian:{person.pk}")


def plan(person, child, unit, ways, *, weeks=1, starts=MONDAY, ends=None, known=0):
    said = {"ways": ways, "weeks": weeks, "starts": starts, "ends": ends, "known": known}
    return plan_leaving(by=Actor(person), child=child, unit=unit.pk, **said)


def refused(*args, **said):
    before = DeparturePlan.objects.count()
    with pytest.raises(Refused) as no:
        plan(*args, **said)
    assert DeparturePlan.objects.count() == before
    return no.value.per_item or no.value.reason


def leaves(child, unit, day):
    found = leaving_of([child.pk], day, day).get((child.pk, unit.pk, day))
    return found and told(found)


@pytest.fixture
def sfo(village):
    """Sunniva's way home from after-school."""
    return village.marte, village.sunniva, village.nordvik_sfo


def test_each_weekday_says_how_and_the_others_say_nothing(village, sfo):
    plan(*sfo, {(1, 1): WALKS, (1, 2): by(village.henrik)})
    days = [leaves(*sfo[1:], MONDAY + n * clock.DAY) for n in range(-1, 9)]
    week = ["Går hjem selv 15:00", "Hentes av Henrik", None, None, None, None, None]
    assert days == [None, *week, *week[:2]]
    assert Announcement.objects.get(what="leaving.planned").about == village.sunniva.reference


def test_two_weeks_go_by_turns(sfo):
    plan(*sfo, {(1, 1): WALKS, (2, 1): PICKED_UP}, weeks=2)
    mondays = [leaves(*sfo[1:], MONDAY + 7 * n * clock.DAY) for n in range(4)]
    assert mondays == ["Går hjem selv 15:00", "Hentes"] * 2


def test_a_day_of_its_own_stands_above_the_plan_also_a_later_one(sfo):
    plan(*sfo, {(1, 1): WALKS})
    key = (sfo[1].pk, sfo[2].pk, MONDAY)
    say_leaving(by=Actor(sfo[0]), asked={key: PICKED_UP})
    plan(*sfo, {(1, 1): Wish(DepartureMode.TRANSPORT, time(14))}, known=1)
    assert [leaves(*sfo[1:], MONDAY + 7 * n * clock.DAY) for n in range(2)] == ["Hentes", "Buss eller drosje 14:00"]


def test_the_last_sent_counts_while_it_lasts_and_one_that_says_nothing_ends_it(sfo):
    plan(*sfo, {(1, 1): WALKS})
    plan(*sfo, {}, starts=MONDAY + 7 * clock.DAY, ends=MONDAY + 13 * clock.DAY, known=1)
    mondays = [leaves(*sfo[1:], MONDAY + 7 * n * clock.DAY) for n in range(3)]
    assert mondays == ["Går hjem selv 15:00", None, "Går hjem selv 15:00"]


def test_without_a_last_day_it_lasts_until_the_summer_is_over(sfo):
    assert plan(*sfo, {(1, 1): WALKS}).ends == date(2027, 8, 31)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"starts": date(2026, 11, 24)}, "starts"),
        ({"starts": date(2027, 9, 1)}, "starts"),
        ({"ends": date(2027, 9, 1)}, "ends"),
        ({"ends": date(2026, 11, 29)}, "ends"),
    ],
)
def test_days_that_can_not_be_are_said_beside_their_field(sfo, said, field):
    assert field in refused(*sfo, {(1, 1): WALKS}, **said)


def test_what_can_not_be_on_a_weekday_is_said_of_it(village, sfo):
    late = Wish(DepartureMode.WALKS_HOME, time(15, 10))
    assert list(refused(*sfo, {(1, 1): WALKS, (1, 3): late, (1, 6): PICKED_UP})) == ["way_1_3", "way_1_6"]
    assert "way_1_1" in refused(village.marte, village.ella, village.fjellheim, {(1, 1): WALKS})
    assert refused(*sfo, {(1, 1): WALKS}, weeks=3)


def test_only_guardians_plan_it_where_the_unit_takes_it(village, sfo):
    for person in (village.stranger, village.sfo):
        with pytest.raises(Http404):
            plan(person, *sfo[1:], {(1, 1): WALKS})
    assert "ikke plass" in refused(village.marte, village.sunniva, village.fjellheim, {(1, 1): PICKED_UP})
    Function.objects.filter(name="departure").update(guardians=Function.Use.OFF)
    with pytest.raises(Http404):
        plan(*sfo, {(1, 1): WALKS})


def test_of_two_guardians_the_second_is_told_of_the_first(village):
    plan(village.marte, village.ella, village.fjellheim, {(1, 1): PICKED_UP})
    said = refused(village.henrik, village.ella, village.fjellheim, {(1, 1): by(village.henrik)})
    assert "Marte Solheim-Aasen" in said
    plan(village.henrik, village.ella, village.fjellheim, {(1, 1): by(village.henrik)}, known=1)
    assert leaves(village.ella, village.fjellheim, MONDAY) == "Hentes av Henrik"


def test_each_home_plans_its_own_days(village):
    homes = week_about(village.marte.pk, village.henrik.pk, 1)
    pattern = propose(by=Actor(village.marte), child=village.ella, starts=MONDAY, homes=homes)
    answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    plan(village.marte, village.ella, village.fjellheim, {(1, 1): by(village.marte)})
    plan(village.henrik, village.ella, village.fjellheim, {(1, 1): by(village.henrik)}, known=1)
    mondays = [leaves(village.ella, village.fjellheim, MONDAY + 7 * n * clock.DAY) for n in range(3)]
    assert mondays == ["Hentes av Marte", "Hentes av Henrik", "Hentes av Marte"]


def test_where_an_address_is_protected_the_others_plan_is_neither_told_nor_set_aside(village):
    plan(village.marte, village.ella, village.fjellheim, {(1, 1): PICKED_UP})
    village.marte.protection = 1
    village.marte.save()
    assert "Ring" in refused(village.henrik, village.ella, village.fjellheim, {(1, 1): PICKED_UP}, known=1)


def test_who_may_pick_up_no_more_is_not_named_on_the_days_to_come(village):
    [bjorg] = add(village.marte, village.ella, ends=MONDAY)
    ways = {(1, 1): Wish(DepartureMode.PICKED_UP, fetcher=f"person:{bjorg.pk}")}
    plan(village.marte, village.ella, village.fjellheim, ways)
    mondays = [leaves(village.ella, village.fjellheim, MONDAY + 7 * n * clock.DAY) for n in range(2)]
    assert mondays == ["Hentes av Bjørg Solheim", "Hentes"]
    plan(village.marte, village.ella, village.fjellheim, {(1, 1): by(village.henrik)}, known=1)
    kept = {"child": village.ella, "set_by": village.leader, "set_at": clock.now(), "reason": "Vedtak"}
    Block.objects.create(person=village.henrik, **kept)
    assert leaves(village.ella, village.fjellheim, MONDAY) == "Hentes"


def test_the_plan_of_somebody_kept_from_the_child_counts_no_more(as_, village):
    plan(village.henrik, village.ella, village.fjellheim, {(1, 1): by(village.marte)})
    kept = {"child": village.ella, "set_by": village.leader, "set_at": clock.now(), "reason": "Vedtak"}
    Block.objects.create(person=village.henrik, **kept)
    assert leaves(village.ella, village.fjellheim, MONDAY) is None
    page = as_(village.marte).get(f"/home/children/{village.ella.pk}/leaving/week/").text
    assert "Henrik sendte" not in page
    assert plan(village.marte, village.ella, village.fjellheim, {(1, 1): PICKED_UP}).number == 2


def test_the_page_takes_it_keeps_what_is_typed_and_begins_from_what_counts(as_, village):
    marte, url = as_(village.marte), f"/home/children/{village.sunniva.pk}/leaving/week/?unit={village.nordvik_sfo.pk}"
    form = marte.form(url) | {
        "way_1_1": "walks_home:",
        "at_1_1": "15:00",
        "way_1_2": f"picked_up:guardian:{village.marte.pk}",
    }
    two = BeautifulSoup(marte.post(url, form | {"redraw": "2"}).text, "html.parser")
    assert two.select_one("[name=at_2_1] option[selected]")["value"] == "15:00" and not DeparturePlan.objects.exists()
    wrong = marte.post(url, form | {"at_1_1": ""})
    said = BeautifulSoup(wrong.text, "html.parser")
    assert wrong.status_code == 422 and "Velg når" in said.text
    assert said.select_one("[name=way_1_1] option[selected]")["value"] == "walks_home:"
    assert marte.post(url, form).status_code == 303
    again = BeautifulSoup(marte.get(url).text, "html.parser")
    assert again.select_one("[name=way_1_1] option[selected]")["value"] == "walks_home:"
    assert "Marte sendte en plan" in again.text
    for odd in ({"way_1_1": "flies"}, {"at_1_1": "99:00"}, {"known": "x"}, {"starts": ""}):
        assert marte.post(url, form | odd).status_code == 422
    tomorrow = f"/home/children/{village.sunniva.pk}/leaving/?day=2026-11-30&unit={village.nordvik_sfo.pk}"
    assert "Går hjem selv 15:00" in marte.get(tomorrow).text


def test_a_plan_of_the_other_guardian_is_told_on_the_page_and_then_seen(as_, village):
    henrik, url = as_(village.henrik), f"/home/children/{village.ella.pk}/leaving/week/?unit={village.fjellheim.pk}"
    form = henrik.form(url) | {"way_1_1": "picked_up:"}
    plan(village.marte, village.ella, village.fjellheim, {(1, 1): PICKED_UP})
    odd = henrik.post(url, form | {"starts": "x"})
    assert BeautifulSoup(odd.text, "html.parser").select_one("[name=known]")["value"] == "0"
    told_of = henrik.post(url, form)
    assert told_of.status_code == 422 and "Marte Solheim-Aasen" in told_of.text
    known = BeautifulSoup(told_of.text, "html.parser").select_one("[name=known]")["value"]
    assert henrik.post(url, form | {"known": known}).status_code == 303

"""The board of a day on which somebody has not come."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup

from ransel.access.actions.absence_rules import set_absence_rules
from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.presence import check_in
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.actions.unaccounted import answer, ask_family
from ransel.attendance.models import Asked, Where
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.moments import at
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Child, Enrolment, Person
from ransel.units.models import ClosedDay

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def siri(as_, village):
    return as_(village.siri)


@pytest.fixture
def board(village):
    return f"/work/groups/{village.bikuben.pk}/"


def shown(client, board):
    return BeautifulSoup(client.get(board).text, "html.parser")


def card(page, child):
    return page.select_one(f"#missed-{child.pk}")


def ask(village, child=None):
    return ask_family(by=Actor(village.siri), child=child or village.ella, group=village.bikuben)


def say(person, child, where):
    answer(by=Actor(person), child=child, where=where)


def test_from_the_hour_who_has_not_come_stands_first_in_red_with_shape_and_word(siri, village, board):
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(9, 59):
        assert not shown(siri, board).select("[data-status=unaccounted].r-kid")
    with at(10):
        page = shown(siri, board)
    first = page.select(".r-kid")[0]
    assert first["data-status"] == "unaccounted" and first.select_one(".r-kid__name").text == "Leon"
    assert first.select_one(".ds-sr-only").text == "Ikke kommet" and "ingen beskjed" in first.text
    assert page.select_one(".r-counter[data-status=unaccounted] b").text == "1"
    assert card(page, village.leon) and not card(page, village.ella)


@pytest.mark.parametrize("why", ["away", "closed"])
def test_who_is_away_or_not_expected_is_not_missed(siri, village, board, why):
    if why == "away":
        days = {"first_day": TUESDAY, "last_day": TUESDAY}
        report_absence(by=Actor(village.siri), children=[village.ella, village.leon], reason="ill", **days)
    else:
        ClosedDay.objects.create(municipality=village.fjordvik, unit=village.fjellheim, day=TUESDAY, kindergarten=True)
    with at(11):
        assert not shown(siri, board).select("[data-status=unaccounted].r-kid")


def test_the_family_is_asked_by_one_tap_which_says_by_whom_and_when(siri, village, board):
    with at(10, 5):
        form = card(shown(siri, board), village.ella).form
        said = {field["name"]: field["value"] for field in form.select("input")} | {"verb": "ask"}
        assert siri.post(f"{board}taps/", said).url == siri.post(f"{board}taps/", said).url == board
        assert Asked.objects.get().by == village.siri
        page = shown(siri, board)
    assert "Familien er spurt 10:05, av Siri Moe" in card(page, village.ella).text
    assert "Ingen har svart" in card(page, village.ella).text and not card(page, village.ella).form
    assert "Familien er spurt 10:05" in page.select_one(f"#kid-{village.ella.pk}").text


def test_who_was_asked_about_is_missed_until_found_also_if_the_hour_is_made_later(siri, village, board):
    leader = Actor(village.leader, Strength.STRONG)
    with at(10, 5):
        ask(village)
        rules = {"late_after": time(9), "unaccounted_at": time(12), "again_after": 10, "call_after": 20}
        set_absence_rules(by=leader, unit=village.fjellheim, **rules)
    with at(10, 30):
        page = shown(siri, board)
        assert "Ring familien" in card(page, village.ella).text and not card(page, village.leon)
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        assert not card(shown(siri, board), village.ella)


def test_a_family_that_says_a_later_time_is_not_missed_before_it(siri, village, board):
    with at(10, 5):
        ask(village)
        key = (village.ella.pk, village.fjellheim.pk, TUESDAY)
        change_days(by=Actor(village.marte), asked={key: Wish("times", ((time(12), time(15)),))})
        assert not card(shown(siri, board), village.ella)
    with at(12, 30):
        assert card(shown(siri, board), village.ella)


def test_a_tap_too_early_is_refused_in_words(siri, village, board):
    form = siri.form(board, f"{board}taps/") | {"child": village.ella.pk, "verb": "ask"}
    answer = siri.post(f"{board}taps/", form)
    assert answer.status_code == 422 and "Ingen savner Ella nå" in answer.text


def test_unanswered_the_board_says_whom_to_ring_by_name_and_not_by_number(siri, village, board):
    with at(10):
        ask(village)
    with at(10, 19):
        assert "Ring familien" not in card(shown(siri, board), village.ella).text
    with at(10, 20):
        said = card(shown(siri, board), village.ella).text
    assert "Ring familien" in said and "Marte Solheim-Aasen" in said and "Henrik Aasen" in said
    assert "Tor Solheim" not in said and "Vidar" not in said, "guardians in force alone"


def test_the_blocked_are_not_on_the_list_of_those_to_ring(siri, village, board):
    with at(10):
        ask(village, village.leon)
    with at(11):
        said = card(shown(siri, board), village.leon).text
    assert "Amina Warsame" in said and "Roger" not in said


def test_an_answer_stands_on_the_tile_with_who_and_when(siri, village, board):
    with at(10):
        ask(village)
    with at(10, 4):
        say(village.marte, village.ella, Where.ON_THE_WAY)
        page = shown(siri, board)
    assert "På vei, 10:04" in page.select_one(f"#kid-{village.ella.pk}").text
    assert "Marte Solheim-Aasen, 10:04" in card(page, village.ella).text


def test_on_the_way_and_not_come_when_the_minutes_have_gone_is_to_be_rung(siri, village, board):
    with at(10):
        ask(village)
    with at(10, 15):
        say(village.marte, village.ella, Where.ON_THE_WAY)
    with at(10, 30):
        assert "Ring familien" not in card(shown(siri, board), village.ella).text
    with at(10, 35):
        assert "Ring familien" in card(shown(siri, board), village.ella).text


def test_should_be_here_is_an_alarm_until_the_child_is_checked_in(siri, village, board):
    with at(10):
        ask(village)
        say(village.henrik, village.ella, Where.SHOULD_BE_THERE)
        page = shown(siri, board)
        alarm = page.select_one('.r-banner[data-tone=alarm][role="alert"]')
        assert "Ella skal være her" in alarm.text and "Henrik Aasen svarte 10:00" in alarm.text
        assert "Ring familien" in card(page, village.ella).text
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        page = shown(siri, board)
    assert not page.select('[role="alert"]') and not card(page, village.ella)


def test_another_guardian_can_not_take_the_alarm_back_and_whoever_raised_it_can(siri, village, board):
    with at(10):
        ask(village)
        say(village.henrik, village.ella, Where.SHOULD_BE_THERE)
    with at(10, 2):
        say(village.marte, village.ella, Where.AWAY)
        page = shown(siri, board)
        assert page.select_one('[role="alert"]') and "Marte" in card(page, village.ella).text
    with at(10, 3):
        say(village.henrik, village.ella, Where.AWAY)
        page = shown(siri, board)
    assert not page.select('[role="alert"]') and not card(page, village.ella)


def crowd(village, number):
    people = Person.objects.bulk_create(
        Person(given_name=f"Barn {n}", family_name="Hansen", birth_date=date(2022, 1, 1)) for n in range(number)
    )
    children = Child.objects.bulk_create(Child(person=person) for person in people)
    where = {"unit": village.fjellheim, "group": village.bikuben, "starts": date(2025, 1, 1)}
    Enrolment.objects.bulk_create(Enrolment(child=child, **where) for child in children)
    return children


@pytest.mark.parametrize("number", [1, 40])
def test_the_board_takes_the_same_statements_however_many_are_missed(
    siri, village, board, number, django_assert_num_queries
):
    children = crowd(village, number)
    with at(10):
        for child in children:
            ask(village, child)
    with at(11):
        siri.get(board)
        with django_assert_num_queries(13):  # one of them names those to ring
            siri.get(board)

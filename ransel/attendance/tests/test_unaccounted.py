"""The climb for a child who has not come: who may ask, what leaves when, what ends it, and what a family answers."""

from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.presence import check_in, undo
from ransel.attendance.actions.unaccounted import climb
from ransel.attendance.models import Asked, Where
from ransel.attendance.tests.climbing import ask, go_round, say, told
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.notifications.models import Channel, ContactPoint
from ransel.units.models import AbsenceRules, ClosedDay, Function

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def nothing_announced(db):
    Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())


@pytest.mark.parametrize(("hour", "minute"), [(7, 2), (9, 59)])
def test_nobody_is_missed_before_the_hour(village, hour, minute):
    with at(hour, minute), pytest.raises(Refused, match="Ingen savner Ella nå"):
        ask(village)


def test_staff_ask_and_both_guardians_are_told_at_once_and_nobody_else(village):
    with at(10):
        asked = ask(village)
        go_round()
    assert (asked.by, asked.unit, asked.day) == (village.siri, village.fjellheim, TUESDAY)
    assert told("unaccounted.asked") == ["Henrik", "Marte"]
    assert Event.objects.filter(what="unaccounted.asked", about=village.ella.reference).count() == 1


def test_what_leaves_asks_for_an_answer_and_names_nobody(village):
    for number, person in enumerate((village.marte, village.henrik)):
        now = {"added_at": clock.now(), "verified_at": clock.now()}
        ContactPoint.objects.create(person=person, channel=Channel.EMAIL, address=f"p{number}@example.no", **now)
    with at(10):
        ask(village)
        go_round()
    assert {sent.subject for sent in mail.outbox} == {"Svar oss om barnet ditt"} and len(mail.outbox) == 2
    for sent in mail.outbox:
        words = sent.subject + sent.body
        assert not [name for name in ("Ella", "Solheim", "Fjellheim", "Bikuben", "Siri") if name in words]


def test_tapped_twice_and_by_two_the_family_is_asked_once(village):
    with at(10):
        assert ask(village) == ask(village) == ask(village, village.both)
        go_round()
    assert Asked.objects.count() == 1 and told("unaccounted.asked") == ["Henrik", "Marte"]
    one = Asked.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Asked.objects.create(
            child=one.child, unit=one.unit, day=one.day, by=one.by, at=one.at, again_due=one.again_due, call_due=one.at
        )


@pytest.mark.parametrize("person", ["marte", "other_group", "other_unit", "substitute", "teacher", "stranger"])
def test_only_staff_of_the_group_ask(village, person):
    with at(10), pytest.raises(Http404):
        ask(village, getattr(village, person))


def test_where_nobody_checks_in_nobody_is_missed(village):
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.PRESENCE).delete()
    with at(10), pytest.raises(Http404):
        ask(village)


@pytest.mark.parametrize("why", ["here", "away", "closed"])
def test_who_is_here_or_away_or_not_expected_is_not_missed(village, why):
    if why == "here":
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    elif why == "away":
        days = {"first_day": TUESDAY, "last_day": TUESDAY}
        report_absence(by=Actor(village.marte), children=[village.ella], reason="ill", **days)
    else:
        ClosedDay.objects.create(municipality=village.fjordvik, day=TUESDAY, kindergarten=True)
    with at(10), pytest.raises(Refused):
        ask(village)


def test_unanswered_the_family_is_asked_again_after_the_minutes_of_the_unit_and_once(village):
    of = {"municipality": village.fjordvik, "kind": "kindergarten", "unit": village.fjellheim}
    AbsenceRules.objects.create(**of, again_after=5, call_after=15)
    with at(10):
        ask(village)
    for minute, names in ((4, []), (5, ["Henrik", "Marte"]), (6, ["Henrik", "Marte"]), (40, ["Henrik", "Marte"])):
        with at(10, minute):
            go_round()
            go_round()
        assert told("unaccounted.asked_again") == names, minute


@pytest.mark.parametrize("end", ["answer", "comes", "away"])
def test_an_answer_a_check_in_and_an_absence_end_the_climb(village, end):
    with at(10):
        ask(village)
        go_round()
    with at(10, 5):
        if end == "answer":
            say(village.marte, village.ella, Where.ON_THE_WAY)
        elif end == "comes":
            check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        else:
            days = {"first_day": TUESDAY, "last_day": TUESDAY}
            report_absence(by=Actor(village.marte), children=[village.ella], reason="ill", **days)
    with at(10, 15):
        go_round()
    assert told("unaccounted.asked_again") == []


def test_who_was_on_the_way_is_rung_and_not_asked_again(village):
    with at(10):
        ask(village)
    with at(10, 5):
        say(village.marte, village.ella, Where.ON_THE_WAY)
    with at(10, 24):
        assert climb() is False
    with at(10, 25):
        assert climb() is True
        go_round()
    asked = Asked.objects.get()
    assert told("unaccounted.asked_again") == [] and asked.woken_at and not asked.again_at


def test_answered_before_the_notice_has_left_it_does_not_leave(village):
    with at(10):
        ask(village)
        say(village.marte, village.ella, Where.ON_THE_WAY)
        go_round()
    assert told("unaccounted.asked") == []


def test_a_check_in_that_is_undone_lets_it_climb_on(village):
    with at(10):
        ask(village)
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(10, 11):
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        go_round()
    assert told("unaccounted.asked_again") == ["Henrik", "Marte"]


def test_a_worker_that_was_away_takes_the_steps_when_it_is_back_but_not_the_day_after(village):
    with at(10):
        ask(village)
    with at(9, day=25):
        assert climb() is False
    with at(12):
        go_round()
    assert told("unaccounted.asked_again") == ["Henrik", "Marte"]


def test_the_boards_are_woken_when_it_is_time_to_ring(village, published, django_capture_on_commit_callbacks):
    with at(10):
        ask(village)
    with at(10, 10):
        assert climb() is True and climb() is False, "the second notice, once"
    with at(10, 20), django_capture_on_commit_callbacks(execute=True):
        assert climb() is True and climb() is False
    assert published == [village.bikuben.reference]


def test_a_round_with_nothing_due_is_one_statement(village):
    with at(10):
        ask(village)
        with CaptureQueriesContext(connection) as seen:
            assert climb() is False
    assert len(seen) == 1

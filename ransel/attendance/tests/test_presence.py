from datetime import timedelta

import pytest
from django.http import Http404

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.presence import check_in, check_out, undo
from ransel.attendance.day import Status, days_of
from ransel.attendance.models import Absence, CheckIn, CheckOut
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.identity.actor import Actor


@pytest.fixture
def siri(village):
    return Actor(village.siri)


def status(child):
    return days_of([child.pk], clock.today())[child.pk].status


def later(hours):
    return clock.moved_to(clock.now() + timedelta(hours=hours), still=True)


def test_a_child_comes_and_leaves_once_however_often_it_is_tapped(village, siri):
    for _tap in range(2):
        check_in(by=siri, child=village.ella, group=village.bikuben)
    assert CheckIn.objects.count() == 1 and status(village.ella) == Status.HERE
    with later(8):
        for _tap in range(2):
            check_out(by=siri, child=village.ella)
    assert CheckOut.objects.count() == 1 and status(village.ella) == Status.LEFT


def test_a_child_may_come_back_the_same_day(village, siri):
    check_in(by=siri, child=village.ella, group=village.bikuben)
    with later(1):
        check_out(by=siri, child=village.ella)
    with later(2):
        check_in(by=siri, child=village.ella, group=village.bikuben)
    assert CheckIn.objects.count() == 2 and status(village.ella) == Status.HERE


def test_the_last_tap_can_be_undone_and_the_rows_stay(village, siri):
    check_in(by=siri, child=village.ella, group=village.bikuben)
    with later(8):
        check_out(by=siri, child=village.ella)
        undo(by=siri, child=village.ella, group=village.bikuben)
        assert status(village.ella) == Status.HERE
        undo(by=siri, child=village.ella, group=village.bikuben)
    assert status(village.ella) == Status.EXPECTED
    assert CheckIn.objects.count() == CheckOut.objects.count() == 1


def test_who_has_not_come_can_not_leave(village, siri):
    with pytest.raises(Refused, match="Ella er ikke krysset inn"):
        check_out(by=siri, child=village.ella)


def test_a_child_reported_away_who_comes_is_no_longer_away_today(village, siri):
    today = clock.today()
    said = {"reason": "ill", "first_day": today, "last_day": today + timedelta(days=1)}
    report_absence(by=Actor(village.marte), children=[village.ella], **said)
    check_in(by=siri, child=village.ella, group=village.bikuben)
    assert [absence.day for absence in Absence.objects.standing()] == [today + timedelta(days=1)]
    assert status(village.ella) == Status.HERE


def test_only_staff_of_the_group_check_a_child_in(village):
    for person in (village.other_group, village.marte, village.substitute, village.stranger):
        with pytest.raises(Http404):
            check_in(by=Actor(person), child=village.ella, group=village.bikuben)


def test_a_leader_lets_a_child_in_who_was_reported_away(village):
    days = {"first_day": clock.today(), "last_day": clock.today() + timedelta(days=1)}
    report_absence(by=Actor(village.marte), children=[village.ella], reason="ill", **days)
    check_in(by=Actor(village.leader), child=village.ella, group=village.bikuben)
    assert list(Absence.objects.standing().values_list("day", flat=True)) == [days["last_day"]]

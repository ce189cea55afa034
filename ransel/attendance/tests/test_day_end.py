"""The end of the day: said by somebody who has looked, never while a child is in, and reopened when one comes."""

from datetime import timedelta

import pytest
from django.http import Http404

from ransel.attendance.actions.day_end import end_day, take_back_end
from ransel.attendance.actions.presence import check_in, check_out, undo
from ransel.attendance.models import DayEnd
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Topic
from ransel.core.writing import Refused
from ransel.identity.actor import Actor

pytestmark = pytest.mark.usefixtures("english")


def end(village, person=None, group=None):
    return end_day(by=Actor(person or village.siri), group=group or village.bikuben)


def ended():
    return DayEnd.objects.filter(reopened_at=None).count()


def test_the_day_is_ended_once_and_every_board_of_the_unit_hears_of_it(village):
    versions = {group: Topic.raised(group.reference) for group in (village.bikuben, village.maurtua)}
    with at(16, 30):
        assert end(village) == end(village, village.leader)
    assert ended() == 1 and Event.objects.filter(what="day.ended").count() == 1
    assert all(Topic.raised(group.reference) == version + 1 for group, version in versions.items())


def test_it_is_not_ended_while_a_child_is_in_any_group_of_the_unit(village):
    with at(8):
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)
    with at(16, 30), pytest.raises(Refused, match="1 child is still here"):
        end(village)
    assert not DayEnd.objects.exists()
    with at(16, 35):
        check_out(by=Actor(village.other_group), child=village.jonas)
        end(village)
    assert ended() == 1


def test_who_comes_after_all_or_had_not_left_opens_it_again(village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(16):
        check_out(by=Actor(village.siri), child=village.ella)
        end(village)
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        assert ended() == 0
        check_out(by=Actor(village.siri), child=village.ella)
        end(village)
    with at(16, 10):
        check_in(by=Actor(village.siri), child=village.leon, group=village.bikuben)
    assert ended() == 0 and DayEnd.objects.count() == 2
    assert {one.reopened_by for one in DayEnd.objects.all()} == {village.siri}


def test_tomorrow_is_another_day(village):
    with at(16, 30):
        end(village)
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        end(village)
    assert ended() == 2


def test_only_staff_of_the_unit_end_it(village):
    for person in (village.marte, village.other_unit, village.stranger):
        with at(16, 30), pytest.raises(Http404):
            end(village, person)


def test_ended_too_soon_it_is_taken_back_by_somebody_and_can_be_ended_again(village):
    with at(16, 30):
        end(village)
        for _time in ("once", "sent twice"):
            take_back_end(by=Actor(village.siri), group=village.bikuben)
        row = DayEnd.objects.get()
        assert ended() == 0 and row.reopened_by == village.siri
        assert Event.objects.filter(what="day.reopened").count() == 1
        end(village)
    assert ended() == 1
    with at(16, 31), pytest.raises(Http404):
        take_back_end(by=Actor(village.marte), group=village.bikuben)

"""Taps without network of a child that is in another group now: who has it today is asked, and can decide."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ransel.attendance.models import QueuedTap
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.dayboard.board import board_of
from ransel.departure.actions.queued import Told, take_taps
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment


def take(village, by, child, group, verb="leave"):
    tap = Told(uuid4(), child.pk, verb, clock.now() - timedelta(minutes=5))
    take_taps(by=Actor(by), group=group, taps=[tap], behind=timedelta())


def url(group):
    return f"/work/groups/{group.pk}/queued/"


@pytest.fixture
def moved(village):
    """Ella left Bikuben in the books while she was not here, and is in Maurtua from the next day on."""
    with at(9):
        take(village, village.siri, village.ella, village.bikuben)
        assert board_of(village.bikuben).listed and not board_of(village.maurtua).listed
    Enrolment.objects.filter(child=village.ella).update(group=village.maurtua)
    with at(9, day=25):
        yield


def test_where_the_child_is_no_more_nobody_is_asked(moved, village, as_):
    assert not board_of(village.bikuben).listed
    assert "Ella" not in as_(village.siri).get(url(village.bikuben)).text


def test_where_the_child_is_now_they_are_asked_and_decide(moved, village, as_):
    there = as_(village.other_group)
    assert board_of(village.maurtua).listed and "Ella" in there.get(url(village.maurtua)).text
    said = {"submission": uuid4(), "tap": QueuedTap.objects.get().pk, "decision": "leave"}
    assert there.post(f"{url(village.maurtua)}decided/", said).status_code == 303
    assert not board_of(village.maurtua).listed and "Ella" in there.get(url(village.maurtua)).text


def test_a_tap_on_the_board_of_another_group_is_asked_about_where_the_child_is(village, as_):
    with at(9):
        take(village, village.leader, village.ella, village.maurtua, verb="come")
        assert board_of(village.bikuben).listed and not board_of(village.maurtua).listed
        assert "Ella" in as_(village.siri).get(url(village.bikuben)).text

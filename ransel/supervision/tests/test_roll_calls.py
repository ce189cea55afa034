"""A roll call: who was here stands written, each is marked safe once, and nobody is left out without a reason."""

from datetime import timedelta

import pytest
from django.http import Http404

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.presence import check_in, check_out
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Topic
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.supervision.actions.roll_calls import call_roll, end_roll_call, mark_safe, unmark
from ransel.supervision.actions.trips import start_trip
from ransel.supervision.models import RollCall, RollCallChild, SafeMark
from ransel.supervision.permits import SEE_ROLL_CALL

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def here(village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)


@pytest.fixture
def siri(village):
    return Actor(village.siri)


def call(village, by, *, whole=True, drill=True):
    return call_roll(by=by, group=village.bikuben, whole=whole, drill=drill)


def listed(roll_call):
    rows = roll_call.children.select_related("child__person")
    return {row.child.person.given_name: row.where for row in rows}


def test_it_freezes_who_was_here_in_the_whole_unit_and_why_others_were_not(village, siri):
    with at(10):
        roll_call = call(village, siri)
        check_in(by=siri, child=village.leon, group=village.bikuben)
        check_out(by=siri, child=village.ella)
    assert listed(roll_call) == {"Ella": "here", "Jonas": "here", "Leon": "not_come"}


def test_of_a_group_it_is_of_its_own_children(village, siri):
    with at(10):
        assert listed(call(village, siri, whole=False)) == {"Ella": "here", "Leon": "not_come"}


def test_who_is_on_a_trip_is_said_to_be_so_and_is_looked_for(village, siri):
    with at(9):
        start_trip(by=siri, group=village.bikuben, to="The woods", adults=2, children=[village.ella])
    with at(10):
        roll_call = call(village, siri)
        assert listed(roll_call)["Ella"] == "on_trip"
        mark_safe(by=siri, roll_call=roll_call, child=village.ella)


def test_away_and_left_are_told_apart(village, siri):
    today = clock.today()
    report_absence(by=Actor(village.amina), children=[village.leon], reason="ill", first_day=today, last_day=today)
    with at(10):
        check_out(by=siri, child=village.ella)
        assert listed(call(village, siri, whole=False)) == {"Ella": "left", "Leon": "away"}


def test_called_by_two_at_once_it_is_called_once_but_a_real_one_is_no_drill(village, siri):
    with at(10):
        drill = call(village, siri)
        assert call(village, Actor(village.both)) == drill
        assert call(village, Actor(village.leader), drill=False) != drill
    assert RollCall.objects.count() == 2 and Event.objects.filter(what="roll.called").count() == 2


def test_boards_and_lists_hear_of_it(village, siri):
    versions = {group: Topic.raised(group.reference) for group in (village.bikuben, village.maurtua)}
    with at(10):
        roll_call = call(village, siri)
        before = Topic.raised(roll_call.reference)
        mark_safe(by=siri, roll_call=roll_call, child=village.jonas)
    assert all(Topic.raised(group.reference) == version + 1 for group, version in versions.items())
    assert Topic.raised(roll_call.reference) == before + 1


def test_two_who_mark_the_same_child_mark_it_once_and_undo_keeps_the_row(village, siri):
    with at(10):
        roll_call = call(village, siri)
        mine = mark_safe(by=siri, roll_call=roll_call, child=village.ella)
        assert mark_safe(by=Actor(village.both), roll_call=roll_call, child=village.ella) == mine
        unmark(by=siri, roll_call=roll_call, child=village.ella)
        unmark(by=Actor(village.both), roll_call=roll_call, child=village.ella)
        mark_safe(by=Actor(village.both), roll_call=roll_call, child=village.ella)
    assert {(one.by, one.undone_by) for one in SafeMark.objects.all()} == {
        (village.siri, village.siri),
        (village.both, None),
    }


def test_who_was_not_here_can_not_be_marked(village, siri):
    with at(10):
        roll_call = call(village, siri)
        for child in (village.leon, village.sara):
            with pytest.raises(Refused, match="not on the list"):
                mark_safe(by=siri, roll_call=roll_call, child=child)


def test_it_ends_when_all_are_safe_and_is_not_changed_any_more(village, siri):
    with at(10):
        roll_call = call(village, siri, whole=False)
        with pytest.raises(Refused, match="Not everybody is safe") as refused:
            end_roll_call(by=siri, roll_call=roll_call)
        assert list(refused.value.per_item) == [village.ella.pk]
        mark_safe(by=siri, roll_call=roll_call, child=village.ella)
        assert end_roll_call(by=siri, roll_call=roll_call) == end_roll_call(by=siri, roll_call=roll_call)
        with pytest.raises(Refused, match="ended"):
            unmark(by=siri, roll_call=roll_call, child=village.ella)
    assert Event.objects.filter(what="roll.ended").count() == 1


def test_or_with_a_reason_for_each_who_is_missing(village, siri):
    with at(10):
        roll_call = call(village, siri)
        with pytest.raises(Refused) as refused:
            end_roll_call(by=siri, roll_call=roll_call, reasons={village.ella.pk: "Went with her mother"})
        assert list(refused.value.per_item) == [village.jonas.pk]
        assert not RollCallChild.objects.exclude(reason="").exists()
        said = {village.ella.pk: "Went with her mother", village.jonas.pk: "A mistake"}
        end_roll_call(by=siri, roll_call=roll_call, reasons=said)
    assert set(RollCallChild.objects.exclude(reason="").values_list("child", "reason")) == set(said.items())


def test_only_staff_of_the_unit_call_it_and_mark(village, siri):
    for person in (village.marte, village.other_unit, village.stranger):
        with at(10), pytest.raises(Http404):
            call(village, Actor(person))
    with at(10):
        ours = call(village, siri, whole=False)
    for person in (village.marte, village.other_unit, village.stranger, village.other_group):
        with at(10), pytest.raises(Http404):
            mark_safe(by=Actor(person), roll_call=ours, child=village.ella)


def test_once_ended_the_names_are_the_leaders_alone_from_the_next_day(village, siri):
    with at(10):
        roll_call = call(village, siri, whole=False)
        mark_safe(by=siri, roll_call=roll_call, child=village.ella)
        end_roll_call(by=siri, roll_call=roll_call)
        assert SEE_ROLL_CALL.holds(siri, roll_call.pk)
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        assert not SEE_ROLL_CALL.holds(siri, roll_call.pk)
        assert SEE_ROLL_CALL.holds(Actor(village.leader), roll_call.pk)

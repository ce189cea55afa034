"""A roll call answers for its own day: not for yesterday's, and not without those who came since."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.presence import check_in
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.core.models import Topic
from ransel.identity.actor import Actor
from ransel.supervision.actions.roll_calls import call_roll, mark_safe
from ransel.supervision.models import RollCall
from ransel.supervision.tests.words import in_norwegian


@pytest.fixture(autouse=True)
def yesterday(village):
    """Ella was here, and nobody ended the call."""
    with at(10):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        return call(village)


def call(village, *, whole=True, drill=False):
    return call_roll(by=Actor(village.siri), group=village.bikuben, whole=whole, drill=drill)


def called(roll_call):
    return {row.child.person.given_name for row in roll_call.children.called().select_related("child__person")}


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


@pytest.mark.parametrize("drill", [False, True])
def test_an_alarm_is_not_answered_with_the_list_of_another_day_and_boards_say_so(village, yesterday, drill, as_):
    goes_on, board = in_norwegian("A roll call goes on."), f"/work/groups/{village.bikuben.pk}/"
    with at(8, day=25):
        check_in(by=Actor(village.both), child=village.leon, group=village.bikuben)
        assert goes_on not in page_of(as_(village.siri), board).text
        made = call(village, drill=drill)
        assert made != yesterday and called(made) == {"Leon"}
        assert goes_on in page_of(as_(village.siri), board).text


def test_the_forgotten_one_is_ended_by_nobody_and_says_so(village, yesterday, as_):
    with at(8, day=25):
        call(village, drill=True)
        page = page_of(as_(village.leader), f"/work/roll-calls/{yesterday.pk}/")
        end = page_of(as_(village.leader), f"/work/roll-calls/{yesterday.pk}/end/")
    yesterday.refresh_from_db()
    assert yesterday.ended_at and yesterday.ended_by is None
    said = in_norwegian("Nobody ended it on its day.")
    assert said in page.text and said in end.text
    told = Event.objects.get(what="roll.ended")
    assert (told.by, told.about) == (village.siri.pk, yesterday.reference) and told.reason


def test_a_call_of_the_group_leaves_that_of_the_unit_as_it_is(village, yesterday):
    with at(8, day=25):
        call(village, whole=False)
    yesterday.refresh_from_db()
    assert yesterday.ended_at is None


def test_one_of_another_day_does_not_go_on_but_can_be_opened_and_ended(village, yesterday, as_):
    url = f"/work/groups/{village.bikuben.pk}/roll-call/"
    with at(8, day=25):
        page = page_of(as_(village.siri), url)
        assert not page.select(".r-banner")
        where = page.select_one("[aria-labelledby=before] a")["href"]
        said = {"submission": uuid4(), f"reason_{village.ella.pk}": "Var hjemme"}
        assert as_(village.siri).post(f"{where}end/", said).status_code == 303
    yesterday.refresh_from_db()
    assert yesterday.ended_by == village.siri


def test_called_again_who_came_since_is_on_the_list_and_marks_stand(village, yesterday):
    with at(13):
        mark_safe(by=Actor(village.siri), roll_call=yesterday, child=village.ella)
        check_in(by=Actor(village.siri), child=village.leon, group=village.bikuben)
        version = Topic.raised(yesterday.reference)
        assert call(village) == yesterday and called(yesterday) == {"Ella", "Leon"}
        assert Topic.raised(yesterday.reference) == version + 1
        assert [row.child for row in yesterday.children.missing()] == [village.leon]
        call(village)
    assert Topic.raised(yesterday.reference) == version + 1, "nobody came since"
    assert Event.objects.filter(what="roll.called.also").count() == 1 and RollCall.objects.count() == 1


def test_who_had_no_place_when_it_was_called_is_on_the_list_when_it_is_called_again(village, yesterday):
    yesterday.children.filter(child=village.leon).delete()
    with at(13):
        check_in(by=Actor(village.siri), child=village.leon, group=village.bikuben)
        assert called(call(village)) == {"Ella", "Leon"}

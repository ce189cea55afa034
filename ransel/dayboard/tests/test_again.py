"""Boards that a tap has woken are drawn once for all who see them alike; who may see is asked each time."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import Reason
from ransel.core import clock
from ransel.dayboard import again
from ransel.dayboard.again import OWN
from ransel.dayboard.tests.test_board import tap
from ransel.identity.actor import Actor
from ransel.people.models import Post
from ransel.receipts.models import ReceiptStep, Step

AGAIN = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """As outside a transaction, where tests are never."""
    monkeypatch.setattr(again, "may_yet_not_stand", lambda: False)
    again._readings.clear()


@pytest.fixture
def board(village):
    return f"/work/groups/{village.bikuben.pk}/"


def fetched(client, board):
    client.get(board)
    return client.get(board, headers=AGAIN)


def test_all_who_see_it_alike_are_shown_the_same_but_for_tokens_that_are_their_own(as_, village, board):
    siri, leader = as_(village.siri), as_(village.leader)
    one, other = fetched(siri, board).text, fetched(leader, board).text
    assert OWN.sub("", one) == OWN.sub("", other) and "Ella" in one
    assert len(set(TOKEN.findall(one))) == len(set(TOKEN.findall(other))) == 1
    assert not set(OWN.findall(one)) & set(OWN.findall(other))
    assert len(set(OWN.findall(one))) == len(set(re.findall(r'name="submission" value="([^"]+)"', one))) + 1


def test_what_is_drawn_again_is_what_would_be_drawn_anew(as_, village, board):
    siri = as_(village.siri)
    anew = siri.get(board, headers={"HX-Request": "true"}).text
    first, second = (siri.get(board, headers=AGAIN).text for _time in range(2))
    assert OWN.sub("", anew) == OWN.sub("", first) == OWN.sub("", second)


def test_its_buttons_work(as_, village, board):
    siri, leader = as_(village.siri), as_(village.leader)
    fetched(siri, board)
    form = fetched(leader, board).text
    submission = re.search(r'name="submission" value="([^"]+)"', form)[1]
    answer = leader.post(f"{board}taps/", {"submission": submission, "child": village.ella.pk, "verb": "come"})
    assert answer.status_code == 303 and village.ella.check_ins.exists()


def test_the_second_of_two_asks_the_database_no_more_than_whether_it_may(as_, village, board):
    siri, leader = as_(village.siri), as_(village.leader)
    for client in (siri, leader):
        client.get(board)
    with CaptureQueriesContext(
        connection,
    ) as first:
        siri.get(board, headers=AGAIN)
    with CaptureQueriesContext(connection) as second:
        leader.get(board, headers=AGAIN)
    assert len(second) < len(first) - 5


def test_how_often_something_was_raised_is_asked_once_for_door_tag_and_drawing(as_, village, board):
    siri = as_(village.siri)
    tag = siri.get(board).headers["HX-PTag"]
    tap(siri, board, village.ella, "come")
    with CaptureQueriesContext(connection) as asked:
        answer = siri.get(board, headers=AGAIN | {"HX-PTag": tag})
    assert answer.status_code == 200 and answer.headers["HX-PTag"] != tag
    assert len([one for one in asked if "core_topic" in one["sql"]]) == 1


def test_a_tag_that_names_other_topics_is_no_measure_of_this_board(as_, village, board):
    siri = as_(village.siri)
    tag = f"{village.siri.reference}.made up"
    assert siri.get(board, headers=AGAIN | {"HX-PTag": tag}).headers["HX-PTag"] == siri.get(board).headers["HX-PTag"]


def test_a_tap_is_on_the_next_one_at_once(as_, village, board):
    siri, leader = as_(village.siri), as_(village.leader)
    assert 'data-status="here"' not in fetched(leader, board).text.partition("r-kids")[2]
    tap(siri, board, village.ella, "come")
    for client in (leader, siri):
        assert 'data-status="here"' in fetched(client, board).text.partition("r-kids")[2]


def test_what_nobody_announced_is_on_it_within_two_seconds(as_, village, board, monkeypatch):
    siri, now = as_(village.siri), [100.0]
    monkeypatch.setattr(again, "monotonic", lambda: now[0])
    fetched(siri, board)
    type(village.ella.person).objects.filter(pk=village.ella.person_id).update(given_name="Elise")
    assert "Elise" not in fetched(siri, board).text
    now[0] += again.LASTS + 0.1
    assert "Elise" in fetched(siri, board).text


def test_who_may_see_the_board_no_more_is_shown_nothing_of_what_is_kept(as_, village, board):
    siri, leader = as_(village.siri), as_(village.leader)
    for client in (siri, leader):
        fetched(client, board)
    Post.objects.filter(person=village.siri).update(ends=clock.today() - timedelta(days=1))
    assert siri.get(board, headers=AGAIN).status_code == 404


def test_what_is_shown_for_the_first_time_is_marked_once(as_, village, board):
    days = {"first_day": clock.today(), "last_day": clock.today()}
    report_absence(by=Actor(village.marte), children=[village.ella], reason=Reason.ILL, **days)
    siri, leader = as_(village.siri), as_(village.leader)
    for client in (siri, leader):
        assert "Ella" in client.get(board, headers=AGAIN).text
    assert ReceiptStep.objects.filter(step=Step.ON_BOARD).count() == 1


def test_a_group_is_never_drawn_for_another(as_, village):
    by = Actor(village.other_group)
    check_in(by=by, child=village.jonas, group=village.maurtua)
    one = fetched(as_(village.siri), f"/work/groups/{village.bikuben.pk}/").text
    other = fetched(as_(village.other_group), f"/work/groups/{village.maurtua.pk}/").text
    assert "Jonas" in other and "Jonas" not in one


def test_the_moment_by_which_a_device_measures_its_clock_is_that_of_the_answer(monkeypatch):
    kept = again._without_own('<div data-left="7" data-drawn="1"></div><input name="submission" value="2">')
    monkeypatch.setattr(clock, "milliseconds", lambda: 5)
    assert re.fullmatch(
        '<div data-left="7" data-drawn="5"></div><input name="submission" value="[^"]{36}">', again._with_own(kept, "x")
    )

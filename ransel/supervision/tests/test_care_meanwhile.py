"""Two note the same child's sleep and meals: neither loses what the other said, and nothing is done twice."""

from datetime import time
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.presence import check_in
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.identity.actor import Actor
from ransel.supervision.actions.care import correct_sleep, fall_asleep, note_meal, wake
from ransel.supervision.care.reading import wall
from ransel.supervision.models import Sleep


@pytest.fixture
def sleep(village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(11):
        return fall_asleep(by=Actor(village.siri), child=village.ella, group=village.bikuben)


@pytest.fixture
def siri(as_, village):
    return as_(village.siri)


def url_of(sleep, door):
    return f"/work/sleeps/{sleep.pk}/{door}/"


def form_of(text, door):
    """What a browser would send of it."""
    form = BeautifulSoup(text, "html.parser").select_one(f"form[action$='/{door}/']")
    return {one["name"]: one.get("value", "") for one in form.select("input[name]")} | {"submission": uuid4()}


def stands():
    return [(wall(one.slept_at), wall(one.woke_at)) for one in Sleep.objects.standing()]


def test_who_corrects_when_it_fell_asleep_keeps_that_another_said_it_woke(village, siri, sleep):
    with at(12):
        said = form_of(siri.get(url_of(sleep, "times")).text, "times")
        wake(by=Actor(village.both), child=village.ella)
        assert siri.post(url_of(sleep, "times"), said | {"slept": "1050"}).status_code == 303
    assert stands() == [(time(10, 50), time(12))]


def test_who_says_another_time_than_a_colleague_has_said_meanwhile_is_shown_theirs(village, siri, sleep):
    with at(12):
        said = form_of(siri.get(url_of(sleep, "times")).text, "times")
        wake(by=Actor(village.both), child=village.ella)
        answer = siri.post(url_of(sleep, "times"), said | {"slept": "1050", "woke": "1145"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and "11:00\N{EN DASH}12:00" in page.select_one("#id_woke_error").text
    again = form_of(answer.text, "times")
    assert (again["slept"], again["woke"]) == ("1050", "1145") and stands() == [(time(11), time(12))]
    with at(12, 1):
        assert siri.post(url_of(sleep, "times"), again).status_code == 303
    assert stands() == [(time(10, 50), time(11, 45))]


def test_what_a_colleague_corrected_first_is_said_and_what_was_written_is_not_lost(village, siri, sleep):
    with at(12):
        said = form_of(siri.get(url_of(sleep, "times")).text, "times")
        correct_sleep(by=Actor(village.both), sleep=sleep, slept=time(10, 30), woke=time(11, 30))
        answer = siri.post(url_of(sleep, "times"), said | {"slept": "1050"})
        now = Sleep.objects.standing().get()
        page = BeautifulSoup(answer.text, "html.parser")
        assert answer.status_code == 422 and "10:30\N{EN DASH}11:30" in page.select_one("[role=alert]").text
        assert page.select_one("[name=slept]")["value"] == "1050" and page.select_one(
            f"a[href='{url_of(now, 'times')}']"
        )
        assert siri.get(url_of(sleep, "times")).status_code == 200
        same = said | {"submission": uuid4(), "slept": "1030", "woke": "1130"}
        assert siri.post(url_of(sleep, "times"), same).status_code == 303, "it says so already"
    assert stands() == [(time(10, 30), time(11, 30))]


@pytest.mark.parametrize("door", ["times", "undo"])
def test_the_same_form_sent_twice_is_done_once_and_answered_alike(siri, sleep, door):
    with at(12):
        said = form_of(siri.get(url_of(sleep, "times")).text, door) | ({"slept": "1030"} if door == "times" else {})
        answers = [siri.post(url_of(sleep, door), said) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303] and answers[0].url == answers[1].url
    assert stands() == ([(time(10, 30), None)] if door == "times" else [])


def test_taken_back_by_two_it_is_taken_back_once(village, siri, sleep):
    with at(12):
        wake(by=Actor(village.both), child=village.ella)
        said = form_of(siri.get(url_of(sleep, "times")).text, "undo")
        for _ in range(2):
            assert siri.post(url_of(sleep, "undo"), said | {"submission": uuid4()}).status_code == 303
    assert stands() == [(time(11), None)]


def test_who_takes_back_that_it_fell_asleep_does_not_take_back_that_it_woke_meanwhile(village, siri, sleep):
    with at(12):
        said = form_of(siri.get(url_of(sleep, "times")).text, "undo")
        wake(by=Actor(village.both), child=village.ella)
        answer = siri.post(url_of(sleep, "undo"), said)
    assert answer.status_code == 422 and "11:00\N{EN DASH}12:00" in answer.text
    assert stands() == [(time(11), time(12))]


def test_who_takes_back_what_a_colleague_has_corrected_is_told(village, siri, sleep):
    with at(12):
        said = form_of(siri.get(url_of(sleep, "times")).text, "undo")
        correct_sleep(by=Actor(village.both), sleep=sleep, slept=time(10, 30), woke=None)
        assert siri.post(url_of(sleep, "undo"), said).status_code == 422
    assert stands() == [(time(10, 30), None)]


def test_to_take_back_a_meal_nobody_noted_is_to_do_nothing(village, sleep):
    said = {"by": Actor(village.siri), "group": village.bikuben, "children": [village.ella], "meal": "lunch"}
    with at(12):
        note_meal(**said, ate="")
        assert not Event.objects.filter(what="child.ate").exists()
        for ate in ("well", "well", "", ""):
            note_meal(**said, ate=ate)
    assert Event.objects.filter(what="child.ate").count() == 2

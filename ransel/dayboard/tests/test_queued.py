"""The door for taps that waited without network, and the page of those that somebody decides about."""

import json
import logging
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.models import CheckIn, QueuedTap
from ransel.attendance.tests.moments import at
from ransel.core import clock


@pytest.fixture
def url(village):
    return f"/work/groups/{village.bikuben.pk}/queued/"


@pytest.fixture
def siri(as_, village):
    return as_(village.siri)


def said(child, verb, hour, minute=0, **more):
    with at(hour, minute):
        return {"id": str(uuid4()), "child": str(child), "verb": verb, "at": clock.now().isoformat(), **more}


def send(client, url, taps, hour=12):
    with at(hour):
        now = clock.now().isoformat()
        return client.post(f"{url}taps/", {"now": now, "taps": taps if isinstance(taps, str) else json.dumps(taps)})


def test_each_tap_is_answered_and_a_batch_sent_again_is_answered_alike(siri, village, url):
    taps = [said(village.ella.pk, "come", 8), said(village.leon.pk, "leave", 9), said(uuid4(), "come", 8)]
    first = send(siri, url, taps)
    assert first.status_code == 200 and first.headers["Cache-Control"] == "no-store"
    assert [first.json()["taps"][one["id"]]["outcome"] for one in taps] == ["counted", "listed", "refused"]
    assert send(siri, url, taps).json() == first.json() and CheckIn.objects.count() == 1


@pytest.mark.parametrize(
    "taps",
    [
        "",
        "[]",
        "{",
        "null",
        "7",
        '{"id": 1}',
        "[1]",
        "[null]",
        '[{"id": "x", "child": "y", "verb": "come", "at": "now"}]',
        "[" * 20_000,
        json.dumps([said(uuid4(), "come", 8), {"verb": "come"}]),
        json.dumps([said(uuid4(), "come", 8) for _number in range(101)]),
    ],
)
def test_what_is_no_batch_is_refused_plainly_and_nothing_is_taken(siri, village, url, taps, caplog):
    answer = send(siri, url, taps)
    assert answer.status_code == 400 and answer.json()["why"]
    assert not QueuedTap.objects.exists() and "refused" in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"verb": "undo"},
        {"verb": ["come"]},
        {"at": "2026-11-24T08:00:00"},
        {"at": None},
        {"at": "+012345-01-01T00:00:00Z"},
        {"child": {"a": 1}},
        {"child": None},
    ],
)
def test_one_that_can_not_be_read_is_refused_by_itself_and_holds_up_no_other(siri, village, url, wrong):
    taps = [said(village.leon.pk, "come", 8) | wrong, said(village.ella.pk, "come", 8)]
    answers = send(siri, url, taps).json()["taps"]
    assert [answers[one["id"]]["outcome"] for one in taps] == ["refused", "counted"]
    assert answers[taps[0]["id"]]["why"] and QueuedTap.objects.get().child == village.ella
    assert send(siri, url, taps[:1]).json()["taps"] == {taps[0]["id"]: answers[taps[0]["id"]]}


FAR_OFF = ["1970-01-01T00:05:00.000Z", "0001-01-01T00:00:00+23:59", "2190-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59"]


@pytest.mark.parametrize("when", FAR_OFF)
def test_a_time_however_far_off_is_listed_and_the_same_when_it_is_sent_again(siri, village, url, when):
    taps = [said(village.ella.pk, "come", 8, at=when), said(village.leon.pk, "come", 8)]
    first = send(siri, url, taps)
    assert [first.json()["taps"][one["id"]]["outcome"] for one in taps] == ["listed", "counted"]
    assert send(siri, url, taps).json() == first.json()
    assert QueuedTap.objects.listed().get().reason in ("other_day", "to_come")
    with at(12):
        assert "Ella" in siri.get(url).text and siri.get(f"/work/groups/{village.bikuben.pk}/").status_code == 200


def test_a_clock_however_far_off_is_put_right_where_it_says_so(siri, village, url):
    tapped = json.dumps([said(village.ella.pk, "come", 8, at="1970-01-01T00:05:00.000Z")])
    with at(12):
        siri.post(f"{url}taps/", {"now": "1970-01-01T00:15:00.000Z", "taps": tapped})
    with at(11, 50):
        assert CheckIn.objects.get().at == clock.now()


def test_a_body_of_a_million_taps_is_refused_before_it_is_read(siri, village, url, caplog):
    caplog.set_level(logging.WARNING)
    answer = send(siri, url, "[" + "1," * 1_000_000 + "1]")
    assert answer.status_code in (400, 413) and not QueuedTap.objects.exists()


def test_a_batch_that_is_no_form_is_refused(siri, url):
    assert siri.post(f"{url}taps/", b"\xff\xfe", content_type="application/json").status_code == 400


def test_nothing_personal_is_logged(siri, village, url, caplog):
    caplog.set_level(logging.WARNING)
    tap = said(village.sara.pk, "come", 8)
    send(siri, url, [tap])
    assert "1 queued taps" in caplog.text
    assert str(village.sara.pk) not in caplog.text and tap["id"] not in caplog.text


def test_the_clock_of_the_device_is_put_right(siri, village, url):
    with at(13):
        now = clock.now().isoformat()  # it is twelve
    with at(12):
        siri.post(f"{url}taps/", {"now": now, "taps": json.dumps([said(village.ella.pk, "come", 9, 5)])})
    with at(8, 5):
        assert CheckIn.objects.get().at == clock.now()


def test_what_is_listed_is_said_on_the_board_and_somebody_decides(siri, village, url):
    send(siri, url, [said(village.ella.pk, "leave", 9)])
    board = BeautifulSoup(siri.get(f"/work/groups/{village.bikuben.pk}/").text, "html.parser")
    assert board.select_one(f'.r-side a[href="{url}"]')
    page = BeautifulSoup(siri.get(url).text, "html.parser")
    card = page.select_one("section[data-tone=soon]")
    assert "Ella" in card.text and "09:00" in card.text and "Siri" in card.text
    door = BeautifulSoup(siri.get(card.a["href"]).text, "html.parser")
    assert "09:00" in {field.get("value") for field in door.select("[name=at]")}
    form = {field["name"]: field["value"] for field in card.select("input")} | {"decision": "leave"}
    assert siri.post(f"{url}decided/", form).url == url
    page = BeautifulSoup(siri.get(url).text, "html.parser")
    assert not page.select("[data-tone=soon]") and "Siri" in page.select_one("#over").parent.text
    assert not BeautifulSoup(siri.get(f"/work/groups/{village.bikuben.pk}/").text, "html.parser").select(
        f'.r-side a[href="{url}"]'
    )


def test_what_nobody_decided_stands_on_the_board_two_weeks_and_on_its_page_after(siri, village, url):
    send(siri, url, [said(village.ella.pk, "leave", 9)])
    board = f"/work/groups/{village.bikuben.pk}/"
    for days, there in ((14, True), (15, False)):
        with clock.moved_to(clock.now() + days * clock.DAY, still=True):
            page = BeautifulSoup(siri.get(board).text, "html.parser")
            assert bool(page.select(f'.r-side a[href="{url}"]')) is there
            assert "Ella" in siri.get(url).text


def test_two_who_decide_at_once_are_told_so(siri, as_, village, url):
    send(siri, url, [said(village.ella.pk, "leave", 9)])
    said_twice = {"tap": str(QueuedTap.objects.get().pk), "decision": "leave"}
    siri.post(f"{url}decided/", said_twice | {"submission": uuid4()})
    answer = as_(village.both).post(f"{url}decided/", said_twice | {"submission": uuid4(), "decision": "done"})
    assert answer.status_code == 422 and QueuedTap.objects.get().outcome == "dismissed"

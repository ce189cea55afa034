from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from datetime import date, time, timedelta
from time import sleep

import pytest
from django.db import OperationalError, connection
from django.template import engines
from django.utils.translation import override

from ransel.core import clock, dates, live, writing
from ransel.core.actions import raise_topics
from ransel.core.forms import TimeField
from ransel.core.models import Topic


def test_a_day_is_said_in_the_readers_language():
    with override("nb"):
        assert dates.day(date(2026, 11, 23)) == "mandag 23. november"
    with override("nn"):
        assert dates.day(date(2026, 11, 23)) == "måndag 23. november"
    with override("en"):
        assert dates.day(date(2026, 11, 23)) == "Monday 23 November"


def test_the_time_is_that_of_oslo():
    assert dates.clock_time(clock.now()) == "07:02"


def test_time_moved_runs_on():
    start = clock.now() + timedelta(days=1)
    with clock.moved_to(start):
        at_first = clock.now()
        sleep(0.001)
        assert start <= at_first < clock.now() < start + timedelta(minutes=1)


def test_a_listener_is_woken_by_its_own_topic_while_it_listens():
    heard = []
    with live.subscribe("group:1", lambda: heard.append("ping")):
        live.deliver(["group:1", "group:2"])
        live.deliver(["group:2"])
    live.deliver(["group:1"])
    assert heard == ["ping"]


def test_a_screen_that_can_not_be_woken_stops_nobody():
    heard = []
    with live.subscribe("group:1", lambda: 1 / 0), live.subscribe("group:1", lambda: heard.append("ping")):
        live.deliver(["group:1"])
    assert heard == ["ping"]


def test_a_topic_counts_how_often_it_was_raised(db):
    for _time in range(3):
        raise_topics(["group:1", "child:1", "group:1"])
    assert Topic.versions(["group:1", "child:1"]) == [("child:1", 3), ("group:1", 3)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only there does the line stand in for row locks")
def test_writers_stand_in_line(db):
    with ThreadPoolExecutor(1) as other, writing.writing():
        assert not other.submit(writing._line.acquire, blocking=False).result()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="only PostgreSQL locks rows")
@pytest.mark.parametrize(("wanted", "waits"), [("KEY SHARE", False), ("NO KEY UPDATE", True)])
def test_a_lock_keeps_those_out_who_act_on_the_row_and_lets_those_in_who_point_at_it(village, wanted, waits):
    """Else a roster that gives the child a place waits for the absence, which waits for the roster's topics."""
    asked = f"SELECT 1 FROM people_child WHERE id = %s FOR {wanted} NOWAIT"
    with closing(connection.copy()) as other, writing.writing():
        writing.lock(village.ella)
        with other.cursor() as cursor, pytest.raises(OperationalError) if waits else nullcontext():
            cursor.execute(asked, [village.ella.pk])


def test_markup_in_a_name_is_shown_not_obeyed():
    page = engines["jinja2"].from_string('{% call ui.status("here") %}{{ name }}{% endcall %}')
    assert "&lt;b&gt;" in page.render({"name": "<b>"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1530", time(15, 30)),
        ("15.30", time(15, 30)),
        ("15:30", time(15, 30)),
        ("15,30", time(15, 30)),
        ("930", time(9, 30)),
        ("8", time(8)),
        (" 7 ", time(7)),
    ],
)
def test_a_time_is_read_as_people_write_it(written, meant):
    assert TimeField().clean(written) == meant


@pytest.mark.parametrize("written", ["25", "12:60", "half past"])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(Exception, match="1530"):
        TimeField().clean(written)


def test_healthz_says_when_the_last_write_was(client, db):
    from ransel.core.jobs.actions import beat

    assert client.get("/healthz").status_code == 503
    beat()
    answer = client.get("/healthz")
    assert answer.status_code == 200 and answer.json()["heartbeat_age_s"] < 5

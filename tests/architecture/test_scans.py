"""A page that is open on many screens looks no table through from end to end: a municipality has many rows of others.

SQLite says how it goes about a statement whatever the tables hold. PostgreSQL would look an empty table through anyway.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.attendance.tests.moments import at
from ransel.dayboard.tests.test_tablet import pair
from tests.pages import CheckedClient

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="it would look an empty table through whatever index there is"
)
SMALL = {"json_each", "CONSTANT"}  # what the statement itself is told
OF_EMPLOYEES = ["", "week/", "numbers/", "counting/", "closing/", "together/", "live/"]
OF_GUARDIANS = ["/home/", "/home/live/", "/home/calendar/", "/home/stay-plans/", "/home/absence/", "/me/"]


def looked_through(browser, path):
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)
    assert answer.status_code == 200 or answer.headers.get("Ransel-Live")
    found = set()
    for sql in {query["sql"] for query in asked.captured_queries if query["sql"].startswith("SELECT")}:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
            scans = [row[3].split()[1] for row in cursor.fetchall() if row[3].startswith("SCAN")]
        found |= {_table(alias, sql) for alias in scans if alias not in SMALL}
    return found


def _table(alias, sql):
    named = re.search(rf'"(\w+)" {alias}\b', sql)
    return named[1] if named else alias


@pytest.mark.parametrize("path", OF_EMPLOYEES)
def test_pages_of_a_group(as_, village, path):
    assert looked_through(as_(village.siri), f"/work/groups/{village.bikuben.pk}/{path}") == set()


@pytest.mark.parametrize("path", OF_GUARDIANS)
def test_pages_of_a_guardian(as_, village, path):
    assert looked_through(as_(village.marte), path) == set()


@pytest.mark.parametrize("path", ["door/", "week/"])
def test_pages_of_a_child_at_work(as_, village, path):
    assert looked_through(as_(village.siri), f"/work/children/{village.ella.pk}/{path}") == set()


@pytest.mark.parametrize("path", ["", "week/", "card/", "day/"])
def test_pages_of_a_child_at_home(as_, village, path):
    assert looked_through(as_(village.marte, strong=True), f"/home/children/{village.ella.pk}/{path}") == set()


def test_a_locked_tablet(village):
    with at(8):
        browser, _tablet = pair(village)
        assert looked_through(browser, f"/work/groups/{village.bikuben.pk}/") == set()


def test_it_is_seen_when_one_is(as_, village):
    with CaptureQueriesContext(connection):
        browser = CheckedClient()
        browser.get = lambda _path: Answer()
        assert looked_through(browser, "") == {"people_person"}


class Answer:
    status_code = 200

    def __init__(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT given_name FROM people_person")

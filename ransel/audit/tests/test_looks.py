"""Looks are in the log before anything is shown; what this process has written there is not written over and over."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.audit import actions
from ransel.audit.models import AccessRecord
from ransel.core import clock


@pytest.fixture
def board(village):
    return f"/work/groups/{village.bikuben.pk}/"


@pytest.fixture
def stands(monkeypatch):
    """As outside a transaction, where tests are never."""
    monkeypatch.setattr(actions, "may_yet_not_stand", lambda: False)
    actions._standing.clear()
    yield
    actions._standing.clear()


def inserts(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return sum(AccessRecord._meta.db_table in one["sql"] for one in asked)


def test_a_second_look_within_the_quarter_is_written_no_more_and_one_of_the_next_is(as_, village, board, stands):
    siri = as_(village.siri)
    assert [inserts(siri, board), inserts(siri, board)] == [1, 0]
    with clock.moved_to(clock.now() + timedelta(minutes=15), still=True):
        assert inserts(siri, board) == 1
    assert AccessRecord.objects.filter(by=village.siri.pk, scope=village.bikuben.reference).count() == 2


def test_somebody_else_another_login_and_another_page_are_looks_of_their_own(as_, village, board, stands):
    assert inserts(as_(village.siri), board) == 1
    assert inserts(as_(village.leader), board) == 1
    assert inserts(as_(village.siri), board) == 1
    assert inserts(as_(village.siri), f"{board}week/") == 1


def test_what_may_be_rolled_back_is_not_remembered(as_, village, board):
    siri = as_(village.siri)
    assert [inserts(siri, board), inserts(siri, board)] == [1, 1]
    assert not actions._standing


def test_no_more_is_remembered_than_fits(as_, village, board, stands, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KNOWN", 1)
    for person in (village.siri, village.leader, village.both):
        as_(person).get(board)
    assert len(actions._standing) <= 2

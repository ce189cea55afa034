"""Taps that waited at a shared tablet: they are the tablet's, whoever has opened it when they are sent."""

import json
from uuid import uuid4

import pytest

from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import CheckIn, PresenceCorrection, QueuedTap
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.core import clock
from ransel.dayboard.tests.test_tablet import PIN, board_of, pair, send
from ransel.identity.actions.pins import choose_pin
from ransel.identity.actor import Actor, Strength


@pytest.fixture
def opened(village):
    """(the browser of a tablet that Siri has opened with her PIN, the tablet)"""
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    with at(9):
        browser, tablet = pair(village)
        send(browser, "/tablet/pin/", person=village.siri.pk, pin=PIN, next="/")
        yield browser, tablet


def tap(child, verb="come", minutes=30, **more):
    when = clock.now() - minutes * clock.DAY / 24 / 60
    return {"id": str(uuid4()), "child": str(child.pk), "verb": verb, "at": when.isoformat(), **more}


def take(browser, village, *taps):
    said = {"now": clock.now().isoformat(), "taps": json.dumps(taps)}
    return browser.post(f"{board_of(village)}queued/taps/", said)


def test_what_was_tapped_while_it_was_locked_is_not_of_who_opened_it_since(opened, village):
    browser, tablet = opened
    assert take(browser, village, tap(village.ella)).status_code == 200
    assert CheckIn.objects.get().by == tablet.person == QueuedTap.objects.get().by
    assert Event.objects.get(what="tap.received").by == tablet.person.pk


def test_what_they_move_was_moved_by_the_tablet(opened, village):
    browser, tablet = opened
    with at(8, 50):
        check_in(by=Actor(village.both), child=village.ella, group=village.bikuben)
    take(browser, village, tap(village.ella))
    assert PresenceCorrection.objects.get().by == tablet.person


def test_who_said_their_name_at_a_locked_tablet_is_not_credited_either(village):
    with at(9):
        browser, tablet = pair(village)
        send(browser, "/tablet/turn/", person=village.siri.pk, next=board_of(village))
        take(browser, village, tap(village.ella))
    assert CheckIn.objects.get().by == tablet.person


def sent_with_network(browser, village, child, verb):
    said = {"submission": str(uuid4()), "child": str(child.pk), "verb": verb}
    assert browser.post(f"{board_of(village)}taps/", said).status_code == 303
    return said["submission"]


def outcome(answer, mark):
    return answer.json()["taps"][mark]["outcome"]


def test_a_tap_that_was_done_and_whose_answer_was_lost_counts_once(village):
    with at(8):
        browser, _tablet = pair(village)
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(9):
        mark = sent_with_network(browser, village, village.ella, "leave")
        answer = take(browser, village, tap(village.ella, "leave", minutes=0, id=mark))
        assert outcome(answer, mark) == "counted" and not QueuedTap.objects.exists()
        sent_with_network(browser, village, village.ella, "undo")
        take(browser, village, tap(village.ella, "leave", minutes=0, id=mark))
    assert CheckIn.objects.get().check_outs.get().undone_at


def test_what_another_account_sent_is_another_tap(village, as_):
    with at(9):
        browser, _tablet = pair(village)
        mark = sent_with_network(as_(village.siri), village, village.ella, "come")
        take(browser, village, tap(village.ella, minutes=0, id=mark))
        assert QueuedTap.objects.filter(pk=mark).exists()


def test_who_was_sent_on_to_be_asked_has_not_left(village):
    """Of Leon it is always said with whom he goes."""
    with at(9):
        browser, _tablet = pair(village)
        check_in(by=Actor(village.siri), child=village.leon, group=village.bikuben)
        mark = sent_with_network(browser, village, village.leon, "leave")
        answer = take(browser, village, tap(village.leon, "leave", minutes=0, id=mark))
        assert outcome(answer, mark) == "listed"

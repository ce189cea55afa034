"""What whoever passes a locked tablet may not do with it, nor read on it."""

import pytest

from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import CheckIn
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.dayboard.tests.test_tablet import board_of, pair, send
from ransel.identity.actions.pins import choose_pin
from ransel.identity.actions.tablets import change_tablet
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Person
from ransel.supervision.actions.trips import start_trip

AGAIN = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}
PROTECTED = 2


def tap(browser, village, verb):
    return send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb=verb)


def test_a_tap_of_long_ago_is_not_taken_back_at_a_locked_tablet(village):
    with at(8):
        browser, _tablet = pair(village)
        tap(browser, village, "come")
    with at(8, 9):
        tap(browser, village, "undo")
        assert CheckIn.objects.get().undone_at, "a mistake of just now is"
        tap(browser, village, "come")
    with at(14):
        answer = tap(browser, village, "undo")
        assert answer.status_code == 422 and "mer enn ti minutter siden" in answer.text
    assert CheckIn.objects.standing().count() == 1


def test_with_a_pin_it_is(village):
    with at(8):
        browser, _tablet = pair(village)
        tap(browser, village, "come")
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits="4821")
    with at(14):
        send(browser, "/tablet/pin/", person=village.siri.pk, pin="4821", next=board_of(village))
        tap(browser, village, "undo")
    assert not CheckIn.objects.standing().exists()


@pytest.mark.parametrize(("protection", "shows_ways"), [(PROTECTED, True), (0, False)])
def test_where_a_trip_has_gone_is_not_shown_where_how_children_leave_is_not(village, protection, shows_ways):
    Person.objects.filter(pk=village.ella.person_id).update(protection=protection)
    by = Actor(village.siri)
    with at(10):
        check_in(by=by, child=village.ella, group=village.bikuben)
        start_trip(by=by, group=village.bikuben, to="Storgata 4", adults=2, children=[village.ella])
        browser, _tablet = pair(village, shows_ways=shows_ways)
        page = browser.get(board_of(village)).text
        assert "Storgata 4" not in page and "På tur" in page


def test_of_an_employee_with_a_protected_address_no_family_name_is_shown(village):
    Person.objects.filter(pk=village.siri.pk).update(protection=PROTECTED)
    with at(10):
        browser, _tablet = pair(village)
        for page in ("/tablet/turn/", "/tablet/pin/"):
            shown = browser.get(page).text
            assert village.siri.family_name not in shown and village.siri.given_name in shown


def test_a_group_taken_from_a_tablet_is_off_its_screen_at_once(village):
    with at(10):
        browser, tablet = pair(village, groups=[village.bikuben, village.maurtua])
        tag = browser.get(board_of(village), headers=AGAIN).headers["HX-PTag"]
        said = {"groups": [village.maurtua], "name": "Garderoben", "shows_ways": True}
        change_tablet(by=Actor(village.leader), tablet=tablet, **said)
        assert browser.get(board_of(village), headers=AGAIN | {"HX-PTag": tag}).status_code == 404


def test_who_stood_there_and_when_is_written_down(village):
    with at(10):
        browser, tablet = pair(village)
        send(browser, "/tablet/turn/", person=village.siri.pk, next=board_of(village))
        send(browser, "/tablet/lock/")
        send(browser, "/tablet/lock/")
    events = Event.objects.filter(about=tablet.reference).order_by("at", "pk").values_list("what", "by")
    assert {("tablet.answered", tablet.person_id), ("tablet.turn", village.siri.pk)} <= set(events)
    assert [what for what, _by in events].count("tablet.locked") == 1

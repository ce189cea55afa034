"""The calendar that leaves: who may subscribe, and when it gives nothing more."""

import logging
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from conftest import TUESDAY_MORNING
from ransel.attendance.actions.calendar_feeds import end_feeds_that_are_over, make_calendar_feed
from ransel.attendance.models import CalendarFeed
from ransel.attendance.tests.stays import LONG, SHORT, approve, send, week
from ransel.audit.models import AccessRecord, Event
from ransel.core import clock
from ransel.core.models import Submission
from ransel.core.writing import Refused
from ransel.home.tests.feeds import ella_comes, events, moved, subscribe
from ransel.home.tests.test_calendar import TUESDAY, change
from ransel.identity.actor import Actor
from ransel.people.actions import set_block_on
from ransel.people.models import Enrolment, Guardianship, Person
from ransel.units.models import Function

PAGE, NEW, END = (f"/home/calendar/subscription/{name}" for name in ("", "new/", "end/"))


@pytest.fixture
def plan(village):
    return ella_comes(village)


@pytest.fixture
def address(village, plan):
    return subscribe(village.marte)


def test_the_same_content_is_304_and_a_change_is_not(client, village, address):
    tag = client.get(address).headers["ETag"]
    with clock.moved_to(TUESDAY_MORNING + timedelta(hours=3), still=True):
        answer = client.get(address, headers={"If-None-Match": tag})
        assert (answer.status_code, answer.content) == (304, b"")
        change(village.marte, village.ella, village.fjellheim, TUESDAY, "time_off")
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_nobody_is_logged_in_by_it_and_nothing_is_kept(client, village, address):
    answer = client.get(address)
    assert not answer.cookies and "no-store" in answer.headers["Cache-Control"]
    assert client.get("/home/calendar/").status_code == 303
    assert client.post(address).status_code == 405


def test_each_reading_is_a_look_at_each_child_and_the_day_is_noted(client, village, address):
    client.get(address)
    feed = CalendarFeed.objects.get()
    look = AccessRecord.objects.get(permit="read children's days in another calendar", scope=village.ella.reference)
    assert (look.by, look.session) == (village.marte.pk, feed.reference)
    assert feed.last_read_on == clock.today()


def test_unknown_ended_blocked_protected_and_switched_off_are_answered_alike(client, village, address):
    answers = [client.get("/calendar/{0}/{0}.ics".format("00000000-0000-4000-8000-000000000000"))]
    for change_it, back in (
        (lambda: set_protection(village.henrik, 1), lambda: set_protection(village.henrik, 0)),
        (lambda: set_protection(village.ella.person, 1), lambda: set_protection(village.ella.person, 0)),
        (lambda: set_protection(village.maximilian.person, 2), lambda: set_protection(village.maximilian.person, 0)),
        (lambda: set_protection(village.marte, 1), lambda: set_protection(village.marte, 0)),
        (lambda: set_protection(village.unconfirmed, 1), lambda: set_protection(village.unconfirmed, 0)),
        (lambda: switch(village, 0), lambda: switch(village, 2)),
    ):
        change_it()
        answers.append(client.get(address))
        back()
    assert client.get(address).status_code == 200
    for child in (village.ella, village.sunniva, village.maximilian):
        set_block_on(by=Actor(village.leader), child=child, person=village.marte, reason="Vedtak")
    answers.append(client.get(address))
    CalendarFeed.objects.update(ended_at=clock.now())
    answers.append(client.get(address))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def set_protection(person, level):
    Person.objects.filter(pk=person.pk).update(protection=level)


def switch(village, guardians):
    Function.objects.filter(name="stay").update(guardians=guardians)


def test_who_is_a_guardian_no_more_gives_the_other_children_only(client, village, address):
    approve(village.sfo, send(village.marte, village.sunniva, village.nordvik_sfo, week(SHORT), starts=clock.today()))
    Guardianship.objects.filter(guardian=village.marte, child=village.ella).update(ends=date(2026, 11, 23))
    starts = {one["DTSTART"].dt.hour for (_day, title), one in events(client, address).items() if title == "Stay"}
    assert starts == {9}


def test_only_a_digest_is_kept_and_no_address_is_in_any_row(village, as_):
    answer = made(as_(village.marte, strong=True))
    address = BeautifulSoup(answer.text, "html.parser").select_one("#id_address")["value"]
    first, second = address.removesuffix(".ics").split("/")[-2:]
    feed = CalendarFeed.objects.get()
    assert len(feed.digest) == 64 and first not in feed.digest
    kept = [*Submission.objects.values_list("answer", flat=True), *Event.objects.values_list("about", flat=True)]
    assert not [one for one in kept if one and (first in one or second in one)]


def test_what_goes_wrong_is_logged_without_the_address(client, village, address, caplog, monkeypatch):
    def breaks(*_args):
        raise RuntimeError("broken")

    monkeypatch.setattr("ransel.home.calendar.feed.entries_of", breaks)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        assert client.get(address).status_code == 500
    assert caplog.records and address not in caplog.text and address.split("/")[-1] not in caplog.text


def made(client):
    return client.post(NEW, client.form(NEW))


def test_a_guardian_is_told_what_leaves_and_gets_the_address_once(as_, client, village, plan):
    marte = as_(village.marte, strong=True)
    for page in (PAGE, NEW):
        assert "uten å logge inn" in marte.get(page).text or "without logging in" in marte.get(page).text
    form = marte.form(NEW)
    page = BeautifulSoup(marte.post(NEW, form).text, "html.parser")
    address = page.select_one("#id_address")["value"]
    assert address.startswith("http://localhost:8000/calendar/") and address.endswith(".ics")
    assert page.select_one("main a[href^='webcal://localhost:8000/calendar/']")
    assert client.get(address.removeprefix("http://localhost:8000")).status_code == 200
    again = marte.post(NEW, form)
    assert again.status_code == 303 and again.headers["Location"] == PAGE, "sent twice it is made once"
    assert CalendarFeed.objects.count() == 1 and address not in marte.get(PAGE).text


def test_a_weak_login_must_prove_itself_to_make_one_and_not_to_end_it(as_, client, village, address):
    marte = as_(village.marte)
    assert "/login/" in marte.get(NEW).headers["Location"] or "step" in marte.get(NEW).headers["Location"]
    with pytest.raises(Refused):
        make_calendar_feed(by=Actor(village.marte))
    assert marte.post(END, marte.form(PAGE, END)).status_code == 303
    assert client.get(address).status_code == 404
    assert not CalendarFeed.objects.in_use().exists()


def test_made_anew_the_old_address_ends_at_once(client, village, address):
    new = subscribe(village.marte)
    assert client.get(address).status_code == 404 and client.get(new).status_code == 200
    assert Event.objects.filter(what="calendar.ended").count() == 1


@pytest.mark.parametrize("protected", ["marte", "henrik", "ella", "maximilian"])
def test_where_an_address_is_protected_it_is_refused_with_a_plain_sentence(as_, village, plan, protected):
    someone = getattr(village, protected)
    set_protection(getattr(someone, "person", someone), 1)
    marte = as_(village.marte, strong=True)
    page = BeautifulSoup(marte.get(PAGE).text, "html.parser")
    assert "fordi en adresse er skjermet" in page.text or "because an address is protected" in page.text
    assert not page.select(f'a[href="{NEW}"]')
    answer = made(marte)
    assert answer.status_code == 422 and not CalendarFeed.objects.exists()


def test_who_has_no_children_with_stays_is_told_so(as_, village):
    stranger = as_(village.stranger, strong=True)
    assert not BeautifulSoup(stranger.get(PAGE).text, "html.parser").select(f'a[href="{NEW}"]')
    assert made(stranger).status_code == 422


def test_the_night_ends_what_nobody_reads_and_what_must_not_be_read(village, address):
    assert end_feeds_that_are_over() == 0
    CalendarFeed.objects.update(last_read_on=clock.today() - timedelta(days=366))
    assert end_feeds_that_are_over() == 1
    subscribe(village.marte)
    with moved(date(2027, 11, 26)):
        assert end_feeds_that_are_over() == 1, "never read, and made more than a year ago"


def test_a_feed_that_the_night_ended_for_a_protection_does_not_come_back(client, village, address):
    set_protection(village.henrik, 1)
    assert end_feeds_that_are_over() == 1
    set_protection(village.henrik, 0)
    assert client.get(address).status_code == 404


def test_six_children_take_as_many_statements_as_one(client, village, django_assert_max_num_queries):
    from ransel.home.tests.test_today import more_children

    address = subscribe(village.amina)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    more_children(village, 5)
    CalendarFeed.objects.update(last_read_on=None)
    with django_assert_max_num_queries(20) as six:
        client.get(address)
    assert len(one) == len(six) and Enrolment.objects.count() > 10 and LONG

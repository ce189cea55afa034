"""Still away today? Who is asked, when, once, and what an answer does."""

from datetime import date, time

import pytest
from django.core import mail
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from ransel.access.actions.guardians import set_block
from ransel.attendance.actions.absences import report_absence, shorten_absence, withdraw_absence
from ransel.attendance.actions.morning import answer_still_away
from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import Absence, AbsenceReport, MorningQuestion
from ransel.attendance.tasks import each_time_round
from ransel.attendance.tests.moments import at
from ransel.attendance.tests.stays import LONG, approve, send
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.identity.actor import Actor, Strength
from ransel.notifications import tasks as outbox
from ransel.notifications.models import Channel, ContactPoint, Notice
from ransel.people.models import Guardianship, Person
from ransel.receipts.models import Receipt
from ransel.units.models import ClosedDay, Function

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in range(24, 28))
SEVEN = time(7)
ASKED = "Er Ella fortsatt borte i dag?"


@pytest.fixture(autouse=True)
def nothing_announced(db):
    Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())


def ill(person, *children, first=TUESDAY, last=None, ask_at=SEVEN, reason="appointment"):
    days = {"first_day": first, "last_day": last or first, "ask_at": ask_at}
    return report_absence(by=Actor(person), children=list(children), reason=reason, **days)[0]


def go_round():
    """What the worker does, until there is nothing left to do."""
    while each_time_round():
        pass
    outbox.each_time_round()


def asked():
    return sorted(Notice.objects.filter(kind="absence.still_away").values_list("receiver__given_name", flat=True))


def away(person, child, yes=True):
    answer_still_away(by=Actor(person), child=child, away=yes)


def test_the_guardian_ticks_it_in_the_form_and_chooses_the_hour(as_, village):
    marte, url = as_(village.marte), "/home/absence/"
    form = marte.form(url) | {"children": [str(village.ella.pk)]}
    assert form["ask_at"] == "07:00" and marte.post(url, form | {"ask_again": "on", "ask_at": ""}).status_code == 422
    assert marte.post(url, form | {"ask_again": "on", "ask_at": "6.30"}).status_code == 303
    question = MorningQuestion.objects.get()
    assert (question.guardian, question.hour, question.not_before) == (village.marte, time(6, 30), WEDNESDAY)
    assert question.notice == Absence.objects.get().notice


def test_it_is_asked_for_a_whole_day_alone_and_only_when_ticked(as_, village):
    marte, url = as_(village.marte), "/home/absence/"
    form = marte.form(url) | {"children": [str(village.ella.pk)]}
    part = {"how_long": "part", "from_time": "10", "to_time": "11", "ask_again": "on"}
    assert marte.post(url, form | part).status_code == marte.post(url, form).status_code == 303
    assert not MorningQuestion.objects.exists()


@pytest.mark.parametrize(("day", "hour", "minute", "is_asked"), [(24, 7, 5, 0), (25, 6, 59, 0), (25, 7, 0, 1)])
def test_the_guardian_is_asked_the_morning_after_at_that_hour(village, day, hour, minute, is_asked):
    ill(village.marte, village.ella)
    with at(hour, minute, day=day):
        go_round()
    assert asked() == ["Marte"] * is_asked


def test_only_who_wanted_it_is_asked_and_once(village):
    ill(village.marte, village.ella)
    with at(7, day=25):
        for _round in range(3):
            go_round()
    assert asked() == ["Marte"]


def test_what_leaves_says_nothing_of_the_child(village):
    now = {"added_at": clock.now(), "verified_at": clock.now()}
    ContactPoint.objects.create(person=village.marte, channel=Channel.EMAIL, address="m@example.no", **now)
    ill(village.marte, village.ella)
    with at(7, day=25):
        go_round()
    [sent] = mail.outbox
    assert sent.to == ["m@example.no"] and sent.subject == "Noe nytt i Ransel"
    assert not [word for word in ("Ella", "borte", "Fjellheim") if word in sent.subject + sent.body]


def test_a_day_that_is_closed_is_passed_over(village):
    ClosedDay.objects.create(municipality=village.fjordvik, day=WEDNESDAY, kindergarten=True)
    ill(village.marte, village.ella)
    with at(7, day=25):
        go_round()
        assert asked() == []
    with at(7, day=26):
        go_round()
        assert asked() == ["Marte"]


def test_nobody_is_asked_over_the_weekend_but_on_monday(village):
    ill(village.marte, village.ella, first=FRIDAY)
    for day, told in ((28, []), (29, []), (30, ["Marte"])):
        with at(8, day=day):
            go_round()
        assert asked() == told


def test_nobody_is_asked_on_a_day_that_is_told_of_but_on_the_next(village):
    ill(village.marte, village.ella)
    ill(village.henrik, village.ella, first=WEDNESDAY, ask_at=None)
    for day, told in ((25, []), (26, ["Marte"])):
        with at(8, day=day):
            go_round()
        assert asked() == told


@pytest.mark.parametrize("last_day", [TUESDAY, date(2026, 11, 23)])
def test_who_has_said_when_the_child_is_back_is_not_asked(village, last_day):
    absence = ill(village.marte, village.ella, last=FRIDAY)
    shorten_absence(by=Actor(village.henrik), absence=absence, last_day=last_day)
    with at(8, day=25):
        go_round()
    assert asked() == [] and MorningQuestion.objects.get().ended_by == village.henrik


def test_a_withdrawn_absence_asks_nothing_and_a_shorter_one_asks_sooner(village):
    withdraw_absence(by=Actor(village.marte), absence=ill(village.marte, village.ella))
    absence = ill(village.marte, village.sunniva, last=FRIDAY)
    shorten_absence(by=Actor(village.marte), absence=absence, last_day=WEDNESDAY)
    assert MorningQuestion.objects.waiting().get().not_before == THURSDAY


def test_a_child_who_has_come_is_asked_about_no_more(village):
    ill(village.marte, village.ella)
    with at(6, 30, day=25):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    for day in (25, 26):
        with at(8, day=day):
            go_round()
    assert asked() == []


def test_without_a_place_or_the_function_there_is_nothing_to_be_away_from(village):
    ill(village.marte, village.ella)
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.ABSENCE).update(guardians=Function.Use.READ)
    with at(8, day=25):
        go_round()
    assert asked() == []


def test_permission_is_asked_again(as_, village):
    ill(village.marte, village.ella)
    mine = Guardianship.objects.get(guardian=village.marte, child=village.ella)
    with at(7, day=25):
        each_time_round()
        set_block(by=Actor(village.leader, Strength.STRONG), guardianship=mine, reason="Vedtak")
        go_round()
        assert asked() == []
        with pytest.raises(Http404):
            away(village.marte, village.ella)


def test_the_notice_and_what_is_to_do_lead_to_one_question(as_, village):
    ill(village.marte, village.ella)
    url = f"/home/children/{village.ella.pk}/still-away/"
    with at(7, day=25):
        go_round()
        marte = as_(village.marte)
        assert url in marte.get("/me/notices/").text
        home = marte.get("/home/").text
        assert url in home and ASKED in home
        assert "Ja, borte i dag også" in marte.get(url).text
        assert url not in as_(village.henrik).get("/home/").text
        assert "Vi spør deg ikke om Ella nå" in as_(village.henrik).get(url).text


def test_yes_tells_of_today_with_the_days_before_and_asks_again_the_morning_after(as_, village):
    absence = ill(village.marte, village.ella)
    url = f"/home/children/{village.ella.pk}/still-away/"
    with at(7, day=25):
        go_round()
        marte = as_(village.marte)
        form = marte.form(url) | {"away": "yes"}
        assert marte.post(url, form).url == marte.post(url, form).url == "/home/"
        assert "Borte hele dagen: Lege eller tannlege" in marte.get("/home/").text
        assert ASKED not in marte.get("/home/").text
    today = Absence.objects.get(day=WEDNESDAY)
    assert today.notice == absence.notice and Receipt.objects.count() == 1
    assert AbsenceReport.objects.get(absence=today).reason == "appointment"
    waiting = MorningQuestion.objects.waiting().get()
    assert (waiting.hour, waiting.not_before, waiting.guardian) == (SEVEN, THURSDAY, village.marte)
    with at(7, day=26):
        go_round()
    assert asked() == ["Marte", "Marte"]


def test_no_ends_it(as_, village):
    ill(village.marte, village.ella)
    with at(7, day=25):
        go_round()
        away(village.marte, village.ella, yes=False)
        assert ASKED not in as_(village.marte).get("/home/").text
    with at(7, day=26):
        go_round()
    assert asked() == ["Marte"] and Absence.objects.count() == 1 and not MorningQuestion.objects.waiting().exists()


def test_without_an_answer_it_is_over_with_the_day(as_, village):
    ill(village.marte, village.ella)
    with at(7, day=25):
        go_round()
    with at(8, day=26):
        go_round()
        assert ASKED not in as_(village.marte).get("/home/").text
        away(village.marte, village.ella)
    assert asked() == ["Marte"] and Absence.objects.count() == 1


def test_another_guardian_has_answered_meanwhile(as_, village):
    ill(village.marte, village.ella)
    url = f"/home/children/{village.ella.pk}/still-away/"
    with at(7, day=25):
        go_round()
        ill(village.henrik, village.ella, first=WEDNESDAY, ask_at=None, reason="ill")
        marte = as_(village.marte)
        page = marte.get(url).text
        assert "Borte hele dagen: Syk" in page and "Du trenger ikke svare" in page and "<form" not in page
        assert ASKED not in marte.get("/home/").text
        away(village.marte, village.ella)
    assert AbsenceReport.objects.filter(absence__day=WEDNESDAY).get().reported_by == village.henrik


def test_the_child_is_here_already(as_, village):
    ill(village.marte, village.ella)
    with at(7, 5, day=25):
        go_round()
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        page = as_(village.marte).get(f"/home/children/{village.ella.pk}/still-away/").text
        assert "Ella kom 07:05. Du trenger ikke svare." in page and "<form" not in page
        away(village.marte, village.ella)
        assert not Absence.objects.standing().filter(day=WEDNESDAY).exists()


def test_told_twice_one_question_waits_and_the_last_hour_counts(village):
    ill(village.marte, village.ella)
    ill(village.marte, village.ella, ask_at=time(6))
    assert MorningQuestion.objects.waiting().get().hour == time(6)
    ill(village.henrik, village.ella)
    assert MorningQuestion.objects.waiting().count() == 2, "each guardian for themselves"


def test_a_round_with_nothing_due_is_one_statement_however_many_wait(village):
    people = Person.objects.bulk_create(Person(given_name=f"P{number}", family_name="X") for number in range(50))
    MorningQuestion.objects.bulk_create(
        MorningQuestion(
            child=village.ella,
            guardian=person,
            notice=village.ella.pk,
            hour=SEVEN,
            not_before=WEDNESDAY,
            said_at=clock.now(),
        )
        for person in people
    )
    from ransel.attendance.actions.morning import ask_due

    with CaptureQueriesContext(connection) as seen:
        assert ask_due() is False
    assert len(seen) == 1


def test_who_is_off_that_day_by_the_plan_is_not_asked(village):
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, {(1, 2): LONG}, starts=clock.today()))
    ill(village.marte, village.ella)
    with at(7, day=25):
        go_round()
        assert asked() == []

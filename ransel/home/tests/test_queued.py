"""What lay on a guardian's phone: each counts once, in any order and by whichever device; what is stale is refused."""

import json
from datetime import date, time
from uuid import uuid4

import pytest

from ransel.attendance.actions.absences import withdraw_absence
from ransel.attendance.models import Absence, AbsenceReport
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.core.models import Submission
from ransel.departure.models import DepartureDay
from ransel.home.queued.items import OLDEST
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment, Guardianship
from ransel.receipts.models import Receipt
from ransel.receipts.standing import standings
from ransel.supervision.models import DayNote
from ransel.units.models import Function, OpeningHours

URL = "/home/queued/"


@pytest.fixture
def marte(as_, village):
    return as_(village.marte)


def made(kind, hour, minute=0, *, day=24, **said):
    with at(hour, minute, day=day):
        return {"id": str(uuid4()), "kind": kind, "at": clock.now().isoformat(), "said": said}


def ill(child, hour=6, minute=0, *, day=24, **said):
    return made("absence", hour, minute, day=day, **{"children": [str(child.pk)], "reason": "ill"} | said)


def goes(child, way, time, hour=6, minute=0, *, day=24, **said):
    return made("leaving", hour, minute, day=day, child=str(child.pk), mode=way, at=time, **said)


def send(client, *items, hour=7, minute=2, day=24, now=None):
    with at(hour, minute, day=day):
        answer = client.post(URL, {"now": now or clock.now().isoformat(), "items": json.dumps(items)})
    assert answer.status_code == 200, answer.text
    said = answer.json()["items"]
    return [said[one["id"]] for one in items]


def whys(client, *items, **when):
    return [one["why"] if not one["sent"] else "sent" for one in send(client, *items, **when)]


def test_an_absence_that_waited_is_reported_as_with_network_and_counts_once(marte, village):
    item = ill(village.ella)
    first = send(marte, item)
    absence = Absence.objects.get()
    assert first == send(marte, item, hour=9) == send(marte, item, item, hour=10)[:1]
    assert first[0] == {"sent": True, "why": "", "said": "", "url": f"/home/absences/{absence.pk}/", "at": "07:02"}
    assert (absence.child, absence.day.day) == (village.ella, 24)
    assert AbsenceReport.objects.count() == Receipt.objects.count() == 1


def test_sent_after_the_hour_of_the_unit_it_is_marked_late_as_with_network(marte, village):
    send(marte, ill(village.ella, 6), hour=11)
    assert standings(receipt__about=Absence.objects.get().notice)[0].late


def test_today_is_the_day_on_which_it_was_made(marte, village):
    tomorrow, last_night = ill(village.ella, 22, day=23, when="tomorrow"), ill(village.sunniva, 22, day=23)
    assert whys(marte, tomorrow, last_night) == ["sent", "over"]
    assert [one.day.day for one in Absence.objects.all()] == [24]


def test_of_days_some_of_which_are_over_those_that_are_left_count_and_it_is_said(marte, village):
    days = {"when": "other", "first_day": "2026-11-23", "last_day": "2026-11-25"}
    answer = send(marte, ill(village.ella, 7, day=23, **days))[0]
    assert (answer["sent"], answer["why"]) == (True, "partly")
    assert sorted(one.day.day for one in Absence.objects.all()) == [24, 25]


def test_what_is_older_than_two_days_or_from_a_time_to_come_is_refused(marte, village):
    days = {"when": "other", "first_day": "2026-11-24", "last_day": "2026-11-24"}
    assert OLDEST.total_seconds() == 48 * 3600
    assert whys(marte, ill(village.ella, 7, 1, day=22, **days), ill(village.ella, 7, 3)) == ["old", "unsure"]
    assert whys(marte, ill(village.ella, 7, 2, day=22, **days)) == ["sent"]


def test_a_clock_that_is_wrong_is_put_right(marte, village):
    """It says 2019, and that it was half an hour ago."""
    item = ill(village.ella) | {"at": "2019-03-01T10:00:00+01:00"}
    assert whys(marte, item, now="2019-03-01T10:30:00+01:00") == ["sent"]
    assert Absence.objects.get().day.day == 24


def test_what_was_refused_stays_refused(marte, village):
    Function.objects.filter(name=Function.Name.ABSENCE).update(guardians=Function.Use.OFF)
    item = ill(village.ella)
    assert whys(marte, item) == ["unknown"]
    Function.objects.filter(name=Function.Name.ABSENCE).update(guardians=Function.Use.EDIT)
    assert whys(marte, item) == ["unknown"] and not Absence.objects.exists()


def test_a_right_that_ended_meanwhile_is_asked_for_when_it_is_sent(marte, village):
    item = ill(village.ella)
    Guardianship.objects.filter(guardian=village.marte, child=village.ella).update(ends="2026-11-23")
    assert whys(marte, item, ill(village.jonas)) == ["unknown", "unknown"]
    assert not Absence.objects.exists()


def test_an_absence_that_was_taken_back_since_does_not_come_again(marte, village):
    with at(6, 30):
        send(marte, ill(village.ella, 6, 10), hour=6, minute=30)
        withdraw_absence(by=Actor(village.henrik), absence=Absence.objects.get())
    assert whys(marte, ill(village.ella, 6, 20)) == ["later"]
    assert whys(marte, ill(village.ella, 6, 40)) == ["sent"]


def test_what_the_rules_refuse_is_said_once_in_words_and_kept_as_a_code(marte, village):
    item = ill(village.ella, when="other", first_day="2026-11-28", last_day="2026-11-28")
    first, again = send(marte, item)[0], send(marte, item)[0]
    assert "Ella" in first["said"] and not again["said"]
    assert first["why"] == again["why"] == "rules"
    assert "Ella" not in str(list(Submission.objects.values_list("answer", flat=True)))


def test_a_form_whose_answer_was_lost_is_not_done_again(marte, village):
    form = marte.form("/home/absence/") | {"children": [str(village.ella.pk)]}
    url = marte.post("/home/absence/", form).url
    withdraw_absence(by=Actor(village.marte), absence=Absence.objects.get())
    answer = send(marte, ill(village.ella) | {"id": form["submission"]}, hour=8)[0]
    assert (answer["sent"], answer["url"]) == (True, url)
    assert not Absence.objects.standing().exists()


def test_another_item_with_the_same_id_is_refused_and_changes_nothing(marte, village):
    item = ill(village.ella)
    assert whys(marte, item) == ["sent"]
    assert whys(marte, item | {"said": item["said"] | {"reason": "other"}}) == ["unread"]
    assert whys(marte, item) == ["sent"] and AbsenceReport.objects.get().reason == "ill"


def test_the_same_id_of_two_people_is_two_items(marte, as_, village):
    item = ill(village.ella)
    assert whys(marte, item) == whys(as_(village.henrik), item) == ["sent"]
    assert Absence.objects.count() == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_of_what_one_has_said_of_how_a_child_leaves_the_last_that_was_made_counts(marte, village, order):
    items = [goes(village.ella, "picked_up", f"{14 + one}:00", 6, one) for one in range(3)]
    for one in order:
        send(marte, items[one], items[one])
    last = DepartureDay.objects.order_by("number").last()
    assert last.at.hour == 16
    assert whys(marte, *items)[2] == "sent"


def test_who_fetches_is_the_sender_or_nobody_that_is_named(marte, village):
    assert whys(marte, goes(village.ella, "picked_up", "15:00", by="me")) == ["sent"]
    assert DepartureDay.objects.get().guardian == village.marte
    other = goes(village.ella, "picked_up", "15:30", by=f"guardian:{village.henrik.pk}")
    assert whys(marte, other) == ["unread"]


def test_what_another_has_said_stands_since_it_was_not_seen(marte, as_, village):
    assert whys(as_(village.henrik), goes(village.ella, "picked_up", "15:00", by="me")) == ["sent"]
    answer = send(marte, goes(village.ella, "picked_up", "16:00", by="me", hour=7))[0]
    assert answer["why"] == "rules" and "Henrik" in answer["said"]
    assert DepartureDay.objects.count() == 1


def test_a_way_home_whose_day_or_time_is_over_is_refused(marte, village):
    yesterday, noon = goes(village.ella, "picked_up", "15:00", day=23), goes(village.ella, "picked_up", "12:00")
    assert whys(marte, yesterday, noon, hour=12) == ["over", "over"] and not DepartureDay.objects.exists()


def test_a_day_note_of_what_can_be_chosen_is_sent_once_and_only_on_its_day(marte, village):
    note = made("note", 6, children=[str(village.ella.pk)], slept="badly")
    old = made("note", 22, day=23, children=[str(village.ella.pk)], slept="well")
    assert whys(marte, note, note, old) == ["sent", "sent", "over"]
    assert [one.slept for one in DayNote.objects.all()] == ["badly"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "message"},
        {"at": "2026-11-24T06:00:00"},
        {"at": 7},
        {"said": []},
        {"said": {"children": ["x"], "reason": "ill", "text": "she has a fever"}},
        {"said": {"children": "x", "reason": "ill"}},
        {"said": {"children": [{}], "reason": "ill"}},
        {"said": {"children": ["x"], "reason": "ill"}},
        {"said": {"children": [], "reason": "she has a fever"}},
        {"kind": "leaving", "said": {"child": "x", "mode": "picked_up"}},
        {"kind": "leaving", "said": {"child": str(uuid4()), "mode": "goes_with"}},
        {"kind": "note", "said": {"children": [], "text": "regnbukse"}},
        {"kind": "note", "said": {"children": [], "things": "missing"}},
    ],
)
def test_one_that_can_not_be_read_is_refused_by_itself_and_holds_up_no_other(marte, village, wrong):
    assert whys(marte, ill(village.ella) | wrong, ill(village.sunniva)) == ["unread", "sent"]


@pytest.mark.parametrize("items", ["", "[]", "{", "null", "[1]", '[{"id": "x"}]', "[" * 20_000, "x" * 70_000])
def test_what_is_no_batch_is_refused_plainly(marte, items, caplog):
    answer = marte.post(URL, {"now": clock.now().isoformat(), "items": items})
    assert answer.status_code == 400 and answer.json()["why"] and "refused" in caplog.text


def test_more_than_a_hundred_at_once_and_a_batch_without_its_clock_are_refused(marte, village):
    many = json.dumps([ill(village.ella) for _number in range(101)])
    assert marte.post(URL, {"now": clock.now().isoformat(), "items": many}).status_code == 400
    assert marte.post(URL, {"items": json.dumps([ill(village.ella)])}).status_code == 400
    assert marte.post(URL, {"items": "x" * 200_000}).status_code == 413
    assert not Absence.objects.exists()


def test_whose_login_is_over_is_sent_to_log_in_and_nothing_is_lost(client, village):
    answer = client.post(URL, {"now": clock.now().isoformat(), "items": json.dumps([ill(village.ella)])})
    assert answer.status_code == 303 and answer.url.startswith("/login/")


def test_no_name_and_no_id_of_a_child_comes_into_the_log(marte, village, caplog):
    send(marte, ill(village.jonas), ill(village.ella, when="other", first_day="2026-11-28"))
    assert "queued items refused" in caplog.text
    assert str(village.jonas.pk) not in caplog.text and "Ella" not in caplog.text


def test_a_child_in_two_places_leaves_the_one_that_sends_home_then_or_it_is_asked_about(marte, village):
    place = {"unit": village.fjellheim, "group": village.bikuben, "starts": date(2026, 11, 1)}
    Enrolment.objects.create(child=village.sunniva, **place)
    OpeningHours.objects.create(
        unit=village.fjellheim, weekday=2, opens=time(7), closes=time(14), starts=date(2026, 11, 1)
    )
    late, unsaid = goes(village.sunniva, "transport", "16:00"), goes(village.sunniva, "picked_up", "", by="me")
    answers = send(marte, late, unsaid)
    assert answers[0]["sent"] and DepartureDay.objects.get().unit == village.sfo_3.unit
    assert answers[1]["why"] == "rules" and "Sunniva" in answers[1]["said"]

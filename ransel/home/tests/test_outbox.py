"""Who is told, who is not, how it leaves, and that it leaves once."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.access.actions.guardians import confirm_guardian, set_block
from ransel.access.relations import guardian, guardianships_in_force
from ransel.attendance.actions.absences import report_absence
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.identity.actor import Actor, Strength
from ransel.notifications.actions import planning, results, sending
from ransel.notifications.models import Channel, ContactPoint, Delivery, Notice, Wish
from ransel.notifications.tasks import each_time_round
from ransel.people.models import Guardianship, Person

SEEN = {"ground": "parental_responsibility", "reason": "Utskrift fra Folkeregisteret"}


@pytest.fixture(autouse=True)
def nothing_announced(db):
    """What was announced while the village was read in is heard of already."""
    Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())


def strong(person):
    return Actor(person, Strength.STRONG)


def reachable(*people):
    for number, person in enumerate(people):
        now = {"added_at": clock.now(), "verified_at": clock.now()}
        ContactPoint.objects.create(person=person, channel=Channel.EMAIL, address=f"p{number}@example.no", **now)


def let_in(village):
    waiting = Guardianship.objects.get(guardian=village.unconfirmed, child=village.ella)
    confirm_guardian(by=strong(village.leader), guardianship=waiting, **SEEN)


def ill(village, by=None):
    days = {"first_day": clock.today(), "last_day": clock.today()}
    report_absence(by=strong(by or village.marte), children=[village.ella], reason="ill", **days)


def told():
    return sorted(Notice.objects.values_list("kind", "receiver__given_name"))


def test_those_already_there_hear_of_one_more_adult_and_the_new_one_is_sent_nothing(village):
    reachable(village.marte, village.henrik, village.unconfirmed)
    let_in(village)
    each_time_round()
    assert told() == [("guardianship.confirmed", name) for name in ("Henrik", "Marte")]
    assert sorted(one.to[0] for one in mail.outbox) == ["p0@example.no", "p1@example.no"]


def test_what_leaves_says_no_name_no_unit_and_no_reason(village):
    reachable(village.marte, village.henrik)
    let_in(village)
    each_time_round()
    ill(village)
    each_time_round()
    assert len(mail.outbox) == 3
    names = {word for person in Person.objects.all() for word in re.findall(r"\w{3,}", person.name)}
    secrets = names | {village.fjellheim.name, village.bikuben.name, "Folkeregisteret", "fravær", "syk", "tilgang"}
    for one in mail.outbox:
        text = f"{one.subject}\n{one.body}"
        assert not [word for word in secrets if re.search(rf"\b{re.escape(word)}\b", text)], text
        assert "Ransel" in one.subject and "http://localhost:8000/" in one.body


def test_the_other_guardians_are_told_of_an_absence_and_whoever_reported_it_is_not(village):
    ill(village)
    planning.plan()
    assert told() == [("absence.reported", "Henrik")]


def test_staff_report_and_both_guardians_hear(village):
    ill(village, by=village.siri)
    planning.plan()
    assert told() == [("absence.reported", "Henrik"), ("absence.reported", "Marte")]


def test_each_is_told_in_their_own_language(village):
    reachable(village.henrik, village.marte)
    Person.objects.filter(pk=village.henrik.pk).update(language="en")
    Person.objects.filter(pk=village.marte.pk).update(language="nn")
    let_in(village)
    each_time_round()
    assert {one.to[0]: one.subject for one in mail.outbox} == {
        "p0@example.no": "Something new in Ransel",
        "p1@example.no": "Noko nytt i Ransel",
    }


def test_permission_is_asked_again_when_it_is_sent_and_when_it_is_shown(as_, village):
    reachable(village.henrik)
    ill(village)
    planning.plan()
    assert "meldt fravær for Ella" in as_(village.henrik).get("/me/notices/").text
    henrik = Guardianship.objects.get(guardian=village.henrik, child=village.ella)
    set_block(by=strong(village.leader), guardianship=henrik, reason="Vedtak")
    each_time_round()
    assert mail.outbox == [] and Delivery.objects.get().dropped_at
    assert "Ella" not in as_(village.henrik).get("/me/notices/").text
    assert "1 nytt" not in as_(village.henrik).get("/me/").text


@pytest.mark.parametrize("who", ["blocked", "unconfirmed", "former", "stranger"])
def test_whoever_is_kept_out_is_never_told(village, who):
    person = getattr(village, who)
    reachable(person)
    for child in (village.ella, village.leon):
        days = {"first_day": clock.today(), "last_day": clock.today()}
        report_absence(by=strong(village.siri), children=[child], reason="ill", **days)
    each_time_round()
    assert not Notice.objects.filter(receiver=person).exists() and mail.outbox == []


def test_who_is_told_and_who_may_see_is_one_rule(village):
    pairs = set(guardianships_in_force(clock.today()).values_list("guardian", "child"))
    for person in Person.objects.all():
        theirs = set(guardian.holding(strong(person), clock.today()).values_list("child", flat=True))
        assert theirs == {child for who, child in pairs if who == person.pk}


def test_an_announcement_is_heard_once_and_a_notice_leaves_once(village):
    reachable(village.henrik)
    ill(village)
    each_time_round()
    each_time_round()
    assert Notice.objects.count() == 1 and len(mail.outbox) == 1
    assert not Announcement.objects.filter(taken_at=None).exists()


def test_what_died_between_begun_and_sent_is_not_sent_twice(village, monkeypatch):
    reachable(village.henrik)
    ill(village)
    planning.plan()

    def power_cut(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ransel.notifications.mail.tell", power_cut)
        with pytest.raises(KeyboardInterrupt):
            sending.send_due()
    assert Delivery.objects.get().begun_at
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        sending.send_due()
    assert mail.outbox == []


def test_what_the_server_does_not_take_is_tried_again_later_and_given_up_in_the_end(village, monkeypatch):
    reachable(village.henrik)
    ill(village)
    planning.plan()

    def refused(*_args, **_kwargs):
        raise ConnectionRefusedError

    now = clock.now()
    with monkeypatch.context() as patched:
        patched.setattr("ransel.notifications.mail.tell", refused)
        assert sending.send_due() == 1 and sending.send_due() == 0
        with clock.moved_to(now + timedelta(seconds=61), still=True):
            assert sending.send_due() == 1
        for day in range(1, 6):
            with clock.moved_to(now + timedelta(days=day), still=True):
                sending.send_due()
    delivery = Delivery.objects.get()
    assert delivery.dropped_at and delivery.attempts == results.MOST_ATTEMPTS


def test_whoever_wants_no_email_is_told_in_the_app_alone(village):
    reachable(village.henrik)
    Wish.objects.create(person=village.henrik, channel=Channel.EMAIL, how="off")
    ill(village)
    each_time_round()
    assert told() == [("absence.reported", "Henrik")] and mail.outbox == []


def test_what_was_seen_in_the_app_is_not_sent_afterwards(as_, village):
    reachable(village.henrik)
    ill(village)
    planning.plan()
    henrik = as_(village.henrik)
    assert "1 nytt" in henrik.get("/me/").text
    assert henrik.post("/me/notices/", henrik.form("/me/notices/")).status_code == 303
    sending.send_due()
    assert mail.outbox == [] and "1 nytt" not in henrik.get("/me/").text


def test_the_notices_page_takes_the_same_statements_for_one_and_for_forty(as_, village):
    henrik = as_(village.henrik)
    counts = []
    for number in (1, 40):
        told = {"receiver": village.henrik, "child": village.ella, "kind": "absence.reported", "at": clock.now()}
        Notice.objects.bulk_create(Notice(announcement=uuid4(), **told) for _ in range(number))
        with CaptureQueriesContext(connection) as seen:
            henrik.get("/me/notices/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 8

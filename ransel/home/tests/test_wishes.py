"""Who wants what by which channel, and when: the narrowest wish counts, and what cannot wait passes all but "never"."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.http import Http404

from conftest import TUESDAY_MORNING
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.home.tests.pushing import all_sent, device_of, push_service
from ransel.identity.actor import Actor
from ransel.notifications.actions import planning
from ransel.notifications.actions.wishing import choose_hours, wish
from ransel.notifications.kinds import kinds, subjects
from ransel.notifications.models import Channel, ContactPoint, Delivery, How, Notice, Wish

ORDINARY, URGENT = "absence.reported", "unaccounted.asked"


@pytest.fixture(autouse=True)
def nothing_announced(db):
    Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())


@pytest.fixture
def texts(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    return lambda: [file.read_text() for file in sorted(tmp_path.glob("*.sms"))]


def reached(person, *channels):
    now = {"added_at": clock.now(), "verified_at": clock.now()}
    for channel in channels or (Channel.EMAIL,):
        address = "m@example.no" if channel == Channel.EMAIL else "+4790000001"
        ContactPoint.objects.create(person=person, channel=channel, address=address, **now)


def told(person, child, kind=ORDINARY):
    notice = Notice.objects.create(receiver=person, child=child, kind=kind, announcement=uuid4(), at=clock.now())
    planning._deliver([notice])
    return {one.channel: one.due_at for one in notice.deliveries.all()}


def say(person, child=None, **said):
    """said: how, by channel, of everything; or by channel__subject."""
    wish(by=Actor(person), child=child, said={(*key.split("__"), "")[:2]: how for key, how in said.items()})


def at(hour, minute=0, days=0):
    return clock.moved_to((TUESDAY_MORNING + timedelta(days=days)).replace(hour=hour, minute=minute), still=True)


def moment(hour, minute=0, days=0):
    return (TUESDAY_MORNING + timedelta(days=days)).replace(hour=hour, minute=minute)


def test_every_kind_has_a_subject_that_can_be_wished_for():
    assert {kind.subject.name for kind in kinds().values()} == {one.name for one in subjects()}
    assert all(len(one.name) <= Wish._meta.get_field("subject").max_length for one in subjects())


def test_nobody_has_said_anything_and_is_told_at_once_and_by_text_only_of_what_cannot_wait(village):
    reached(village.marte, Channel.EMAIL, Channel.PHONE)
    assert set(told(village.marte, village.ella)) == {"email"}
    assert set(told(village.marte, village.ella, URGENT)) == {"email", "phone"}


def test_where_no_texts_can_be_sent_none_is_planned(village, settings):
    settings.SMS_SENDER = ""
    reached(village.marte, Channel.PHONE)
    assert told(village.marte, village.ella, URGENT) == {}


def test_a_text_says_the_same_fixed_words_and_leaves_once(village, texts):
    reached(village.marte, Channel.PHONE)
    told(village.marte, village.ella, URGENT)
    all_sent()
    all_sent()
    (text,) = texts()
    assert text.startswith("+4790000001\n") and "Ella" not in text and "Ransel" in text


def test_the_narrowest_wish_counts_and_one_for_the_child_before_one_for_the_subject(village):
    reached(village.marte)
    say(village.marte, email=How.OFF)
    assert told(village.marte, village.ella) == {}
    say(village.marte, email__absence=How.AT_ONCE)
    assert set(told(village.marte, village.ella)) == {"email"}
    say(village.marte, village.ella, email=How.OFF)
    assert told(village.marte, village.ella) == {} and set(told(village.marte, village.sunniva)) == {"email"}
    say(village.marte, village.ella, email__absence=How.AT_ONCE)
    assert set(told(village.marte, village.ella)) == {"email"}


def test_a_wish_taken_back_is_as_is_said_more_widely(village):
    reached(village.marte)
    say(village.marte, email__absence=How.OFF)
    say(village.marte, email__absence="")
    assert set(told(village.marte, village.ella)) == {"email"} and not Wish.objects.exists()


def test_never_is_never_and_only_what_cannot_wait_is_that_alone(village):
    reached(village.marte)
    say(village.marte, email=How.OFF)
    assert told(village.marte, village.ella, URGENT) == {}
    say(village.marte, email=How.URGENT)
    assert told(village.marte, village.ella) == {} and set(told(village.marte, village.ella, URGENT)) == {"email"}


def test_nobody_wishes_for_a_child_that_is_not_theirs(village):
    with pytest.raises(Http404):
        say(village.marte, village.sara, email=How.OFF)
    assert not Wish.objects.exists()


def test_at_night_it_waits_until_morning_and_what_cannot_wait_does_not(village):
    reached(village.marte)
    with at(23):
        assert told(village.marte, village.ella) == {"email": moment(6, 30, days=1)}
        assert told(village.marte, village.ella, URGENT) == {"email": clock.now()}


def test_ones_own_quiet_hours_count_and_none_are_none(village):
    reached(village.marte)
    choose_hours(by=Actor(village.marte), quiet_from=time(6), quiet_until=time(9), digest_at=time(16, 30))
    assert told(village.marte, village.ella) == {"email": moment(9)}
    choose_hours(by=Actor(village.marte), quiet_from=None, quiet_until=None, digest_at=time(16, 30))
    with at(23):
        assert told(village.marte, village.ella) == {"email": clock.now()}


@pytest.mark.parametrize("hours", [(time(21), None), (None, time(6)), (time(6), time(6))])
def test_quiet_hours_have_two_ends(village, hours):
    with pytest.raises(Refused):
        choose_hours(by=Actor(village.marte), quiet_from=hours[0], quiet_until=hours[1], digest_at=time(16, 30))


def test_once_a_day_is_one_email_for_all_of_it_at_ones_hour(village):
    reached(village.marte)
    say(village.marte, email=How.DIGEST)
    choose_hours(by=Actor(village.marte), quiet_from=time(21), quiet_until=time(6), digest_at=time(18))
    for child in (village.ella, village.sunniva, village.ella):
        assert told(village.marte, child) == {"email": moment(18)}
    all_sent()
    assert mail.outbox == []
    with at(18):
        all_sent()
    assert len(mail.outbox) == 1 and Delivery.objects.exclude(sent_at=None).count() == 3


def test_an_email_waits_where_a_push_comes_at_once_and_is_dropped_if_that_was_seen(village):
    reached(village.marte)
    with push_service() as service:
        phone = device_of(village.marte, service.address)
        due = told(village.marte, village.ella)
        assert due["push"] == clock.now() and due["email"] == clock.now() + timedelta(minutes=10)
        all_sent()
        assert len(phone.taken_from(service)) == 1 and mail.outbox == []
    Notice.objects.update(seen_at=clock.now())
    with at(8):
        all_sent()
    assert mail.outbox == []


def test_an_email_comes_after_ten_minutes_where_nobody_has_seen_the_push(village):
    reached(village.marte)
    with push_service() as service:
        device_of(village.marte, service.address)
        told(village.marte, village.ella)
        all_sent()
    with clock.moved_to(clock.now() + timedelta(minutes=10), still=True):
        all_sent()
    assert len(mail.outbox) == 1


def test_what_cannot_wait_does_not_wait_for_a_push_to_be_seen(village):
    reached(village.marte)
    device_of(village.marte, "http://127.0.0.1:9")
    assert told(village.marte, village.ella, URGENT) == {"push": clock.now(), "email": clock.now()}


@pytest.mark.parametrize("why", ["the device fails", "pushes are not wanted"])
def test_an_email_does_not_wait_for_a_push_that_does_not_come(village, why):
    reached(village.marte)
    device_of(village.marte, "http://127.0.0.1:9", failed_at=clock.now() if why == "the device fails" else None)
    if why == "pushes are not wanted":
        say(village.marte, push=How.OFF)
    assert told(village.marte, village.ella)["email"] == clock.now()


def test_whoever_chose_to_be_told_only_in_the_app_gets_no_email_of_anything(village):
    """As their choice was kept before there were wishes: see the migration."""
    Wish.objects.create(person=village.henrik, channel="email", how="off")
    reached(village.henrik)
    assert told(village.henrik, village.ella) == {} == told(village.henrik, village.ella, URGENT)


def test_planning_takes_the_same_statements_for_one_and_for_forty(village, django_assert_num_queries):
    reached(village.marte)
    for number in (1, 40):
        of = {"receiver": village.marte, "child": village.ella, "kind": ORDINARY, "at": clock.now()}
        notices = Notice.objects.bulk_create(Notice(announcement=uuid4(), **of) for _ in range(number))
        with django_assert_num_queries(5):
            planning._deliver(notices)

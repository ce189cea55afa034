"""Who gets a letter, of what and when; and that nobody gets two of the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.audit.models import Event
from ransel.core import clock
from ransel.notifications.kinds import kinds
from ransel.notifications.letters.actions.printing import plan_letters
from ransel.notifications.letters.rows import Letter
from ransel.notifications.models import Channel, ContactPoint, PushDevice
from ransel.people.models import Block, Enrolment, Guardianship, Person


def reached(person, channel=Channel.EMAIL, **columns):
    now = {"added_at": clock.now(), "verified_at": clock.now()}
    return ContactPoint.objects.create(person=person, channel=channel, address="x@example.no", **now | columns)


def letters():
    return sorted(Letter.objects.values_list("receiver__given_name", "child__person__given_name"))


def test_a_guardian_who_is_reached_by_nothing_gets_a_letter_from_the_childs_unit(village, told):
    told(village.henrik, village.ella)
    assert plan_letters() == 1
    letter = Letter.objects.get()
    assert (letter.receiver, letter.child, letter.unit) == (village.henrik, village.ella, village.fjellheim)
    assert letter.kind == "guardianship.confirmed" and not letter.made_at and len(letter.code) == 8
    assert Event.objects.filter(what="letter.planned", about=f"letter:{letter.pk}").count() == 1


def test_it_is_planned_when_three_days_have_passed_and_not_a_second_before(village, told):
    notice = told(village.henrik, village.ella)
    notice.at += timedelta(seconds=1)
    notice.save()
    assert plan_letters() == 0
    notice.at -= timedelta(seconds=1)
    notice.save()
    assert plan_letters() == 1


def test_who_has_a_device_that_takes_notices_gets_none_and_whose_device_is_silent_does(village, told):
    said = {"endpoint": "https://fcm.googleapis.com/x", "host": "fcm.googleapis.com", "p256dh": "x", "auth": "x"}
    device = PushDevice.objects.create(person=village.henrik, name="x", made_at=clock.now(), **said)
    told(village.henrik, village.ella)
    assert plan_letters() == 0
    device.failed_at = clock.now() - timedelta(days=30)
    device.save()
    assert plan_letters() == 1


def test_what_is_no_longer_shown_in_ransel_is_not_written_of(village, told):
    told(village.henrik, village.ella, days=60)
    assert plan_letters() == 0
    told(village.henrik, village.ella, days=59)
    assert plan_letters() == 1


def test_who_uses_an_e_mail_address_gets_none_and_who_only_said_one_does(village, told):
    reached(village.henrik)
    reached(village.marte, verified_at=None)
    for person in (village.henrik, village.marte):
        told(person, village.ella)
    plan_letters()
    assert letters() == [("Marte", "Ella")]


def test_an_address_that_was_removed_reaches_nobody(village, told):
    reached(village.henrik, ended_at=clock.now())
    told(village.henrik, village.ella)
    assert plan_letters() == 1


def test_a_telephone_reaches_only_where_texts_are_sent(village, told, settings):
    reached(village.henrik, Channel.PHONE)
    told(village.henrik, village.ella)
    assert plan_letters() == 0
    settings.SMS_SENDER = ""
    assert plan_letters() == 1


def test_what_was_seen_is_not_written_of(village, told):
    told(village.henrik, village.ella, seen_at=clock.now())
    assert plan_letters() == 0


def test_only_what_is_urgent_or_formal_goes_on_paper(village, told):
    everyday = {what for what, kind in kinds().items() if not kind.urgent and not kind.formal}
    assert {"absence.reported", "stay_plan.sent", "pickup_person.added"} <= everyday
    for what in sorted(everyday):
        told(village.henrik, village.ella, kind=what)
    assert plan_letters() == 0
    for what in ("unaccounted.asked", "residence.proposed", "holiday.opened"):
        Letter.objects.all().delete()
        told(village.henrik, village.ella, kind=what)
        assert plan_letters() == 1, what


def test_many_notices_of_one_child_are_one_letter_and_of_two_children_two(village, told):
    for _ in range(3):
        told(village.henrik, village.ella)
    told(village.henrik, village.sunniva)
    assert plan_letters() == 2
    assert letters() == [("Henrik", "Ella"), ("Henrik", "Sunniva")]


def test_a_notice_is_written_of_once_whatever_became_of_the_letter(village, told):
    told(village.henrik, village.ella)
    plan_letters()
    assert plan_letters() == 0
    now = clock.now()
    for state in ({"made_at": now}, {"sent_at": now}, {"sent_at": None, "dropped_at": now, "reason": "told"}):
        Letter.objects.update(**state)
        assert plan_letters() == 0


def test_something_new_afterwards_is_another_letter(village, told):
    told(village.henrik, village.ella)
    plan_letters()
    Letter.objects.update(sent_at=clock.now())
    with clock.moved_to(clock.now() + timedelta(days=4), still=True):
        told(village.henrik, village.ella)
        assert plan_letters() == 1
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("who", ["blocked", "unconfirmed", "former", "stranger", "siri"])
def test_whoever_is_kept_out_gets_none_even_of_what_they_were_once_told(village, told, who):
    for child in (village.ella, village.leon):
        told(getattr(village, who), child)
    assert plan_letters() == 0


def test_a_guardian_blocked_after_they_were_told_gets_none(village, told):
    told(village.henrik, village.ella)
    set_by = {"set_by": village.leader, "set_at": clock.now()}
    Block.objects.create(person=village.henrik, child=village.ella, reason="Vedtak", **set_by)
    assert plan_letters() == 0


def test_of_a_child_without_a_place_there_is_no_unit_to_write(village, told):
    told(village.henrik, village.ella)
    Enrolment.objects.filter(child=village.ella).update(ends=clock.today() - timedelta(days=1))
    assert plan_letters() == 0


def test_a_child_with_two_places_is_written_of_by_one_unit(village, told):
    told(village.henrik, village.sunniva)
    assert plan_letters() == 1
    assert Letter.objects.get().unit in (village.nordvik, village.nordvik_sfo)


def test_planning_takes_the_same_statements_at_any_number(village, told):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            plan_letters()
        return len(asked)

    told(village.henrik, village.ella)
    few = statements()
    people = Person.objects.bulk_create(Person(given_name=f"Voksen {n}", family_name="Vik") for n in range(40))
    confirmed = {"confirmed_by": village.leader, "confirmed_at": clock.now(), "starts": clock.today()}
    for person in people:
        Guardianship.objects.create(
            guardian=person, child=village.ella, ground=Guardianship.Ground.PARENTAL_RESPONSIBILITY, **confirmed
        )
        told(person, village.ella)
    assert statements() == few and Letter.objects.count() == 41

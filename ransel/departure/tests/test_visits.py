"""A child goes home with another: one family makes a code, the other enters it, and either ends it for both."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from ransel.attendance.actions.presence import check_in_all
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Announcement, Topic
from ransel.core.writing import Refused
from ransel.departure.actions.door import let_go
from ransel.departure.actions.leaving import say_leaving
from ransel.departure.actions.visits import end_visit, make_visit, take_visit
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.day import UNSAID
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.leaving.words import told
from ransel.departure.models import DepartureDay, DepartureMode, Handover, Visit
from ransel.departure.tests.test_fetchers import add
from ransel.departure.tests.test_leaving import at
from ransel.departure.visits.code import code_of
from ransel.departure.visits.reading import guests_of, visits_of
from ransel.identity.actor import Actor
from ransel.people.models import Block
from ransel.receipts.models import Receipt
from ransel.receipts.standing import standings

pytestmark = pytest.mark.usefixtures("english")
TUESDAY = date(2026, 11, 24)
PICKED_UP = DepartureMode.PICKED_UP


def make(village, person=None, child=None, day=TUESDAY, hour=9):
    with at(hour):
        return make_visit(
            by=Actor(person or village.amina), child=child or village.leon, unit=village.fjellheim.pk, day=day
        )


def take(village, code, person=None, child=None, day=TUESDAY, hour=10, known=None):
    child = child or village.ella
    known = leaving(village, child, day).mark if known is None else known
    with at(hour):
        by = Actor(person or village.marte)
        return take_visit(by=by, child=child, unit=village.fjellheim.pk, day=day, code=code, known=known)


def leaving(village, child=None, day=TUESDAY):
    child = child or village.ella
    return leaving_of([child.pk], day, day).get((child.pk, village.fjellheim.pk, day), UNSAID)


def say(village, wish, hour=9):
    with at(hour):
        say_leaving(by=Actor(village.marte), asked={(village.ella.pk, village.fjellheim.pk, TUESDAY): wish})


def refused(village, code, **said):
    with pytest.raises(Refused) as no:
        take(village, code, **said)
    assert not Visit.objects.exclude(guest=None).exists() and not DepartureDay.objects.exists()
    return no.value


def code(visit):
    return code_of(visit.pk)


def test_the_guest_goes_home_with_the_host_and_both_families_and_staff_see_it(village):
    visit = make(village)
    version = Topic.raised(village.bikuben.reference)
    take(village, code(visit))
    assert told(leaving(village)) == "Goes home with Leon"
    assert guests_of([village.leon.pk], TUESDAY, village.fjellheim.pk) == {village.leon.pk: ["Ella"]}
    (host,), (guest,) = (visits_of(child, TUESDAY, village.fjellheim.pk) for child in (village.leon, village.ella))
    assert (host.words, guest.words) == ("Ella comes along home", "Goes home with Leon")
    assert Topic.raised(village.bikuben.reference) > version
    told_of = Announcement.objects.filter(what="visit.taken").values_list("about", flat=True)
    assert set(told_of) == {village.ella.reference, village.leon.reference}


def test_a_code_is_found_however_it_is_written_and_is_not_kept(village):
    visit = make(village)
    assert code(visit).replace(" ", "") not in str(Visit.objects.values().get())
    take(village, f"  {code(visit).lower().replace(' ', '-')} ")
    assert leaving(village).mode is DepartureMode.GOES_WITH


def test_one_code_waits_at_a_time(village):
    assert make(village) == make(village) and Visit.objects.count() == 1


def test_ended_by_either_both_leave_as_was_said_before(village):
    say(village, Wish(PICKED_UP, time(15, 30), fetcher=f"guardian:{village.henrik.pk}"))
    visit = make(village)
    for person in (village.amina, village.henrik):
        visit = make(village, hour=9)
        taken = take(village, code(visit))
        with at(11):
            for _tap in range(2):
                end_visit(by=Actor(person), visit=taken)
        assert told(leaving(village)) == "Picked up by Henrik 15:30"
        assert guests_of([village.leon.pk], TUESDAY, village.fjellheim.pk) == {}
    assert Event.objects.filter(what="visit.ended").count() == 2


def test_who_then_leaves_otherwise_goes_home_with_nobody(village):
    take(village, code(make(village)))
    say(village, Wish(PICKED_UP, time(15, 30), known=leaving(village).mark), hour=11)
    assert told(leaving(village)) == "Picked up 15:30"
    assert guests_of([village.leon.pk], TUESDAY, village.fjellheim.pk) == {}
    assert Visit.objects.get().ended_by == village.marte


@pytest.mark.parametrize("wrong", ["", "AAAA AAAA", "x" * 500, "' OR 1=1"])
def test_another_code_opens_nothing(village, wrong):
    make(village)
    assert refused(village, wrong).per_item == {"code": "No such code here this day. Look at each sign."}


def test_a_code_is_for_its_day_its_unit_and_another_child(village):
    visit = make(village)
    assert "code" in refused(village, code(visit), day=TUESDAY + timedelta(days=1)).per_item
    assert "code" in refused(village, code(visit), person=village.amina, child=village.leon).per_item
    with at(10), pytest.raises(Refused):
        take_visit(
            by=Actor(village.marte),
            child=village.sunniva,
            unit=village.nordvik_sfo.pk,
            day=TUESDAY,
            code=code(visit),
            known=UNSAID.mark,
        )


def test_a_code_that_was_used_or_ended_opens_nothing_for_others(village):
    visit = make(village)
    with at(9):
        end_visit(by=Actor(village.amina), visit=visit)
    assert "code" in refused(village, code(visit)).per_item


def test_somebody_kept_from_the_guest_who_is_near_the_host_keeps_it_from_being_used(village):
    visit = make(village)
    blocked = {"child": village.ella, "reason": "x", "set_by": village.leader, "set_at": clock.now()}
    block = Block.objects.create(person=village.amina, **blocked)
    assert refused(village, code(visit)).reason == "This can not be put in here. Talk with the unit."
    block.delete()
    add(village.amina, village.leon, name=village.siri.name)
    Block.objects.create(person=village.siri, **blocked)
    assert refused(village, code(visit)).reason == "This can not be put in here. Talk with the unit."


@pytest.mark.parametrize("who", ["amina", "marte"])
def test_where_an_address_is_protected_families_talk_with_the_unit(village, who):
    visit = make(village)
    person = getattr(village, who)
    person.protection = 1
    person.save()
    assert refused(village, code(visit)).reason == "This can not be put in here. Talk with the unit."


def test_what_another_guardian_said_meanwhile_is_shown_and_not_written_over(village):
    visit = make(village)
    known = leaving(village).mark
    with at(9):
        wish = Wish(PICKED_UP, time(15, 30))
        say_leaving(by=Actor(village.henrik), asked={(village.ella.pk, village.fjellheim.pk, TUESDAY): wish})
    with pytest.raises(Refused, match="Henrik Aasen changed it meanwhile"):
        take(village, code(visit), known=known)
    assert told(leaving(village)) == "Picked up 15:30" and Visit.objects.get().guest is None


def test_after_the_units_hour_staff_must_see_it_and_that_it_is_called_off(village):
    taken = take(village, code(make(village)), hour=13)
    receipt = Receipt.objects.get()
    assert receipt.child == village.ella
    with at(13, 30):
        end_visit(by=Actor(village.marte), visit=taken)
    assert standings(receipt=receipt)[0].withdrawn


def test_at_the_door_one_tap_is_as_agreed(village):
    take(village, code(make(village)))
    with at(8):
        check_in_all(by=Actor(village.siri), children=[village.ella], group=village.bikuben)
    with at(15):
        let_go(by=Actor(village.siri), children=[village.ella], unit=village.fjellheim)
    assert (Handover.objects.get().mode, Handover.objects.get().as_agreed) == (DepartureMode.GOES_WITH, True)


def test_nobody_makes_takes_or_ends_one_for_the_child_of_others(village):
    visit = make(village)
    for person in (village.marte, village.siri, village.stranger):
        with pytest.raises((Http404, PermissionDenied)):
            make(village, person)
    for person in (village.amina, village.siri, village.stranger):
        with pytest.raises((Http404, PermissionDenied)):
            take(village, code(visit), person)
    for person in (village.marte, village.siri, village.stranger):
        with at(9), pytest.raises(Http404):
            end_visit(by=Actor(person), visit=visit)


def test_a_day_without_a_place_takes_no_code(village):
    with pytest.raises(Refused, match="Leon is not there this day"):
        make(village, day=date(2026, 11, 28))
    with pytest.raises(Refused, match="This day is over"):
        make(village, day=date(2026, 11, 23))


def test_the_database_itself_keeps_visits_whole(village):
    visit = make(village)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(guest=village.leon, taken_by=village.marte, taken_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(guest=village.ella)

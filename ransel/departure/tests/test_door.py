"""Children go home: one tap as agreed; otherwise somebody has looked at it first, and a guardian knows."""

from datetime import date, datetime, time

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from ransel.attendance.actions.presence import check_in_all, undo
from ransel.attendance.models import CheckOut
from ransel.core.dates import OSLO
from ransel.core.writing import Refused
from ransel.departure.actions.door import NotYet, let_go, let_go_with
from ransel.departure.actions.leaving import say_leaving
from ransel.departure.door.judging import Going
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.day import UNSAID
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.models import DepartureMode, Handover
from ransel.departure.tests.test_fetchers import add
from ransel.departure.tests.test_leaving import at
from ransel.identity.actor import Actor
from ransel.people.models import Block, Child, Enrolment, Person
from ransel.receipts.actions import acknowledge
from ransel.receipts.models import Receipt
from ransel.units.models import Function

pytestmark = pytest.mark.usefixtures("english")
TUESDAY = date(2026, 11, 24)
PICKED_UP, WALKS, DECIDES, BUS = (
    DepartureMode.PICKED_UP,
    DepartureMode.WALKS_HOME,
    DepartureMode.CHILD_DECIDES,
    DepartureMode.TRANSPORT,
)


def come(village, *children):
    for child in children or (village.ella,):
        place = child.enrolments.get(unit__kind__in=("kindergarten", "after_school"))
        with at(8):
            check_in_all(by=leader_of(village, place.unit), children=[child], group=place.group)


def leader_of(village, unit):
    return Actor(village.siri if unit == village.fjellheim else village.sfo)


def agree(village, child, wish, hour=9):
    place = child.enrolments.get(unit__kind__in=("kindergarten", "after_school"))
    with at(hour):
        say_leaving(by=Actor(village.marte), asked={(child.pk, place.unit_id, TUESDAY): wish})


def leon_by_amina(village):
    """Somebody is kept from Leon: it is always said who fetches him."""
    wish = Wish(PICKED_UP, fetcher=f"guardian:{village.amina.pk}")
    with at(9):
        say_leaving(by=Actor(village.amina), asked={(village.leon.pk, village.fjellheim.pk, TUESDAY): wish})


def mark(child, unit):
    return leaving_of([child.pk], TUESDAY, TUESDAY).get((child.pk, unit.pk, TUESDAY), UNSAID).mark


def tap(village, child=None, hour=15, minute=30):
    with at(hour, minute):
        child = child or village.ella
        unit = child.enrolments.get(unit__kind__in=("kindergarten", "after_school")).unit
        return let_go(by=leader_of(village, unit), children=[child], unit=unit)


def go_with(village, child=None, hour=15, minute=30, **going):
    child = child or village.ella
    unit = child.enrolments.get(unit__kind__in=("kindergarten", "after_school")).unit
    said = {"mode": PICKED_UP, "known": mark(child, unit)} | going
    with at(hour, minute):
        return let_go_with(by=leader_of(village, unit), child=child, unit=unit, going=Going(**said))


def refused(village, child=None, **said):
    with pytest.raises(Refused) as no:
        go_with(village, child, **said)
    assert not CheckOut.objects.exists()
    return no.value.per_item


def by_henrik(village):
    return Wish(PICKED_UP, time(15, 30), fetcher=f"guardian:{village.henrik.pk}")


def test_one_tap_is_as_agreed_and_who_fetched_is_kept(village):
    come(village)
    agree(village, village.ella, by_henrik(village))
    left = tap(village)[village.ella.pk]
    assert (left.handover.guardian, left.handover.mode, left.handover.as_agreed) == (village.henrik, PICKED_UP, True)
    assert tap(village)[village.ella.pk] == left and Handover.objects.count() == 1


def test_in_kindergarten_one_tap_is_enough_where_nobody_has_said_how(village):
    come(village)
    tap(village)
    kept = Handover.objects.get()
    assert (kept.mode, kept.guardian, kept.as_agreed) == ("", None, True)


def test_after_school_nobody_goes_before_somebody_has_said_how(village):
    come(village, village.sunniva)
    with pytest.raises(NotYet, match="Nobody has said how Sunniva leaves today"):
        tap(village, village.sunniva)
    assert not CheckOut.objects.exists()


def test_a_change_of_today_is_looked_at_before_the_child_goes_unless_somebody_has_seen_it(village):
    come(village)
    agree(village, village.ella, by_henrik(village))
    agree(village, village.ella, Wish(PICKED_UP, time(14), known=mark(village.ella, village.fjellheim)), hour=13)
    with pytest.raises(NotYet, match="How Ella leaves was changed today"):
        tap(village)
    with at(13, 30):
        acknowledge(by=Actor(village.siri), receipt=Receipt.objects.get(subject="departure"))
    assert tap(village)


def test_who_was_to_pick_up_and_may_no_more_keeps_the_child_here(village):
    come(village)
    agree(village, village.ella, by_henrik(village))
    Block.objects.create(
        person=village.henrik, child=village.ella, reason="x", set_by=village.leader, set_at=datetime.now(OSLO)
    )
    with pytest.raises(NotYet, match="Who was to pick up may do so no more"):
        tap(village)
    assert refused(village, fetcher=f"guardian:{village.henrik.pk}") == {
        "going": "Choose somebody who may fetch this day."
    }
    why = refused(village, name="henrik  AASEN", spoken_with=village.marte.pk)
    assert why == {"going": "Ella can not go with henrik  AASEN."}


@pytest.mark.parametrize(("minute", "goes"), [(49, False), (50, True)])
def test_who_goes_alone_does_not_go_long_before_its_time(village, minute, goes):
    come(village, village.sunniva)
    agree(village, village.sunniva, Wish(WALKS, time(15)))
    if goes:
        tap(village, village.sunniva, 14, minute)
        assert Handover.objects.get().mode == WALKS
        return
    with pytest.raises(NotYet, match="Agreed: Walks home 15:00"):
        tap(village, village.sunniva, 14, minute)
    why = refused(village, village.sunniva, mode=WALKS, hour=14, minute=minute)
    assert why == {"spoken_with": "Sunniva can not go yet. Ring a guardian first, and say here whom."}
    go_with(village, village.sunniva, 14, minute, mode=WALKS, spoken_with=village.marte.pk)
    assert Handover.objects.get().spoken_with == village.marte


def test_one_who_has_to_be_looked_at_keeps_the_others_here_and_is_named(village):
    come(village, village.ella, village.leon)
    leon_by_amina(village)
    agree(village, village.ella, by_henrik(village))
    agree(village, village.ella, Wish(PICKED_UP, time(14), known=mark(village.ella, village.fjellheim)), hour=13)
    with at(15), pytest.raises(NotYet) as no:
        let_go(by=Actor(village.siri), children=[village.ella, village.leon], unit=village.fjellheim)
    assert set(no.value.per_item) == {village.ella.pk} and not CheckOut.objects.exists()


def test_another_guardian_or_somebody_on_the_list_may_fetch_and_it_is_not_as_agreed(village):
    come(village)
    person = add(village.marte, village.ella)[0]
    agree(village, village.ella, by_henrik(village))
    go_with(village, fetcher=f"guardian:{village.marte.pk}")
    with at(15, 35):
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    go_with(village, fetcher=f"person:{person.pk}", minute=40)
    marte, bjorg = Handover.objects.order_by("check_out__at")
    assert (marte.guardian, marte.as_agreed) == (village.marte, False)
    assert (bjorg.pickup_person, bjorg.as_agreed) == (person, False)


def test_picked_up_by_one_of_them_is_as_agreed_whichever_it_is(village):
    come(village)
    agree(village, village.ella, Wish(PICKED_UP, time(15, 30)))
    go_with(village, fetcher=f"guardian:{village.henrik.pk}")
    assert Handover.objects.get().as_agreed


def test_somebody_on_no_list_fetches_once_a_guardian_has_said_so(village):
    come(village)
    needs = {"spoken_with": "Ella can not go yet. Ring a guardian first, and say here whom."}
    assert refused(village, name="Rolf Aasen") == needs
    assert refused(village, name="Rolf Aasen", spoken_with=village.stranger.pk) == needs
    assert refused(village) == {"name": "Write who picks up."}
    go_with(village, name="Rolf Aasen", spoken_with=village.henrik.pk)
    kept = Handover.objects.get()
    assert (kept.name, kept.spoken_with, kept.as_agreed) == ("Rolf Aasen", village.henrik, False)


def test_a_person_of_another_child_or_of_another_day_is_no_choice(village):
    come(village)
    other = add(village.amina, village.leon)[0]
    over = add(village.marte, village.ella, starts=date(2026, 11, 25), ends=date(2026, 11, 26))[0]
    for person in (other, over):
        assert "going" in refused(village, fetcher=f"person:{person.pk}")


def test_what_changed_while_the_page_was_open_is_looked_at_again(village):
    come(village)
    known = mark(village.ella, village.fjellheim)
    agree(village, village.ella, by_henrik(village))
    why = refused(village, fetcher=f"guardian:{village.marte.pk}", known=known)
    assert why == {"going": "It was changed while you looked. Look again."}


def test_the_bus_is_no_way_home_where_it_was_not_agreed_unless_somebody_asked(village):
    come(village, village.sunniva)
    agree(village, village.sunniva, Wish(WALKS, time(15)))
    assert "spoken_with" in refused(village, village.sunniva, mode=BUS)
    go_with(village, village.sunniva, mode=BUS, spoken_with=village.marte.pk)
    assert (Handover.objects.get().mode, Handover.objects.get().as_agreed) == (BUS, False)


def test_a_unit_that_does_not_use_departures_only_checks_out(village):
    Function.objects.filter(unit=village.fjellheim, name="departure").update(staff=False)
    come(village)
    tap(village)
    assert CheckOut.objects.count() == 1 and not Handover.objects.exists()


def test_nobody_else_lets_a_child_go(village):
    come(village)
    for person in (village.marte, village.other_group, village.stranger):
        with at(15), pytest.raises(Http404):
            let_go(by=Actor(person), children=[village.ella], unit=village.fjellheim)
        with at(15), pytest.raises(Http404):
            let_go_with(by=Actor(person), child=village.ella, unit=village.fjellheim, going=Going(PICKED_UP, name="X"))


def test_the_database_itself_lets_no_stranger_fetch_unasked(village):
    come(village)
    left = tap(village)[village.ella.pk]
    Handover.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(check_out=left, mode=PICKED_UP, as_agreed=False, name="Rolf")
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(check_out=left, mode=WALKS, as_agreed=False, guardian=village.marte)


@pytest.mark.parametrize("many", [20, 90])
def test_a_whole_department_goes_home_in_one_act(village, many, django_assert_max_num_queries):
    people = Person.objects.bulk_create(
        Person(given_name=f"B{number}", birth_date=date(2023, 1, 1)) for number in range(many)
    )
    more = Child.objects.bulk_create(Child(person=person) for person in people)
    place = {"unit": village.fjellheim, "group": village.bikuben, "starts": TUESDAY}
    Enrolment.objects.bulk_create(Enrolment(child=child, **place) for child in more)
    person = add(village.marte, village.ella)[0]
    agree(village, village.ella, Wish(PICKED_UP, time(15, 30), fetcher=f"person:{person.pk}"))
    leon_by_amina(village)
    children = list(Child.objects.filter(enrolments__group=village.bikuben).select_related("person"))
    with at(8):
        check_in_all(by=Actor(village.siri), children=children, group=village.bikuben)
    with at(16), django_assert_max_num_queries(15):
        let_go(by=Actor(village.siri), children=children, unit=village.fjellheim)
    assert Handover.objects.count() == len(children) > many

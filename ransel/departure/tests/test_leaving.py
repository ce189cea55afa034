"""How a child leaves: said by a guardian for a day, the last counts, and nobody's word is written over unseen."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from ransel.access.actions.residence import answer, propose
from ransel.attendance.actions.presence import check_in, check_out
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.departure.actions.leaving import say_leaving
from ransel.departure.actions.pickup import end_pickup_person
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.leaving.words import told
from ransel.departure.models import DepartureDay, DepartureMode
from ransel.departure.tests.test_fetchers import add
from ransel.identity.actor import Actor
from ransel.people.models import Block
from ransel.people.rota import week_about
from ransel.receipts.actions import acknowledge
from ransel.receipts.models import Receipt, Subject
from ransel.units.models import ClosedDay, Function

pytestmark = pytest.mark.usefixtures("english")
TUESDAY, WEDNESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 28)
PICKED_UP, WALKS, DECIDES = DepartureMode.PICKED_UP, DepartureMode.WALKS_HOME, DepartureMode.CHILD_DECIDES
OSLO = ZoneInfo("Europe/Oslo")


def at(hour, minute=0):
    return clock.moved_to(datetime(2026, 11, 24, hour, minute, tzinfo=OSLO), still=True)


def say(person, child, unit, wish, *days):
    asked = {(child.pk, unit.pk, day): wish for day in days or [WEDNESDAY]}
    return say_leaving(by=Actor(person), asked=asked)


def refused(person, child, unit, wish, day=WEDNESDAY):
    before = DepartureDay.objects.count()
    with pytest.raises(Refused) as no:
        say(person, child, unit, wish, day)
    assert DepartureDay.objects.count() == before
    return no.value.per_item[child.pk, unit.pk, day]


def leaving(child, unit, day=WEDNESDAY):
    return leaving_of([child.pk], day, day)[child.pk, unit.pk, day]


def by(person):
    return Wish(PICKED_UP, time(15, 30), fetcher=f"guardian:{person.pk}")


def test_a_guardian_says_who_picks_up_and_when(village):
    assert say(village.marte, village.ella, village.fjellheim, by(village.henrik)) == {}
    assert told(leaving(village.ella, village.fjellheim)) == "Picked up by Henrik 15:30"
    assert Event.objects.filter(what="leaving.said").count() == 1
    assert Announcement.objects.get(what="leaving.said").about == village.ella.reference


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(WALKS, time(15)), "Walks home 15:00"),
        (Wish(DECIDES, time(14), time(15, 30)), "Goes when it likes, 14:00\N{EN DASH}15:30"),
        (Wish(DepartureMode.TRANSPORT, time(14, 30)), "Bus or taxi 14:30"),
        (Wish(PICKED_UP), "Picked up"),
    ],
)
def test_it_leaves_in_one_of_four_ways(village, wish, words):
    say(village.marte, village.sunniva, village.nordvik_sfo, wish)
    assert told(leaving(village.sunniva, village.nordvik_sfo)) == words


@pytest.mark.parametrize("mode", [WALKS, DECIDES])
def test_nobody_walks_home_alone_from_a_kindergarten(village, mode):
    said = refused(village.marte, village.ella, village.fjellheim, Wish(mode, time(14), time(15)))
    assert said == "Children are picked up from Fjellheim barnehage."


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(WALKS), "Choose when."),
        (Wish(DECIDES, time(14)), "Choose from when to when."),
        (Wish(DECIDES, time(15), time(14)), "It must end after it begins."),
        (Wish(WALKS, time(14, 10)), "every 30 minutes"),
        (Wish(WALKS, time(22)), "every 30 minutes"),
        (Wish(PICKED_UP, time(14, 10)), "every 30 minutes"),
        (Wish(PICKED_UP, fetcher="guardian:nobody"), "may fetch"),
    ],
)
def test_what_can_not_be_is_said(village, wish, words):
    assert words in refused(village.marte, village.sunniva, village.nordvik_sfo, wish)


def test_a_day_that_is_over_or_closed_or_at_no_place_is_refused(village):
    where = (village.marte, village.ella, village.fjellheim, Wish(PICKED_UP))
    assert "over" in refused(*where, day=TUESDAY - clock.DAY)
    assert "not there" in refused(*where, day=SATURDAY)
    ClosedDay.objects.create(municipality=village.fjellheim.municipality, day=WEDNESDAY, kindergarten=True)
    assert "not there" in refused(*where)
    assert "not there" in refused(village.marte, village.ella, village.solbakken, Wish(PICKED_UP))


def test_of_several_days_those_that_can_be_are_saved(village):
    wrong = say(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP), WEDNESDAY, SATURDAY)
    assert list(wrong) == [(village.ella.pk, village.fjellheim.pk, SATURDAY)]
    assert DepartureDay.objects.get().day == WEDNESDAY


def test_said_twice_it_is_said_once_and_the_last_of_two_counts(village):
    for _again in range(2):
        say(village.marte, village.ella, village.fjellheim, by(village.henrik))
    assert DepartureDay.objects.count() == 1
    say(village.henrik, village.ella, village.fjellheim, Wish(PICKED_UP, known="1."))
    assert DepartureDay.objects.count() == 2 and leaving(village.ella, village.fjellheim).who == ""


def test_of_two_at_once_the_second_is_told_of_the_first(village):
    say(village.marte, village.ella, village.fjellheim, by(village.henrik))
    said = refused(village.henrik, village.ella, village.fjellheim, Wish(PICKED_UP, time(14, 10)))
    assert said == "Marte Solheim-Aasen changed it meanwhile: Picked up by Henrik 15:30. Yours is not saved."


def test_who_has_left_leaves_no_more(village):
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(15):
        check_out(by=Actor(village.siri), child=village.ella)
        said = refused(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP), day=TUESDAY)
    assert said == "Ella has left today."


def test_who_came_back_leaves_again(village):
    siri = Actor(village.siri)
    check_in(by=siri, child=village.ella, group=village.bikuben)
    with at(10):
        check_out(by=siri, child=village.ella)
    with at(11):
        check_in(by=siri, child=village.ella, group=village.bikuben)
        assert say(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP), TUESDAY) == {}


def test_the_word_of_somebody_kept_from_the_child_counts_no_more_and_locks_nobody_out(village):
    say(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP, time(15)))
    say(village.henrik, village.ella, village.fjellheim, Wish(PICKED_UP, time(13), known="1."))
    kept = {"child": village.ella, "set_by": village.leader, "set_at": clock.now(), "reason": "Vedtak"}
    Block.objects.create(person=village.henrik, **kept)
    assert told(leaving(village.ella, village.fjellheim)) == "Picked up 15:00"
    village.marte.protection = 1
    village.marte.save()
    assert say(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP, time(14))) == {}
    assert told(leaving(village.ella, village.fjellheim)) == "Picked up 14:00"


def test_only_guardians_say_it_where_the_unit_takes_it(village):
    for person in (village.stranger, village.former, village.unconfirmed, village.siri):
        with pytest.raises(Http404):
            say(person, village.ella, village.fjellheim, Wish(PICKED_UP))
    Function.objects.filter(name="departure", unit=village.nordvik_sfo).update(guardians=Function.Use.READ)
    with pytest.raises(Http404):
        say(village.marte, village.sunniva, village.nordvik_sfo, Wish(PICKED_UP))
    assert "not there" in refused(village.marte, village.ella, village.nordvik_sfo, Wish(PICKED_UP))


def test_somebody_named_picks_up_on_days_when_they_may(village):
    [bjorg] = add(village.marte, village.ella, ends=WEDNESDAY)
    wish = Wish(PICKED_UP, fetcher=f"person:{bjorg.pk}")
    say(village.marte, village.ella, village.fjellheim, wish)
    assert leaving(village.ella, village.fjellheim).who == "Bjørg Solheim"
    thursday = WEDNESDAY + clock.DAY
    assert "may fetch" in refused(village.marte, village.ella, village.fjellheim, wish, day=thursday)
    end_pickup_person(by=Actor(village.marte), pickup_person=bjorg)
    now = leaving(village.ella, village.fjellheim)
    assert (now.who, now.fetcher, now.withdrawn) == ("", "", True), "and is not named any more"


def test_whoever_is_kept_from_a_child_is_neither_chosen_nor_shown(village):
    [bjorg] = add(village.marte, village.ella)
    say(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP, fetcher=f"person:{bjorg.pk}"))
    say(village.marte, village.ella, village.fjellheim, by(village.henrik), TUESDAY)
    kept = {"child": village.ella, "set_by": village.leader, "set_at": clock.now(), "reason": "Vedtak"}
    Block.objects.create(person=village.henrik, **kept)
    assert (leaving(village.ella, village.fjellheim, TUESDAY).who, leaving(village.ella, village.fjellheim).who) == (
        "",
        "Bjørg Solheim",
    )
    assert "may fetch" in refused(village.marte, village.ella, village.fjellheim, by(village.henrik))
    village.stranger.given_name, village.stranger.family_name = "Bjørg", "Solheim"
    village.stranger.save()
    Block.objects.create(person=village.stranger, **kept)
    assert leaving(village.ella, village.fjellheim).withdrawn, "nor somebody of the same name"


def test_said_after_the_hour_of_today_somebody_must_see_it_and_both_are_shown(village):
    with at(11, 59):
        say(village.marte, village.ella, village.fjellheim, by(village.henrik), TUESDAY)
    assert not Receipt.objects.exists()
    with at(12):
        say(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP, known="1."), TUESDAY)
        say(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP), WEDNESDAY)
    receipt = Receipt.objects.get(subject=Subject.DEPARTURE)
    now = leaving(village.ella, village.fjellheim, TUESDAY)
    assert now.before and told(now.before) == "Picked up by Henrik 15:30"
    acknowledge(by=Actor(village.siri), receipt=receipt)
    assert leaving(village.ella, village.fjellheim, TUESDAY).before is None


def test_the_day_of_the_other_home_is_the_other_homes(village):
    monday = date(2026, 11, 30)
    homes = week_about(village.marte.pk, village.henrik.pk, 1)
    pattern = propose(by=Actor(village.marte), child=village.ella, starts=monday, homes=homes)
    answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    assert "with Marte" in refused(village.henrik, village.ella, village.fjellheim, Wish(PICKED_UP), day=monday)
    assert say(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP), monday) == {}


def test_where_an_address_is_protected_another_guardian_is_told_nothing(village):
    say(village.marte, village.ella, village.fjellheim, by(village.marte))
    village.marte.protection = 1
    village.marte.save()
    said = refused(village.henrik, village.ella, village.fjellheim, Wish(PICKED_UP))
    assert said == "Another guardian has said it. Ring the unit."


def test_the_database_keeps_no_row_that_says_two_things(village):
    of = {"child": village.ella, "unit": village.fjellheim, "day": WEDNESDAY, "number": 1, "notice": village.ella.pk}
    of |= {"sent_by": village.marte, "sent_at": clock.now()}
    for wrong in (
        {"mode": WALKS, "at": None},
        {"mode": WALKS, "at": time(14), "guardian": village.henrik},
        {"mode": DECIDES, "at": time(14)},
        {"mode": PICKED_UP, "until": time(14)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DepartureDay.objects.create(**of | wrong)


def test_a_time_that_is_over_is_not_taken_for_today(village):
    late = Wish(PICKED_UP, time(15), fetcher=f"guardian:{village.marte.pk}")
    with at(15, 31):
        said = refused(village.marte, village.ella, village.fjellheim, late, TUESDAY)
    assert said == "That time is over. Choose a later one."


def test_somebody_else_may_fetch_though_the_time_that_stands_is_over(village):
    with at(9):
        say(village.marte, village.ella, village.fjellheim, by(village.marte), TUESDAY)
    with at(15, 40):
        say(village.marte, village.ella, village.fjellheim, by(village.henrik), TUESDAY)
        assert leaving(village.ella, village.fjellheim, TUESDAY).who == "Henrik"

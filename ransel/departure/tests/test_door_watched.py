"""What is watched at the door: words that count no more, other units, children without guardians, and told times."""

from datetime import date, datetime, time, timedelta

import pytest

from ransel.attendance.actions.presence import check_in, check_out, undo
from ransel.attendance.models import CheckIn, CheckOut
from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.core.writing import Refused
from ransel.departure.actions.door import NotYet, let_go, let_go_with
from ransel.departure.actions.leaving import say_leaving
from ransel.departure.actions.pickup import add_pickup_person
from ransel.departure.door.fetchers import who_may_fetch
from ransel.departure.door.judging import Going
from ransel.departure.leaving.checking import Wish
from ransel.departure.models import DepartureMode, DeparturePlan, DepartureWeekday, Handover
from ransel.departure.models.pickup import folded
from ransel.departure.passes.code import digits_of
from ransel.departure.passes.reading import passes_waiting
from ransel.departure.tests.test_door import agree, come, go_with, mark, refused, tap
from ransel.departure.tests.test_fetchers import BJORG, add
from ransel.departure.tests.test_leaving import at
from ransel.departure.tests.test_passes import make
from ransel.departure.who import fetched_by
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Block, Guardianship, Post, Role

pytestmark = pytest.mark.usefixtures("english")
TUESDAY = date(2026, 11, 24)
PICKED_UP, WALKS = DepartureMode.PICKED_UP, DepartureMode.WALKS_HOME


def block(village, person, child=None):
    said = {"reason": "x", "set_by": village.leader, "set_at": clock.now()}
    Block.objects.create(person=person, child=child or village.ella, **said)


def says(person, child, unit, wish, hour=9):
    with at(hour):
        say_leaving(by=Actor(person), asked={(child.pk, unit.pk, TUESDAY): wish})


@pytest.mark.parametrize("named", [True, False])
def test_who_said_that_they_fetch_and_is_kept_away_since_is_not_fetching(village, named):
    come(village)
    fetcher = f"guardian:{village.henrik.pk}" if named else ""
    says(village.henrik, village.ella, village.fjellheim, Wish(PICKED_UP, fetcher=fetcher))
    block(village, village.henrik)
    with pytest.raises(NotYet, match="may do so no more"):
        tap(village)
    go_with(village, fetcher=f"guardian:{village.marte.pk}")
    assert Handover.objects.get().guardian == village.marte


def test_so_it_is_where_only_his_plan_said_it(village):
    come(village)
    said = {"starts": TUESDAY, "ends": TUESDAY, "number": 1, "weeks": 1, "sent_at": clock.now()}
    plan = DeparturePlan.objects.create(child=village.ella, unit=village.fjellheim, sent_by=village.henrik, **said)
    DepartureWeekday.objects.create(plan=plan, week=1, weekday=2, mode=PICKED_UP, guardian=village.henrik)
    block(village, village.henrik)
    with pytest.raises(NotYet, match="Say with whom Ella goes"):
        tap(village)


def test_of_a_child_somebody_is_kept_from_it_is_always_said_with_whom(village):
    come(village, village.leon)
    with pytest.raises(NotYet, match="Say with whom Leon goes"):
        tap(village, village.leon)
    says(village.amina, village.leon, village.fjellheim, Wish(PICKED_UP))
    with pytest.raises(NotYet, match="Say with whom Leon goes"):
        tap(village, village.leon)
    says(village.amina, village.leon, village.fjellheim, Wish(PICKED_UP, fetcher=f"guardian:{village.amina.pk}"), 10)
    assert tap(village, village.leon)


@pytest.mark.parametrize("how", ["blocked", "former"])
def test_a_pass_and_a_person_of_who_has_no_say_any_more_open_nothing(village, how):
    come(village)
    one = make(village, village.henrik)
    person = add(village.henrik, village.ella)[0]
    says(village.marte, village.ella, village.fjellheim, Wish(PICKED_UP, fetcher=f"person:{person.pk}"), 11)
    if how == "blocked":
        block(village, village.henrik)
    else:
        Guardianship.objects.filter(guardian=village.henrik).update(ends=TUESDAY - timedelta(days=1))
    with pytest.raises(NotYet, match="may do so no more"):
        tap(village)
    assert passes_waiting([village.ella.pk], village.fjellheim.pk) == {}
    assert who_may_fetch([village.ella.pk], village.fjellheim.pk)[village.ella.pk].people == {}
    assert "going" in refused(village, fetcher=f"person:{person.pk}")
    assert "going" in refused(village, pickup_pass=one.pk)
    assert [one.name for one in fetched_by(Actor(village.marte), [village.ella])[0].people] == []


def test_a_name_is_the_same_however_its_letters_are_put_together(village):
    assert folded("Per \u00c5as") == folded("Per A\u030aas")
    village.henrik.given_name, village.henrik.family_name = "Per", "\u00c5as"
    village.henrik.save()
    block(village, village.henrik)
    with pytest.raises(Refused):
        add_pickup_person(
            by=Actor(village.marte, Strength.STRONG),
            children=[village.ella],
            **BJORG | {"name": "Per A\u030aas"},
            starts=TUESDAY,
            ends=None,
            is_of_age=True,
        )


def test_who_is_here_in_another_unit_is_let_go_by_nobody_else(village):
    come(village, village.sunniva)
    agree(village, village.sunniva, Wish(WALKS, time(16)))
    going = Going(WALKS, known=mark(village.sunniva, village.nordvik))
    said = {"unit": village.nordvik, "by": Actor(village.teacher)}
    with at(13, 30), pytest.raises(Refused, match="Sunniva is checked in at Nordvik SFO"):
        let_go(children=[village.sunniva], **said)
    with at(13, 30), pytest.raises(Refused, match="Sunniva is checked in at Nordvik SFO"):
        let_go_with(child=village.sunniva, going=going, **said)
    with at(13, 30):
        undo(by=Actor(village.teacher), child=village.sunniva, group=village.class_3b)
    assert not CheckOut.objects.exists() and CheckIn.objects.standing().count() == 1


def test_who_comes_to_after_school_has_left_school(village):
    with at(8):
        check_in(by=Actor(village.teacher), child=village.sunniva, group=village.class_3b)
    with at(13):
        check_in(by=Actor(village.sfo), child=village.sunniva, group=village.sfo_3)
    left = CheckOut.objects.get()
    assert left.check_in.unit == village.nordvik and left.by == village.sfo
    assert CheckIn.objects.standing().get(check_outs=None).unit == village.nordvik_sfo
    with at(13, 1), pytest.raises(Refused, match="Sunniva is checked in at Nordvik SFO"):
        undo(by=Actor(village.teacher), child=village.sunniva, group=village.class_3b)


def test_for_a_child_without_guardians_the_leader_decides(village):
    come(village, village.sunniva)
    Guardianship.objects.filter(child=village.sunniva).update(ends=TUESDAY - timedelta(days=1))
    leads = {"unit": village.nordvik_sfo, "municipality": village.fjordvik, "role": Role.LEADER, "starts": TUESDAY}
    post = Post.objects.create(person=village.leader, **leads)
    assert "spoken_with" in refused(village, village.sunniva, name="Barnevernet")
    go_with(village, village.sunniva, name="Barnevernet", spoken_with=village.leader.pk)
    assert Handover.objects.get().spoken_with == village.leader
    with at(15, 31):
        undo(by=Actor(village.sfo), child=village.sunniva, group=village.sfo_3)
    post.delete()
    go_with(village, village.sunniva, name="Barnevernet", minute=32)  # nobody leads it
    assert Handover.objects.latest("check_out__at").spoken_with == village.sfo


def test_a_told_time_is_the_time_that_is_judged(village):
    come(village, village.sunniva)
    agree(village, village.sunniva, Wish(WALKS, time(15)))
    one = datetime.combine(TUESDAY, time(13), OSLO)
    with at(15, 5), pytest.raises(NotYet, match="too early"):
        let_go(by=Actor(village.sfo), children=[village.sunniva], unit=village.nordvik_sfo, at=one)


def test_a_pass_that_was_used_in_its_hours_may_be_written_afterwards(village):
    come(village)
    one = make(village)
    going = Going(PICKED_UP, pickup_pass=one.pk, code=digits_of(one), known=mark(village.ella, village.fjellheim))
    with at(16, 5):
        moment = datetime.combine(TUESDAY, time(15, 55), OSLO)
        let_go_with(by=Actor(village.siri), child=village.ella, unit=village.fjellheim, going=going, at=moment)
    assert Handover.objects.get().pickup_pass == one


def test_tapped_at_the_last_second_of_the_hour_a_pass_still_works(village):
    come(village)
    one = make(village)
    going = Going(PICKED_UP, pickup_pass=one.pk, code=digits_of(one), known=mark(village.ella, village.fjellheim))
    with clock.moved_to(datetime.combine(TUESDAY, time(16, 0, 59), OSLO), still=True):
        assert let_go_with(by=Actor(village.siri), child=village.ella, unit=village.fjellheim, going=going)


def test_who_was_undone_in_between_is_here_whatever_came_after(village):
    with at(7):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(15):
        check_out(by=Actor(village.siri), child=village.ella)
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        assert tap(village)[village.ella.pk].undone_at is None

"""Whose day it is: who may propose, answer, withdraw, end and register; and what the rota then says."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import Http404

from ransel.access.actions import residence as actions
from ransel.access.homes import homes_of
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.identity.actor import Actor, Strength
from ransel.people.actions import set_block_on
from ransel.people.models import Child, Guardianship, Person, ResidencePattern
from ransel.people.rota import week_about

MONDAY, DAY = date(2026, 11, 30), timedelta(days=1)
A_WEEK, A_DAY = 7 * DAY, DAY


@pytest.fixture
def about(village):
    """Every other week, Marte first."""
    return week_about(village.marte.pk, village.henrik.pk, 1)


def propose(village, homes, *, by=None, child=None, starts=MONDAY):
    return actions.propose(by=Actor(by or village.marte), child=child or village.ella, starts=starts, homes=homes)


def agreed(village, homes, **more):
    pattern = propose(village, homes, **more)
    actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    return pattern


def home(child, day):
    return homes_of([child], day, day)[child.pk, day]


def said(what, child):
    return Announcement.objects.filter(what=what, about=child.reference).count()


def moved(day):
    return clock.moved_to(datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/Oslo")), still=True)


def test_a_proposal_says_nothing_before_the_other_has_accepted(village, about):
    pattern = propose(village, about)
    assert home(village.ella, MONDAY) is None
    actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    assert home(village.ella, MONDAY) == village.marte
    assert home(village.ella, MONDAY + A_WEEK) == village.henrik
    assert home(village.ella, MONDAY - DAY) is None, "not before it begins"
    assert home(village.sunniva, MONDAY) is None, "each child has its own"
    assert said("residence.proposed", village.ella) == said("residence.accepted", village.ella) == 1
    assert Event.objects.filter(about=pattern.reference).count() == 2


def test_declined_it_says_nothing_and_another_can_be_proposed(village, about):
    pattern = propose(village, about)
    actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=False, reason="Jeg jobber den uka")
    assert home(village.ella, MONDAY) is None and pattern.answer.reason == "Jeg jobber den uka"
    assert said("residence.declined", village.ella) == 1
    propose(village, about)


def test_the_first_answer_decides(village, about):
    pattern = agreed(village, about)
    for answer in (True, False):
        with pytest.raises(Refused, match="svart"):
            actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=answer)
    with pytest.raises(Refused, match="svart"):
        actions.withdraw(by=Actor(village.marte), pattern=pattern)


@pytest.mark.parametrize("person", ["marte", "unconfirmed", "former", "amina", "leader", "siri"])
def test_nobody_but_the_others_named_in_it_can_answer(village, about, person):
    pattern = propose(village, about)
    with pytest.raises(Http404):
        actions.answer(by=Actor(getattr(village, person), Strength.STRONG), pattern=pattern, accepted=True)


def test_who_proposed_it_withdraws_it_and_nobody_else(village, about):
    pattern = propose(village, about)
    with pytest.raises(Http404):
        actions.withdraw(by=Actor(village.henrik), pattern=pattern)
    actions.withdraw(by=Actor(village.marte), pattern=pattern)
    assert Event.objects.filter(what="residence.withdrawn", about=pattern.reference).exists()
    propose(village, about, by=village.henrik)


def test_one_proposal_waits_at_a_time(village, about):
    propose(village, about)
    with pytest.raises(Refused, match="besvares eller trekkes"):
        propose(village, about, by=village.henrik)
    propose(village, about, child=village.sunniva)


@pytest.mark.parametrize("starts", [date(2026, 12, 1), date(2026, 11, 23)])
def test_it_begins_on_a_monday_to_come(village, about, starts):
    with pytest.raises(Refused, match="mandag"):
        propose(village, about, starts=starts)


def test_every_day_is_filled_with_two_guardians_of_the_child(village, about):
    marte, henrik, roger = village.marte.pk, village.henrik.pk, village.unconfirmed.pk
    for wrong in ([[marte] * 6 + [None]], [], [[marte] * 5 + [henrik]], [[marte] * 7], [[marte] * 6 + [roger]]):
        with pytest.raises(Refused):
            propose(village, wrong)
    assert not ResidencePattern.objects.exists()


@pytest.mark.parametrize("person", ["unconfirmed", "former", "amina", "siri", "leader", "stranger"])
def test_only_who_has_parental_responsibility_can_propose(village, about, person):
    with pytest.raises(Http404):
        propose(village, about, by=getattr(village, person))


def test_a_foster_parent_does_not_propose(village, about):
    Guardianship.objects.filter(guardian=village.marte).update(ground="foster_placement")
    with pytest.raises(Http404):
        propose(village, about)


def test_the_agreement_made_last_counts_from_its_own_first_day(village, about):
    agreed(village, about)
    agreed(village, about[::-1], starts=MONDAY + 2 * A_WEEK)
    assert home(village.ella, MONDAY + A_WEEK) == village.henrik
    assert home(village.ella, MONDAY + 2 * A_WEEK) == village.henrik, "by the first it was Marte's"


def test_what_is_agreed_late_changes_no_day_that_has_been(village, about):
    pattern = propose(village, about)
    with moved(MONDAY + 2 * DAY):
        actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    assert [home(village.ella, MONDAY + n * DAY) for n in (1, 2)] == [None, village.marte]


def test_ended_from_a_monday_no_earlier_agreement_comes_back(village, about):
    agreed(village, about)
    pattern = agreed(village, about[::-1], starts=MONDAY + A_WEEK)
    monday = MONDAY + 3 * A_WEEK
    actions.end(by=Actor(village.henrik), pattern=pattern, monday=monday)
    assert home(village.ella, monday - DAY) and home(village.ella, monday) is None
    assert said("residence.ended", village.ella) == 1
    with pytest.raises(Refused, match="avsluttet"):
        actions.end(by=Actor(village.henrik), pattern=pattern, monday=monday)


@pytest.mark.parametrize("monday", [MONDAY, MONDAY + DAY, date(2026, 11, 23)])
def test_it_ends_from_a_monday_after_its_first(village, about, monday):
    with pytest.raises(Refused, match="mandag"):
        actions.end(by=Actor(village.marte), pattern=agreed(village, about), monday=monday)


def test_who_is_not_named_does_not_end_it(village, about):
    for person in (village.amina, village.former, village.siri):
        with pytest.raises(Http404):
            actions.end(by=Actor(person), pattern=agreed(village, about, child=_fresh(village)), monday=MONDAY + A_WEEK)


def _fresh(village):
    """Whichever of the siblings has none yet."""
    return Child.objects.filter(guardianships__guardian=village.marte, residence_patterns=None).first()


def test_who_is_no_longer_a_guardian_takes_the_rota_with_them(village, about):
    agreed(village, about)
    last = MONDAY + 3 * DAY
    Guardianship.objects.filter(guardian=village.henrik, child=village.ella).update(ends=last)
    days = homes_of([village.ella], MONDAY, MONDAY + A_WEEK)
    assert days[village.ella.pk, last] == village.marte and days[village.ella.pk, last + DAY] is None


def test_a_block_takes_the_rota_away_and_closes_it_to_the_one_blocked(village, about):
    pattern = propose(village, about)
    set_block_on(by=Actor(village.leader), child=village.ella, person=village.henrik, reason="Vedtak")
    with pytest.raises(Http404):
        actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    with pytest.raises(Http404):
        propose(village, about, by=village.henrik)


def test_a_block_on_one_in_an_accepted_rota_empties_its_days(village, about):
    agreed(village, about)
    set_block_on(by=Actor(village.leader), child=village.ella, person=village.henrik, reason="Vedtak")
    assert home(village.ella, MONDAY) is None


def test_nobody_says_yes_to_a_home_that_is_closed_since(village, about):
    pattern = propose(village, about)
    Guardianship.objects.filter(guardian=village.marte, child=village.ella).update(ends=clock.today() - DAY)
    with pytest.raises(Refused, match="ikke foresatt lenger"):
        actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=False)


@pytest.mark.parametrize("protected", ["child", "henrik", "marte"])
def test_where_an_address_is_protected_there_is_no_such_thing(village, about, protected):
    pattern = agreed(village, about)
    waits = propose(village, about)
    who = village.ella.person if protected == "child" else getattr(village, protected)
    Person.objects.filter(pk=who.pk).update(protection=1)
    henrik, solveig = Actor(village.henrik), Actor(village.leader, Strength.STRONG)
    for act in (
        lambda: propose(village, about),
        lambda: actions.answer(by=henrik, pattern=waits, accepted=True),
        lambda: actions.withdraw(by=Actor(village.marte), pattern=waits),
        lambda: actions.end(by=henrik, pattern=pattern, monday=MONDAY + A_WEEK),
        lambda: actions.register(by=solveig, child=village.ella, starts=MONDAY, homes=about, reason="Avtale"),
    ):
        with pytest.raises(Http404):
            act()


def test_what_the_office_registers_counts_at_once_and_declines_what_waits(village, about):
    waits = propose(village, about)
    register = {"child": village.ella, "starts": MONDAY, "homes": about[::-1], "reason": "Avtale av 3. november"}
    with pytest.raises(Http404):
        actions.register(by=Actor(village.leader), **register)
    actions.register(by=Actor(village.leader, Strength.STRONG), **register)
    assert home(village.ella, MONDAY) == village.henrik
    waits.refresh_from_db()
    assert not waits.answer.accepted
    for person in (village.other_unit, village.siri, village.marte):
        with pytest.raises(Http404):
            actions.register(by=Actor(person, Strength.STRONG), **register)


def test_one_child_and_six_take_the_same_two_statements(village, about, django_assert_num_queries):
    siblings = list(Child.objects.filter(guardianships__guardian=village.marte))
    for child in siblings:
        agreed(village, about, child=child)
    everybody = [*siblings, village.leon, village.jonas, village.sara]
    for children in (siblings[:1], everybody):
        with django_assert_num_queries(2):
            homes_of(children, MONDAY, MONDAY + 27 * DAY)

"""A statement is put together once a minute, and tells the database each time what is asked of it."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from conftest import TUESDAY_MORNING
from ransel.core import clock, prepared
from ransel.core.prepared import DAY, ID, IDS, TEXT
from ransel.people.models import Child, Enrolment, Guardianship, Person


@prepared.prepared(children=IDS, day=DAY)
def _units(children, day, *, name="unit__name"):
    return Enrolment.objects.on(day).filter(child__among=children).order_by(name).values_list("child_id", name)


def test_it_finds_what_the_question_itself_finds_for_whoever_is_asked_about(village):
    for children in ({village.ella.pk}, {village.ella.pk, village.leon.pk}, set()):
        plain = Enrolment.objects.on(clock.today()).filter(child__in=children).order_by("unit__name")
        assert _units(children=children, day=clock.today()) == list(plain.values_list("child_id", "unit__name"))


def test_the_day_is_told_anew_each_time(village):
    far = date(2099, 1, 1)
    assert _units(children={village.ella.pk}, day=clock.today())
    Enrolment.objects.filter(child=village.ella).update(ends=far - timedelta(days=1))
    assert not _units(children={village.ella.pk}, day=far)


def test_what_is_not_told_makes_another_statement(village):
    by_group = _units(children={village.leon.pk}, day=clock.today(), name="group__name")
    assert by_group == [(village.leon.pk, village.bikuben.name)]


def test_things_come_with_what_is_fetched_along(village, django_assert_num_queries):
    @prepared.prepared(person=ID)
    def mine(person):
        return Guardianship.objects.filter(guardian=person).select_related("child__person")

    mine(person=village.henrik.pk)
    with django_assert_num_queries(1):
        assert village.ella.person.given_name in {one.child.person.given_name for one in mine(person=village.marte.pk)}


def test_what_can_find_nothing_asks_nothing(village, django_assert_num_queries):
    @prepared.prepared(pk=ID)
    def nothing(pk):
        return Child.objects.filter(pk=pk, pk__in=[])

    with django_assert_num_queries(0):
        assert nothing(pk=village.ella.pk) == []


def test_a_text_is_told_and_never_written_into_the_statement(village):
    @prepared.prepared(name=TEXT)
    def named(name):
        return Person.objects.filter(given_name=name).values_list("pk")

    assert named(name="' OR 1=1 --") == []


def test_it_is_put_together_once_a_minute(village, monkeypatch):
    monkeypatch.setattr(prepared, "checked", False)
    times = []

    @prepared.prepared(pk=ID)
    def counted(pk):
        times.append(pk)
        return Child.objects.filter(pk=pk)

    for child in (village.ella, village.leon, village.ella):
        assert counted(pk=child.pk) == [child]
    assert len(times) == 2  # one statement, with two ids that stand in
    with clock.moved_to(TUESDAY_MORNING + timedelta(minutes=1), still=True):
        assert counted(pk=village.leon.pk) == [village.leon]
    assert len(times) == 4


def test_an_argument_that_does_not_reach_the_database_is_refused(village):
    @prepared.prepared(pk=ID, day=DAY)
    def forgets(pk, day):
        return Child.objects.filter(pk=pk)

    with pytest.raises(ImproperlyConfigured, match="day"):
        forgets(pk=village.ella.pk, day=clock.today())


def test_an_argument_that_is_looked_into_is_refused(village):
    @prepared.prepared(day=DAY)
    def looks(day):
        return Enrolment.objects.filter(starts__lte=day - timedelta(days=1))

    @prepared.prepared(children=IDS)
    def depends(children):
        first = next(iter(children))
        found = Child.objects.filter(pk__among=children)
        return found.filter(pk=first) if first.int % 2 else found.exclude(pk=first).order_by("pk")

    with pytest.raises(ImproperlyConfigured):
        looks(day=clock.today())
    with pytest.raises(ImproperlyConfigured):
        depends(children={village.ella.pk, village.leon.pk})


def test_one_that_looks_at_what_changes_within_the_minute_is_found_by_the_tests(village):
    days = iter(clock.days(clock.today(), date(2099, 1, 1)))

    @prepared.prepared(pk=ID)
    def changes(pk):
        return Enrolment.objects.filter(child=pk, starts__lte=next(days))

    with pytest.raises(ImproperlyConfigured):
        changes(pk=village.ella.pk)


def test_a_question_that_was_kept_is_compared_with_what_is_asked_now(village):
    last = [clock.today()]

    @prepared.prepared(pk=ID)
    def until(pk):
        return Enrolment.objects.filter(child=pk, starts__lte=last[0])

    assert until(pk=village.leon.pk)
    last[0] -= timedelta(days=1)
    with pytest.raises(ImproperlyConfigured, match="kept"):
        until(pk=village.leon.pk)


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_over_its_own_connection(village):
    found = []

    def ask():
        try:
            found.extend(_units(children={village.leon.pk}, day=clock.today()))
        finally:
            connection.close()

    here = _units(children={village.leon.pk}, day=clock.today())
    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == here != []


@pytest.mark.parametrize("looks", [2, 3, 4])
def test_a_minute_that_ends_while_it_is_put_together_is_no_error(village, monkeypatch, looks):
    turns = iter([0] * looks)
    monkeypatch.setattr(clock, "minute", lambda: TUESDAY_MORNING + timedelta(minutes=next(turns, 1)))

    @prepared.prepared(child=ID)
    def confirmed(child):
        return Guardianship.objects.filter(child=child).exclude(confirmed_at__gt=clock.minute())

    assert confirmed(child=village.ella.pk)

"""What is no longer needed is gone, to the day; what is in force stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.models import CheckIn, CheckOut
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.privacy import LEFT, Age, declared
from ransel.departure.models import DepartureDay, PickupPerson
from ransel.identity.actor import Actor, Strength
from ransel.integrations.models import Change, SourceLink, StagedRow
from ransel.people.models import BlockLifting, Child, Enrolment, Guardianship, NationalId, Person, Post
from ransel.retention.actions import purge
from ransel.retention.tests.ages import AGES, TODAY, a_fetcher, after, applied, roster


def test_each_age_that_is_declared_is_tried_here():
    assert set(AGES) == {
        (said.model, term.moment) for said in declared() for term in said.how_long if isinstance(term, Age)
    }


@pytest.mark.parametrize("key", AGES, ids=lambda key: " ".join(key))
def test_the_day_before_it_stays_and_the_day_after_it_is_gone(village, key, monkeypatch):
    """A moment is over when so many times 24 hours are; a day is over when the next begins."""
    days, make = AGES[key]
    one = make(village)
    real = timezone.now
    for moved, stays in ((days - 1, True), (days + 1, False)):
        monkeypatch.setattr(timezone, "now", lambda moved=moved: real() + timedelta(days=moved))
        with after(moved):
            purge()
        assert type(one).objects.filter(pk=one.pk).exists() is stays
        monkeypatch.setattr(timezone, "now", real)


def test_a_list_that_is_begun_and_not_applied_stays_until_somebody_has_seen_to_it(village):
    begun = roster(village, begun_by=village.municipality, begun_at=clock.now())
    StagedRow.objects.create(roster=begun, kind="person", source_id="1", facts={})
    with after(400):
        purge()
    assert begun.rows.count() == 1


def whole():
    """Every row of every table, but the log's own line about the night."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values()))
        for model in apps.get_models(include_auto_created=True)
        if model is not Event
    }


def test_what_is_in_force_is_never_touched(village):
    Change.objects.all().delete()
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in (Enrolment, NationalId, Child)}
    in_force = set(Guardianship.objects.filter(ends=None).values_list("pk", flat=True))
    posts = set(Post.objects.filter(ends=None).values_list("pk", flat=True))
    with after(3 * 365):
        purge()
    village.marte.refresh_from_db()
    assert village.marte.name == "Marte Solheim-Aasen"
    for model, pks in before.items():
        left = set(model.objects.values_list("pk", flat=True))
        assert left == pks or (model is NationalId and village.marte.national_id.pk in left)
    assert set(Guardianship.objects.filter(ends=None).values_list("pk", flat=True)) == in_force
    assert set(Post.objects.filter(ends=None).values_list("pk", flat=True)) == posts


def test_done_twice_it_changes_nothing(village):
    leave(village.ella)
    with after(LEFT + 2):
        assert sum(purge().values())
        before = whole()
        assert sum(purge().values()) == 0
        assert whole() == before


def test_the_log_has_numbers_alone(village):
    leave(village.ella)
    with after(LEFT + 2):
        gone = purge()
        line = Event.objects.get(what="purged")
    assert f"people.Enrolment {gone['people.Enrolment']}" in line.reason and gone["people.Enrolment"] == 1
    assert "Ella" not in line.reason and line.by.int == 0


def leave(child):
    Enrolment.objects.filter(child=child).update(ends=TODAY)


CANARIES = ("Canaryleon", "Canaryamina", "Canaryroger", "Canarylien")


def family_of_canaries(village):
    """Leon, his guardian and the one who is kept from him, with something in every table that tells of them."""
    for person, given in zip((village.leon.person, village.amina, village.blocked), CANARIES, strict=False):
        person.given_name, person.family_name = given, "Canarylien"
        person.save()
    by = Actor(village.amina, Strength.STRONG, account=village.amina.account.pk)
    report_absence(by=by, children=[village.leon], reason="ill", first_day=TODAY, last_day=TODAY)
    Event.objects.filter(about=f"child:{village.leon.pk}").update(reason="Canaryleon is ill")
    check_in = CheckIn.objects.create(
        child=village.leon,
        unit=village.fjellheim,
        group=village.bikuben,
        day=TODAY,
        at=clock.now(),
        noted_at=clock.now(),
        by=village.siri,
    )
    CheckOut.objects.create(check_in=check_in, at=clock.now(), noted_at=clock.now(), by=village.siri)
    block = village.leon.blocks.get()
    BlockLifting.objects.create(block=block, reason="Canaryamina", lifted_by=village.leader, lifted_at=clock.now())
    village.leon.blocks.update(reason="Canaryroger, court")
    listed = applied(village)
    StagedRow.objects.create(roster=listed, kind="person", source_id="Canaryleon", facts={"name": "Canaryleon"})
    Change.objects.create(
        roster=listed, kind="person", source_id="c", target=village.amina.pk, before={}, after={"name": "Canaryamina"}
    )
    SourceLink.objects.filter(target=village.amina.pk).update(source_id="Canaryamina")


def cells(needles):
    return [
        f"{model._meta.label}.{name}"
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
        for name, value in row.items()
        if any(needle in str(value) for needle in needles)
    ]


def left_of(child):
    """{model: how many rows still point at the child}."""
    pointing = [
        (model, one.name) for model in apps.get_models() for one in model._meta.fields if one.related_model is Child
    ]
    assert len(pointing) >= 7
    counts = {model._meta.label: model._base_manager.filter(**{name: child}).count() for model, name in pointing}
    return {label: number for label, number in counts.items() if number}


def test_a_family_that_left_is_gone_from_every_column_of_every_table(village):
    family_of_canaries(village)
    leave(village.leon)
    people = [village.leon.person.pk, village.amina.pk, village.blocked.pk]
    assert {"people.Person.given_name", "people.Block.reason", "audit.Event.reason"} <= set(cells(CANARIES))
    with after(LEFT):
        purge()
    assert "people.Person.given_name" in cells(CANARIES), "the day before, they are here"
    with after(LEFT + 1):
        purge()
    assert cells(CANARIES) == []
    assert not NationalId.objects.filter(person__in=people).exists()
    assert left_of(village.leon) == {}
    assert Person.objects.filter(pk__in=people).count() == 3, "the ids stay, so that the log still holds"
    assert not SourceLink.objects.filter(target__in=people).exists()
    village.marte.refresh_from_db()
    assert village.marte.given_name == "Marte"


def test_a_guardian_with_another_child_here_is_not_forgotten(village):
    leave(village.sunniva)
    with after(LEFT + 2):
        purge()
    village.marte.refresh_from_db()
    village.sunniva.person.refresh_from_db()
    assert village.marte.given_name == "Marte" and village.sunniva.person.given_name == "-"


def test_somebody_who_may_fetch_stays_as_long_as_a_day_names_them(village):
    bjorg = a_fetcher(village)
    later = TODAY + timedelta(days=6)
    sent = {"number": 1, "mode": "picked_up", "notice": uuid4(), "sent_by": village.marte, "sent_at": clock.now()}
    of = {"child": village.ella, "unit": village.fjellheim, "pickup_person": bjorg}
    DepartureDay.objects.create(day=later, **of, **sent)
    for days, stays in ((367, True), (372, False)):
        with after(days):
            purge()
        connection.check_constraints()
        assert PickupPerson.objects.filter(pk=bjorg.pk).exists() is stays


def test_staff_who_left_are_forgotten_and_their_number_with_them(village):
    Post.objects.filter(person=village.siri).update(ends=TODAY)
    for days, name in ((LEFT, "Siri"), (LEFT + 1, "-")):
        with after(days):
            purge()
        village.siri.refresh_from_db()
        assert village.siri.given_name == name
    assert not NationalId.objects.filter(person=village.siri).exists()


def test_a_standing_block_keeps_the_child_until_it_is_grown(village):
    """Forgotten, the child would come back in a list as another, and nobody be kept from it."""
    leave(village.leon)
    with after(10 * 365):
        purge()
        assert village.leon.blocks.get().person.name == "Roger Lien"
    with after(18 * 365):
        purge()
        assert not village.leon.blocks.exists()
    village.leon.person.refresh_from_db()
    assert village.leon.person.name == "-"


def test_sqlite_overwrites_what_is_deleted(db):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does so by itself, when it vacuums")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone()[0] == 1

"""Rows written in bulk are the rows the ORM would have written, and `among` finds what `in` finds."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from ransel.core import bulk, clock
from ransel.integrations.models import Change, Import, Kind, SourceLink
from ransel.people.models import Guardianship, NationalId, Person


def raw(model, pk):
    """The row as the database has it, but for its id."""
    with connection.cursor() as cursor:
        key = model._meta.pk.get_db_prep_value(pk, connection)
        cursor.execute(f"SELECT * FROM {model._meta.db_table} WHERE id = %s", [key])
        names = [column[0] for column in cursor.description]
        (row,) = cursor.fetchall()
    return {name: value for name, value in zip(names, row, strict=True) if name != "id"}


def first_of(model, rows):
    bulk.insert(model, rows)
    return raw(model, model._default_manager.latest("pk").pk if rows[0].get("id") is None else rows[0]["id"])


def by_the_orm(model, **values):
    return raw(model, model._default_manager.create(**values).pk)


def test_texts_choices_days_and_defaults_are_as_the_orm_writes_them(db):
    told = {"given_name": "Ella", "family_name": "Aasen", "birth_date": date(2022, 3, 8), "protection": 2}
    assert first_of(Person, [dict(told)]) == by_the_orm(Person, **told)
    nothing = told | {"birth_date": None, "language": "nn"}
    assert first_of(Person, [dict(told), dict(nothing)][1:]) == by_the_orm(Person, **nothing)


def test_ids_moments_and_what_points_elsewhere_are_as_the_orm_writes_them(village):
    told = {"guardian_id": village.marte.pk, "child_id": village.ella.pk, "starts": date(2026, 1, 1)}
    told |= {"ground": Guardianship.Ground.PARENTAL_RESPONSIBILITY, "confirmed_at": clock.now()}
    told |= {"confirmed_by_id": village.municipality.pk}
    assert first_of(Guardianship, [dict(told)]) == by_the_orm(Guardianship, **told)


def test_binary_is_as_the_orm_writes_it(village):
    told = {"person_id": village.marte.pk, "cipher": b"\x00\xff", "lookup": "a" * 64}
    NationalId.objects.filter(person=village.marte).delete()
    with transaction.atomic():
        ours = first_of(NationalId, [dict(told)])
        transaction.set_rollback(True)
    theirs = by_the_orm(NationalId, **told)
    assert {key: bytes(value) if key == "cipher" else value for key, value in ours.items()} == {
        key: bytes(value) if key == "cipher" else value for key, value in theirs.items()
    }


@pytest.mark.parametrize(
    "before", [None, {}, {"starts": date(2026, 8, 1), "at": clock.now(), "id": uuid4(), "å": None}]
)
def test_notes_of_what_was_are_read_back_as_the_orm_has_them(village, before):
    roster = Import.objects.first()
    told = {"roster_id": roster.pk, "kind": Kind.PERSON, "source_id": "æ", "target": uuid4(), "after": {}}
    bulk.insert(Change, [told | {"before": before}])
    ours = Change.objects.latest("pk")
    theirs = Change.objects.create(**told, before=before)
    theirs.refresh_from_db()
    assert (ours.before, ours.after, ours.link, ours.undone) == (theirs.before, {}, None, False)
    for change in (ours, theirs):
        assert Change.objects.filter(before__isnull=True).contains(change) == (before is None)


def test_an_update_changes_those_columns_of_those_rows(village):
    links = list(SourceLink.objects.filter(kind=Kind.GROUP))
    for number, link in enumerate(links):
        link.digest, link.ended_on, link.source_id = f"{number}", date(2026, 11, 24), "not written"
    bulk.update(SourceLink, links, ["digest", "ended_on"])
    kept = {link.pk: link for link in SourceLink.objects.all()}
    assert [(kept[link.pk].digest, kept[link.pk].ended_on) for link in links] == [
        (link.digest, link.ended_on) for link in links
    ]
    assert not SourceLink.objects.filter(source_id="not written").exists()
    assert SourceLink.objects.filter(ended_on=date(2026, 11, 24)).count() == len(links) > 1


def test_nothing_is_written_where_there_is_nothing_to_write(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bulk.insert(Person, []) == []
        bulk.update(Person, [], ["given_name"])


def test_what_the_database_refuses_is_refused(village):
    ends_first = {"guardian_id": village.marte.pk, "child_id": village.ella.pk, "ends": date(2020, 1, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Guardianship, [ends_first | {"starts": date(2026, 1, 1), "ground": ""}])


def test_ids_begin_alike_and_are_never_the_same():
    some, others = bulk.ids(1_000), bulk.ids(1_000)
    assert len({*some, *others}) == 2_000 and {one.version for one in some} == {4}
    assert len({one.bytes[: bulk.ALIKE] for one in some}) == 1
    assert some[0].bytes[: bulk.ALIKE] != others[0].bytes[: bulk.ALIKE]


def test_among_finds_what_in_finds(village):
    people = {village.marte.pk, village.ella.person_id, uuid4()}
    texts = {"v-marte", "v-ella", "'; --", "v-nobody"}
    for model, column, values in (
        (Person, "pk", people),
        (Guardianship, "guardian", people),
        (Guardianship, "child__person", people),
        (SourceLink, "source_id", texts),
        (SourceLink, "target", people),
        (Change, "pk", set(range(50))),
        (Person, "pk", set()),
    ):
        found, asked = (
            set(model._default_manager.filter(**{f"{column}__{how}": values}).values_list("pk", flat=True))
            for how in ("among", "in")
        )
        assert found == asked
        assert found or not values

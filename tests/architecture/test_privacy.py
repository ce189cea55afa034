"""Every field of every table says why it is kept, how long and for whom; what is published says the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation

from ransel.core.privacy import TERMS, Age, PartOf, WithChild, WithPerson, WithTarget, declared, faults
from ransel.people.models import Child, Person
from ransel.retention.account import document

ROOT = Path(__file__).resolve().parents[2]


def all_models():
    return apps.get_models(include_auto_created=True)


def test_every_field_is_classified_and_kept_for_as_long_as_the_purge_knows():
    assert faults(list(declared()), all_models()) == []


def spoilt(**changes):
    said = [one for one in declared() if one.model == "people.Person"]
    return faults([replace(said[0], **changes)], [Person])


def test_a_field_without_a_class_is_caught():
    fields = next(one.fields for one in declared() if one.model == "people.Person")
    assert spoilt() == []
    assert spoilt(fields={name: sees for name, sees in fields.items() if name != "birth_date"}) == [
        "people.person.birth_date has no class"
    ]


def test_a_declaration_of_what_is_gone_is_caught():
    fields = next(one.fields for one in declared() if one.model == "people.Person")
    assert spoilt(fields=fields | {"shoe_size": fields["id"]}) == ["people.person.shoe_size is declared and gone"]
    assert spoilt(model="people.Pet") == ["people.person is not declared", "people.pet is declared and gone"]


@pytest.mark.parametrize("how_long", [(), ("a while",)])
def test_a_duration_that_no_purge_knows_is_caught(how_long):
    assert spoilt(how_long=how_long) == ["people.person is kept for as long as no purge knows"]


def test_each_model_is_declared_once():
    models = [one.model for one in declared()]
    assert len(models) == len(set(models))


@pytest.mark.parametrize("said", list(declared()), ids=lambda said: said.model)
def test_what_a_duration_goes_by_is_there(said):
    leads_to = {WithChild: Child, WithPerson: Person}
    for term in said.how_long:
        assert isinstance(term, TERMS)
        if isinstance(term, Age):
            said.of._base_manager.filter(**{f"{term.moment}__isnull": True}, **term.where)
        if isinstance(term, WithTarget):
            said.of._meta.get_field(term.field)
        if isinstance(term, WithChild | WithPerson | PartOf):
            field = said.of._meta.get_field(term.path)
            assert field.related_model is leads_to.get(type(term), field.related_model)
    for path in said.keeps:
        said.of._base_manager.filter(**{path: None})


@pytest.mark.parametrize("said", list(declared()), ids=lambda said: said.model)
def test_what_points_at_a_child_goes_with_the_child(said):
    """Directly, or with what it is part of: a table that is forgotten here would keep the child for ever."""
    fields = [one for one in said.of._meta.concrete_fields if one.related_model is Child]
    if fields:
        assert any(isinstance(term, WithChild) for term in said.how_long)


def test_the_document_is_what_the_declarations_say():
    with translation.override("en"):
        assert (ROOT / "docs" / "privacy.md").read_text() == document(), "run `ransel privacy`"

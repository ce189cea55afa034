"""An operator begins a municipality at the command line: the rest is done in a browser."""

import io
import sys

import pytest

from ransel.config import cli
from ransel.demo.cast import free_numbers
from ransel.people.models import NationalId, Person, Post
from ransel.units.models import Municipality, Unit


def _begin(monkeypatch, number, *more):
    named = ["--municipality", "4699", "--name", "Lia kommune", "--given-name", "Randi", "--family-name", "Lie"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{number}\n"))
    cli.main(["begin", *named, *more])


def test_an_operator_begins_a_municipality_and_who_works_for_it_is_there_alone(empty, monkeypatch, capsys):
    _begin(monkeypatch, free_numbers()[0])
    randi = Person.objects.get()
    assert list(Post.objects.values_list("person", "role", "unit")) == [(randi.pk, "municipality", None)]
    assert Municipality.objects.get().name == "Lia kommune" and "Randi Lie logs in" in capsys.readouterr().out


def test_a_small_kindergarten_begins_with_one_who_is_head_and_municipality(empty, monkeypatch):
    _begin(monkeypatch, free_numbers()[0], "--unit", "Lia barnehage")
    assert set(Post.objects.values_list("role", flat=True)) == {"municipality", "leader"}
    assert not Unit.objects.get().functions.exists()


@pytest.mark.parametrize("number", ["", "123", "12345678901"])
def test_a_municipality_does_not_begin_with_somebody_without_a_national_number(empty, monkeypatch, number):
    with pytest.raises(SystemExit, match="ransel begin: "):
        _begin(monkeypatch, number)
    assert not Municipality.objects.exists() and not Person.objects.exists()


def test_a_municipality_does_not_begin_twice(empty, monkeypatch):
    first, second = free_numbers()[:2]
    _begin(monkeypatch, first)
    with pytest.raises(SystemExit, match="begun already"):
        _begin(monkeypatch, second)
    assert Post.objects.count() == 1 and NationalId.objects.count() == 1

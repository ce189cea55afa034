from argparse import Namespace
from datetime import date

import pytest

from ransel.demo import village as cast
from ransel.demo.roster.writer import Roster
from ransel.integrations.command import run
from ransel.people.models import Person


@pytest.fixture
def said(tmp_path):
    made = cast.add_to(Roster())
    made.person("n-1", "Ny", "Nilsen", date(2022, 1, 1), student=True)
    file = tmp_path / "roster.zip"
    file.write_bytes(made.write())
    return Namespace(file=file, municipality="9999", preview=True, apply=False, confirm_ground=False)


def test_preview_says_what_would_change_and_changes_nothing(village, said, capsys):
    assert run(said) == 0
    assert "1 ny" in capsys.readouterr().out
    assert not Person.objects.filter(family_name="Nilsen").exists()


def test_apply_changes_it(village, said):
    said.apply = True
    assert run(said) == 0
    assert Person.objects.filter(family_name="Nilsen").exists()


@pytest.mark.parametrize("wrong", ["municipality", "file", "content"])
def test_what_is_wrong_is_said_in_one_line(village, said, capsys, wrong):
    if wrong == "municipality":
        said.municipality = "0000"
    elif wrong == "file":
        said.file = said.file.with_name("missing.zip")
    else:
        said.file.write_bytes(b"hello")
    assert run(said) == 1
    out = capsys.readouterr().out
    assert out.startswith("ransel import:") and len(out.strip().splitlines()) == 1

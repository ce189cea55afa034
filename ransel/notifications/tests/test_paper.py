"""What a letter says, and what it must not; and that it is a file that can be read, and read aloud."""

import io
import re
import sys

import pytest
from pypdf import PdfReader

from ransel.core import clock
from ransel.notifications.letters import paper
from ransel.notifications.letters.paper import NotDrawn, drawn, paper_of, written
from ransel.notifications.letters.rows import Letter
from ransel.people.models import Person
from ransel.units.models import Group, Unit


def paper_to(letter, language="nb"):
    Person.objects.filter(pk=letter.receiver_id).update(language=language)
    return paper_of(Letter.objects.get(pk=letter.pk))


def pages_of(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def names():
    """Every word of everybody's name, of every unit and group. One is named as the municipality is."""
    words = {word for person in Person.objects.all() for word in re.findall(r"\w{3,}", person.name)} - {"Fjordvik"}
    things = [*Unit.objects.values_list("name", flat=True), *Group.objects.values_list("name", flat=True)]
    return words, things


def said_in(text, words):
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", text)]


def test_it_says_where_how_and_whom_to_ask(village, planned):
    (page,) = pages_of(drawn([paper_to(planned(village.henrik, village.ella))]))
    for said in ("Det er noe nytt om barnet ditt i Ransel", "http://localhost:8000/", "BankID", "24. november 2026"):
        assert said in page
    assert "Fjellheim barnehage" in page and "57 00 13 00" in page and "Fjordvik kommune" in page


def test_it_names_no_child_no_receiver_no_group_and_no_other_unit(village, planned):
    letter = planned(village.henrik, village.ella)
    people, things = names()
    for language in ("nb", "nn", "en"):
        text = written([paper_to(letter, language)])
        assert said_in(text, people) == []
        assert said_in(text, things) == ["Fjellheim barnehage"]


@pytest.mark.parametrize("whose", ["receiver", "child"])
def test_of_a_protected_address_it_names_the_municipality_alone(village, planned, whose):
    letter = planned(village.henrik, village.ella)
    protected = letter.receiver_id if whose == "receiver" else letter.child.person_id
    Person.objects.filter(pk=protected).update(protection=1)
    text = written([paper_to(letter)])
    people, things = names()
    assert said_in(text, people) == [] and said_in(text, things) == []
    assert "57 00 13 00" not in text and "Fjordvik kommune" in text and "barnehage" not in text.lower()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Det er noe nytt om barnet ditt"),
        ("nn", "Det er noko nytt om barnet ditt"),
        ("en", "There is something new about your child"),
        ("so", "Det er noe nytt om barnet ditt"),
    ],
)
def test_it_is_in_the_receivers_language_or_in_bokmal(village, planned, language, said):
    text = written([paper_to(planned(village.henrik, village.ella), language)])
    assert said in text and f'<html lang="{language if language != "so" else "nb"}"' in text


def test_the_code_on_the_paper_is_the_one_in_the_list(village, planned):
    letter = planned(village.henrik, village.ella)
    (page,) = pages_of(drawn([paper_to(letter)]))
    assert f"{letter.code[:4]} {letter.code[4:]}" in page
    assert not set(letter.code) & set("01ILOU"), "none that is taken for another"


def test_the_file_is_tagged_a4_and_a_page_a_letter(village, planned):
    letters = [planned(village.henrik, village.ella), planned(village.marte, village.ella)]
    pdf = drawn([paper_to(letters[0], "nn"), paper_to(letters[1], "nn")])
    read = PdfReader(io.BytesIO(pdf))
    catalogue = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "nn" and read.metadata.title == "Ransel"
    assert len(read.pages) == 2
    for page in read.pages:
        width, height = (float(number) * 25.4 / 72 for number in page.mediabox[2:])
        assert (round(width), round(height)) == (210, 297)
    assert {str(font["/BaseFont"]).split("+")[-1].split("-")[0] for font in fonts(read)} == {"Inter"}


def fonts(read):
    for page in read.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()


def test_what_a_unit_calls_itself_is_text_and_nothing_else(village, planned):
    letter = planned(village.henrik, village.ella)
    Unit.objects.filter(pk=village.fjellheim.pk).update(name="<img src='file:///etc/passwd'>")
    assert "<img src='file" not in written([paper_to(letter)])


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        ("import sys; sys.exit('no pango')", "no pango"),
        ("print('hei')", "nothing was drawn"),
        ("", "nothing was drawn"),
    ],
)
def test_a_drawing_that_fails_says_so(monkeypatch, tmp_path, lie, said):
    program = tmp_path / "python"
    program.write_text(f"#!{sys.executable}\n{lie}\n")
    program.chmod(0o755)
    monkeypatch.setattr(paper.sys, "executable", str(program))
    with pytest.raises(NotDrawn, match=said):
        drawn([])


def test_a_drawing_that_hangs_is_given_up(monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text(f"#!{sys.executable}\nimport time; time.sleep(60)\n")
    program.chmod(0o755)
    monkeypatch.setattr(paper.sys, "executable", str(program))
    monkeypatch.setattr(paper, "WAIT", 0.5)
    with pytest.raises(NotDrawn, match="too long"):
        drawn([])


def test_the_day_on_it_is_the_day_it_is_made(village, planned):
    assert paper_to(planned(village.henrik, village.ella)).day == clock.today()

"""A school calendar as a sheet: what each cell means, and what is no such sheet."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ransel.core.writing import Refused
from ransel.integrations.reading.archive import NotReadable
from ransel.integrations.school_calendar.example import example
from ransel.integrations.school_calendar.reading import MOST, Chosen, read
from ransel.integrations.school_calendar.sheet import KNOWN, WORDS
from ransel.units.models import Unit

HEAD = "dato,skole,elevdag,laererdag,sfodag,kommentar"
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def told(village):
    """What a sheet says; of text, or of bytes as they are."""

    def of(*rows, head=HEAD, encoding="utf-8"):
        text = rows[0] if rows and isinstance(rows[0], bytes) else "\n".join([head, *rows]).encode(encoding)
        return read(io.BytesIO(text), "skolerute.csv", village.fjordvik, Chosen())

    return of


def said(told):
    """What is said of the one day there is."""
    assert not told.broken, told.broken
    (found,) = told.days.values()
    return found


def why(told):
    """The one broken row: (line, column, reason)."""
    (broken,) = told.broken
    return broken.line, broken.column, broken.reason


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("nei,nei,nei", {"pupils": True, "teachers": True, "after_school": True, "planning": False}),
        ("nei,ja,ja", {"pupils": True, "teachers": False, "after_school": False, "planning": True}),
        ("nei,,", {"pupils": True}),
        (",,nei", {"after_school": True}),
        ("ja,ja,ja", {"pupils": False, "teachers": False, "after_school": False, "planning": False}),
    ],
)
def test_nei_is_free_ja_is_not_and_of_an_empty_cell_nothing_is_said(told, cells, expected):
    assert said(told(f"2026-11-27,alle,{cells},")) == expected


@pytest.mark.parametrize(("yes", "no"), [("ja", "nei"), ("J", "N"), ("1", "0"), ("TRUE", "False"), (" Ja ", "NEI")])
def test_yes_and_no_are_written_in_several_ways(told, yes, no):
    assert said(told(f"2026-11-27,,{no},{yes},{yes},"))["planning"] is True


def test_another_word_is_broken_and_says_which_there_are(told):
    line, column, reason = why(told("2026-11-27,,kanskje,ja,ja,"))
    assert (line, column) == (2, "elevdag") and "nei" in reason and "kanskje" not in reason


@pytest.mark.parametrize("day", ["2026-11-27", "27.11.2026"])
def test_days_are_written_as_the_norm_has_them_or_as_people_do(told, day):
    assert list(told(f"{day},,nei,,,").days) == [(None, FRIDAY)]


@pytest.mark.parametrize("day", ["27/11/2026", "27.11.26", "2026-11-27x", "2026-11-31", "20261127", "", "fredag"])
def test_a_day_written_otherwise_is_broken(told, day):
    found = told(f"{day},,nei,,,", "2026-12-24,,nei,,,")
    assert why(found)[:2] == (2, "dato") and len(found.days) == 1


@pytest.mark.parametrize("day", ["31.02.2027", "2027-02-31", "1.13.2027", "29.2.2027", "00.00.0000"])
def test_a_day_that_is_written_well_and_is_in_no_calendar_is_said_not_to_exist(told, english, day):
    assert why(told(f"{day},,nei,,,")) == (2, "dato", "There is no such date.")


def test_days_that_are_over_are_counted_and_not_looked_at(told):
    found = told("2026-11-23,Ukjent skole,hva,,,", "2026-11-24,,nei,,,")
    assert (found.left_out["past"], found.broken) == (1, []) and list(found.days) == [(None, date(2026, 11, 24))]


@pytest.mark.parametrize(("day", "taken"), [("2028-11-24", True), ("2028-11-25", False)])
def test_a_day_more_than_two_years_ahead_is_broken(told, day, taken):
    assert bool(told(f"{day},,nei,,,").days) == taken


@pytest.mark.parametrize("name", ["Nordvik skole", " nordvik   SKOLE "])
def test_a_school_is_known_by_its_name_whatever_its_case_and_spaces(told, village, name):
    assert list(told(f"2026-11-27,{name},nei,,,").days) == [(village.nordvik.pk, FRIDAY)]


@pytest.mark.parametrize("name", ["", "alle", "ALLE"])
def test_no_school_or_alle_is_all_units(told, name):
    assert list(told(f"2026-11-27,{name},nei,,,").days) == [(None, FRIDAY)]


@pytest.mark.parametrize("name", ["Nordvik", "Fjellheim barnehage", "Sørvik skole"])
def test_an_unknown_school_and_a_kindergarten_are_broken(told, name):
    assert why(told(f"2026-11-27,{name},nei,,,"))[1] == "skole"


def test_a_name_that_two_units_have_is_broken(told, village):
    Unit.objects.create(municipality=village.fjordvik, kind="after_school", name="Nordvik  skole")
    assert why(told("2026-11-27,Nordvik skole,nei,,,"))[1] == "skole"


def test_which_after_school_belongs_to_a_school_is_not_guessed(told):
    assert why(told("2026-11-27,Nordvik skole,nei,nei,nei,"))[1] == "sfodag"
    assert said(told("2026-11-27,Nordvik skole,nei,nei,ja,")) == {"pupils": True, "teachers": True, "planning": False}


def test_an_after_school_has_a_row_of_its_own_and_no_pupils(told, village):
    found = told("2026-11-27,Nordvik SFO,,ja,nei,")
    assert list(found.days) == [(village.nordvik_sfo.pk, FRIDAY)]
    assert said(found) == {"after_school": True, "teachers": False, "planning": True}
    assert why(told("2026-11-27,Nordvik SFO,nei,,nei,"))[1] == "elevdag"


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("2026-11-27,alle,,,,Fri", "elevdag, laererdag, sfodag"),
        ("2026-11-27,Nordvik skole,,,ja,", "elevdag, laererdag"),
        ("2026-11-27,Nordvik SFO,ja,,,", "laererdag, sfodag"),
    ],
)
def test_a_row_that_says_nothing_of_anybody_there_is_told_in_which_columns_to_write(told, english, row, columns):
    _line, column, reason = why(told(row))
    assert column == columns.split(",")[0]
    assert reason == f"Write J (yes) or N (no) in one or more of these columns: {columns}."


def test_a_row_said_twice_is_said_once(told):
    assert said(told("2026-11-27,,nei,,,Fri", "27.11.2026,alle,n,,,Fri")) == {"pupils": True, "note": "Fri"}


def test_of_two_rows_that_say_different_things_of_a_day_neither_counts(told):
    found = told("2026-11-27,,nei,,,", "2026-11-27,,ja,,,", "2026-11-27,,nei,,,", "2026-12-24,,nei,,,")
    assert [(one.line, one.column) for one in found.broken] == [(3, "dato"), (4, "dato")]
    assert list(found.days) == [(None, date(2026, 12, 24))]


def test_two_schools_may_differ_on_a_day(told):
    found = told("2026-11-27,Nordvik skole,nei,,,", "2026-11-27,Fjordvik ungdomsskole,ja,,,")
    assert not found.broken and len(found.days) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("comma", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_encodings_commas_and_line_ends_do_not_matter(told, encoding, comma, end):
    text = f"{HEAD}\n2026-11-27,,nei,,,Påskeøl".replace(",", comma).replace("\n", end).encode(encoding)
    assert said(told(text)) == {"pupils": True, "note": "Påskeøl"}


def test_columns_stand_in_any_order_and_unknown_ones_are_nothing(told):
    head = "Uke;KOMMENTAR; Elevdag ;Dato;lærerdag"
    assert said(told("48;Fri;nei;2026-11-27;ja", head=head)) == {
        "pupils": True,
        "teachers": False,
        "planning": True,
        "note": "Fri",
    }


@pytest.mark.parametrize("head", ["skole,elevdag", "dato,skole,kommentar", "dato,elevdag,Elevdag", ""])
def test_a_sheet_without_its_columns_or_with_one_twice_is_not_read(told, head):
    with pytest.raises(NotReadable):
        told("2026-11-27,nei", head=head)


def test_a_comma_too_many_is_broken_and_not_half_a_comment(told):
    assert why(told("2026-11-27,,nei,,,Ferie, og fri"))[1] == "kommentar"
    assert said(told('2026-11-27,,nei,,,"Ferie, og fri"'))["note"] == "Ferie, og fri"


def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(told):
    with pytest.raises(NotReadable):
        told('2026-11-27,,nei,,,"Fri', "2026-12-24,,nei,,,")
    assert why(told('2026-11-27,,nei,,,"Fri', '2026-12-24,,nei,,,Jul"'))[1] == "kommentar"


@pytest.mark.parametrize("note", ["x" * 101, "Fri\u202eirF", "Fri\x07"])
def test_a_comment_that_is_too_long_or_hides_signs_is_broken(told, note):
    assert why(told(f"2026-11-27,,nei,,,{note}"))[1] == "kommentar"


@pytest.mark.parametrize("note", ["=HYPERLINK(1)", "<script>alert(1)</script>", "+47"])
def test_a_formula_or_markup_is_only_a_comment(told, note):
    assert said(told(f"2026-11-27,,nei,,,{note}"))["note"] == note


def a_zip():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("skolerute.csv", b"0" * 10_000_000)
    return packed.getvalue()


@pytest.mark.parametrize("told_as", [a_zip(), b"\x00" * 100, HEAD.encode("utf-16"), b"\x81\xff", b"", b"<html></html>"])
def test_what_is_no_text_is_not_read(told, told_as):
    with pytest.raises(NotReadable):
        told(told_as)


class Endless(io.RawIOBase):
    """A hundred megabytes, of which one should ask for a few only."""

    asked = 0

    def read(self, size=-1):
        assert 0 <= size <= 100_000_000
        self.asked += size
        return (b"dato,elevdag\n" + b"\n" * size)[:size]


def test_a_hundred_megabytes_are_not_read(village):
    file = Endless()
    with pytest.raises(NotReadable):
        read(file, "skolerute.csv", village.fjordvik, Chosen())
    assert file.asked == MOST + 1


def test_more_rows_than_the_largest_municipality_has_are_not_read(told, monkeypatch):
    monkeypatch.setattr("ransel.integrations.school_calendar.sheet.MOST_ROWS", 1)
    with pytest.raises(NotReadable):
        told("2026-11-27,,nei,,,", "2026-11-28,,nei,,,")


def test_a_sheet_says_itself_who_is_free(village):
    for chosen in (Chosen(free=("pupils",)), Chosen(planning=True), Chosen(unit=village.nordvik)):
        with pytest.raises(Refused):
            read(io.BytesIO(HEAD.encode()), "skolerute.csv", village.fjordvik, chosen)


def test_the_example_is_read_as_it_stands_and_has_every_column(told):
    found = told(example())
    assert not found.broken and not found.left_out and len(found.days) == 4
    assert example().decode("utf-8-sig").splitlines()[0].split(";") == list(KNOWN)


def test_the_document_names_every_column_and_word_and_its_example_is_read(told):
    page = (Path(__file__).resolve().parents[3] / "docs" / "school-calendar.md").read_text()
    assert [name for name in (*KNOWN, *WORDS) if f"`{name}`" not in page] == []
    lines = [line.strip() for line in page.splitlines() if line.startswith("    ")]
    assert lines[0].split(";") == list(KNOWN) and len(told(*lines[1:], head=lines[0]).days) == len(lines) - 1

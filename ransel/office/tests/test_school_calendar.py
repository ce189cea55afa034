"""The municipality reads a school calendar in, looks at what it would change, and puts it in force."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.core import clock
from ransel.integrations.models import SchoolCalendar
from ransel.integrations.school_calendar.reading import MOST
from ransel.office.school_calendar.forms import UploadForm
from ransel.units.models import ClosedDay
from tests.pages import error_of

HEAD = "dato;skole;elevdag;laererdag;sfodag;kommentar"
WINTER = [f"{day}.02.2027;alle;nei;nei;nei;Vinterferie" for day in range(22, 27)]
ICS = "BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nDTSTART{start}\r\nSUMMARY:Vinterferie\r\nEND:VEVENT\r\n"


@pytest.fixture
def berit(as_, village):
    return as_(village.municipality, strong=True)


@pytest.fixture
def upload(berit, village):
    """Send a file in the form; the answer. Rows make a sheet of it."""

    def of(*rows, content=None, **said):
        url = f"/office/school-calendars/in/{village.fjordvik.pk}/"
        content = "\n".join([HEAD, *rows]).encode() if content is None else content
        file = SimpleUploadedFile("skolerute.csv", content)
        return berit.post(url, berit.form(url) | said | {"file": file})

    return of


@pytest.fixture
def preview(upload, berit):
    """The page that shows what these rows would change: (its address, its text)."""

    def of(*rows, **said):
        answer = upload(*rows, **said)
        assert answer.status_code == 303, answer.text
        text = BeautifulSoup(berit.get(answer["Location"]).text, "html.parser").select_one("main").get_text(" ", True)
        return answer["Location"], text

    return of


def put_in_force(client, url, **said):
    return client.post(f"{url}application/", client.form(url, f"{url}application/") | said)


def shown(client, url, what):
    """The elements of the page that match."""
    return BeautifulSoup(client.get(url).text, "html.parser").main.select(what)


def opening(village):
    return f"/office/municipalities/{village.fjordvik.pk}/closed-days/"


def test_the_way_there_stands_on_the_page_of_closed_days(berit, village):
    assert f"/office/school-calendars/in/{village.fjordvik.pk}/" in berit.get(opening(village)).text


def test_a_calendar_is_read_looked_at_put_in_force_and_stands_among_the_closed_days(berit, preview, village):
    url, text = preview(*WINTER)
    assert "22. februar 2027 til 26. februar 2027" in text and "Vinterferie. Fri: Elever, Barn i SFO, Ansatte" in text
    assert not ClosedDay.objects.exists()
    answer = put_in_force(berit, url)
    assert (answer.status_code, answer["Location"]) == (303, url)
    assert ClosedDay.objects.filter(unit=None, pupils=True, note="Vinterferie").count() == 5
    assert "Vinterferie" in berit.get(opening(village)).text
    page = berit.get(url).text
    assert "Tatt i bruk 07:02 av Berit Strand" in page and "application/" not in page


def test_it_shows_by_unit_what_is_closed_changed_opened_and_as_it_was(berit, preview, village):
    of = {"municipality": village.fjordvik, "pupils": True}
    ClosedDay.objects.create(day=date(2027, 1, 4), note="Fri", **of)
    ClosedDay.objects.create(day=date(2027, 1, 5), note="Fri", **of)
    ClosedDay.objects.create(day=date(2027, 1, 6), note="Fri", **of)
    _url, text = preview(
        "04.01.2027;alle;nei;;;Planlegging",
        "05.01.2027;alle;ja;ja;ja;",
        "06.01.2027;alle;nei;;;Fri",
        "05.01.2027;Nordvik skole;nei;ja;;",
    )
    whole, school = text.split("Alle enheter")[1].split("Nordvik skole", 1)
    assert "4. januar 2027 Planlegging. Fri: Elever Nå: Fri. Fri: Elever Endret" in whole
    assert "5. januar 2027 Nå: Fri. Fri: Elever Åpnes igjen" in whole
    assert "1 dag er slik allerede" in whole
    assert "5. januar 2027 Planleggingsdag. Fri: Elever Stengt" in school


def test_broken_rows_are_named_and_the_rest_is_shown_and_closed(berit, preview):
    url, text = preview("22.02.2027;Ukjent skole;nei;;;", "31.02.2027;alle;nei;;;", *WINTER, "01.10.2026;alle;nei;;;")
    assert "2 rader kan ikke leses" in text
    assert "skolerute.csv, linje 2, skole: " in text and "skolerute.csv, linje 3, dato: " in text
    assert "1 dag er over" in text
    assert put_in_force(berit, url).status_code == 303
    assert ClosedDay.objects.count() == 5


def test_a_school_that_stays_closed_with_all_the_others_is_named(preview):
    _url, text = preview(*WINTER, "22.02.2027;Nordvik skole;ja;ja;;")
    of_school = text.split("Nordvik skole")[1]
    assert "Det er likevel stengt" in of_school and "slik allerede" not in of_school


def test_days_with_others_between_them_are_lines_of_their_own(preview):
    _url, text = preview(WINTER[0], WINTER[2])
    assert "22. februar 2027 Vinterferie" in text and "24. februar 2027 Vinterferie" in text and "2027 til" not in text


def test_the_same_calendar_again_changes_nothing_and_there_is_nothing_to_put_in_force(berit, preview):
    url, _text = preview(*WINTER)
    put_in_force(berit, url)
    url, text = preview(*WINTER)
    assert "Skoleruta endrer ingenting" in text and "application/" not in berit.get(url).text


def test_put_in_force_twice_by_two_windows_it_is_so_once(berit, preview):
    url, _text = preview(*WINTER)
    forms = [berit.form(url, f"{url}application/") for _window in range(2)]
    assert [berit.post(f"{url}application/", form).status_code for form in forms] == [303, 303]
    assert ClosedDay.objects.count() == 5


def test_what_was_looked_at_is_what_comes_true_or_it_is_shown_anew(berit, preview, village):
    url, _text = preview(*WINTER)
    form = berit.form(url, f"{url}application/")
    ClosedDay.objects.create(municipality=village.fjordvik, day=date(2027, 2, 22), kindergarten=True)
    answer = berit.post(f"{url}application/", form)
    assert answer.status_code == 422 and "endret seg" in answer.text
    assert ClosedDay.objects.count() == 1
    assert put_in_force(berit, url).status_code == 303


def test_markup_and_formulas_in_a_comment_are_shown_as_they_are_written(berit, preview):
    url, _text = preview("22.02.2027;alle;nei;;;<b>=1+1</b>")
    page = berit.get(url).text
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in page and "<b>=1+1" not in page


def test_a_calendar_file_closes_its_days_for_those_who_are_chosen(berit, preview, village):
    events = EVENT.format(start=";VALUE=DATE:20270222") + EVENT.format(start=":20270223T080000")
    said = {"free": ["pupils"], "planning": "on", "unit": str(village.nordvik.pk)}
    url, text = preview(content=ICS.format(events=events).encode(), **said)
    assert "22. februar 2027 Vinterferie. Planleggingsdag. Fri: Elever" in text
    assert "1 hendelse har klokkeslett" in text
    put_in_force(berit, url)
    closed = ClosedDay.objects.get()
    assert (closed.unit, closed.pupils, closed.planning, closed.kindergarten) == (village.nordvik, True, True, False)


def test_a_calendar_file_for_nobody_and_a_sheet_with_choices_are_said_beside_the_field(upload):
    events = ICS.format(events=EVENT.format(start=";VALUE=DATE:20270222")).encode()
    assert "hvem som har fri" in error_of(upload(content=events), "free")
    answer = upload(*WINTER, free=["pupils"])
    assert answer.status_code == 422 and error_of(answer, "free")
    assert not SchoolCalendar.objects.exists()


def test_a_calendar_file_whose_form_is_shown_anew_must_be_chosen_again_and_that_is_said_beside_it(upload):
    answer = upload(content=ICS.format(events=EVENT.format(start=";VALUE=DATE:20270222")).encode())
    assert answer.status_code == 422 and error_of(answer, "free") and error_of(answer, "file")
    answer = upload(content=b"navn;klasse\nElla;3B")
    assert len(BeautifulSoup(answer.text, "html.parser").select_one("#id_file_error").text.split(".")) <= 3


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"\x00", b"navn;klasse\nElla;3B", b"BEGIN:VCALENDAR\n"])
def test_what_is_no_school_calendar_is_said_beside_the_file_and_not_kept(upload, content):
    said = {"free": ["pupils"]} if content.startswith(b"BEGIN") else {}
    answer = upload(content=content, **said)
    assert answer.status_code == 422 and error_of(answer, "file")
    assert not SchoolCalendar.objects.exists()


def test_a_file_that_is_too_big_is_said_beside_it(upload, village):
    answer = upload(content=b"a" * (MOST + 1))
    assert answer.status_code == 422 and "5 megabyte" in error_of(answer, "file")
    hundred = SimpleUploadedFile("skolerute.csv", b"a")
    hundred.size = 100_000_000
    form = UploadForm({}, {"file": hundred}, municipality=village.fjordvik)
    assert not form.is_valid() and "file" in form.errors


def test_a_file_without_any_day_ahead_is_shown_as_one_that_changes_nothing(preview):
    _url, text = preview("01.10.2026;alle;nei;nei;nei;Høstferie")
    assert "Skoleruta endrer ingenting" in text and "1 dag er over" in text


def test_the_units_to_choose_from_are_the_municipalitys_own(berit, village):
    page = BeautifulSoup(berit.get(f"/office/school-calendars/in/{village.fjordvik.pk}/").text, "html.parser")
    told = [option.text for option in page.select("select[name=unit] option")]
    assert told[0] == "Alle enheter" and told[1:] == sorted(unit.name for unit in village.fjordvik.units.all())


def test_the_example_can_be_downloaded_filled_in_and_read(berit, upload):
    answer = berit.get("/office/school-calendars/example/")
    assert answer["Content-Type"].startswith("text/csv") and "skolerute.csv" in answer["Content-Disposition"]
    assert upload(content=answer.content).status_code == 303
    assert not SchoolCalendar.objects.get().broken


def test_a_page_of_a_whole_year_takes_as_many_statements_as_that_of_a_day(berit, preview):
    names = ("alle", "Nordvik skole", "Fjordvik ungdomsskole")
    year = [f"{day};{name};nei;ja;;" for name in names for day in clock.days(date(2027, 1, 1), date(2027, 12, 31))]
    asked = []
    for rows in (WINTER[:1], year):
        url, _text = preview(*rows)
        with CaptureQueriesContext(connection) as told:
            berit.get(url)
        asked.append(len(told))
    assert asked[0] == asked[1]


def test_when_no_row_can_be_read_nothing_is_said_to_be_well_and_another_file_can_be_chosen(berit, preview, village):
    url, _text = preview("22.02.2027;Ukjent skole;nei;;;", "31.02.2027;alle;nei;;;")
    assert [disc["data-tone"] for disc in shown(berit, url, ".r-empty .r-disc")] == ["soon"]
    assert "Skoleruta endrer ingenting" not in berit.get(url).text
    assert shown(berit, url, f'a[href="/office/school-calendars/in/{village.fjordvik.pk}/"]')


def test_after_it_is_put_in_force_the_page_says_how_many_days_were_entered_and_how_many_opened(berit, preview, village):
    ClosedDay.objects.create(municipality=village.fjordvik, day=date(2027, 1, 5), pupils=True)
    url, _text = preview(*WINTER, "05.01.2027;alle;ja;ja;ja;")
    answer = put_in_force(berit, url)
    told = [strong.text.split()[0] for strong in shown(berit, answer["Location"], "[role=status] strong")]
    assert told == ["5", "1"]


@pytest.fixture
def week(preview):
    """The page of a calendar file with a week of free days, and a day of its own that is none."""
    events = EVENT.format(start=";VALUE=DATE:20270222\r\nDTEND;VALUE=DATE:20270227")
    events += EVENT.format(start=";VALUE=DATE:20270816").replace("Vinterferie", "Første skoledag")
    return preview(content=ICS.format(events=events).encode(), free=["pupils"])[0]


def test_every_day_of_a_calendar_file_is_ticked_at_first_and_only_those_that_stay_so_are_closed(berit, week):
    days = [box["value"] for box in shown(berit, week, "input[name=days][checked]")]
    assert days == [f"2027-02-{day}" for day in range(22, 27)] + ["2027-08-16"]
    put_in_force(berit, week, days=days[1:-1])
    assert list(ClosedDay.objects.order_by("day").values_list("day", flat=True)) == [
        date(2027, 2, day) for day in range(23, 27)
    ]


@pytest.mark.parametrize("days", [[], ["2027-02-22", "2027-05-18"], ["x"]])
def test_no_day_at_all_or_one_that_is_not_in_the_file_is_refused_and_the_ticks_stay(berit, week, days):
    answer = put_in_force(berit, week, days=days)
    assert answer.status_code == 422 and error_of(answer, "days")
    assert not ClosedDay.objects.exists()
    ticked = BeautifulSoup(answer.text, "html.parser").select("input[name=days][checked]")
    assert {box["value"] for box in ticked} == set(days) & {"2027-02-22"}


def test_a_sheet_says_of_each_day_what_it_is_and_has_nothing_to_tick(berit, preview):
    url, _text = preview(*WINTER)
    assert not shown(berit, url, "input[name=days]")


@pytest.mark.parametrize(("answer", "planning"), [({}, True), ({"several": "holidays"}, False)])
def test_several_planning_days_in_a_row_are_asked_about_for_they_may_be_a_holiday(berit, preview, answer, planning):
    rows = [row.replace("nei;nei;nei", "nei;ja;nei") for row in WINTER]
    url, _text = preview(*rows, "12.04.2027;alle;nei;ja;ja;Planlegging")
    assert "Vinterferie" in shown(berit, url, "#several ~ ul")[0].text
    assert "Planlegging" not in shown(berit, url, "#several ~ ul")[0].text
    put_in_force(berit, url, **answer)
    assert set(ClosedDay.objects.filter(note="Vinterferie").values_list("planning", flat=True)) == {planning}
    assert ClosedDay.objects.get(note="Planlegging").planning


def test_one_planning_day_or_two_are_not_asked_about(berit, preview):
    url, _text = preview(*[row.replace("nei;nei;nei", "nei;ja;nei") for row in WINTER[:2]])
    assert not shown(berit, url, "#several")

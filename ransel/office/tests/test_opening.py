"""Opening hours and free days, as the leader and the municipality say them."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup

from ransel.units.models import ClosedDay, OpeningException, OpeningHours
from tests.pages import error_of, send

HOURS = {f"{name}_{day}": at for day in range(1, 6) for name, at in (("opens", "7"), ("closes", "16.45"))}


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


@pytest.fixture
def berit(as_, village):
    return as_(village.municipality, strong=True)


def test_the_leader_sets_the_week_and_sees_it(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    assert "Ingen åpningstider er satt" in solveig.get(url).text
    assert send(solveig, f"{url}hours/", **HOURS, starts="2026-11-24").status_code == 303
    assert OpeningHours.objects.filter(unit=village.fjellheim, opens=time(7), closes=time(16, 45)).count() == 5
    page = solveig.get(url).text
    assert "07:00 til 16:45" in page and "Stengt" in page


def test_hours_from_a_later_day_stand_beside_those_of_now(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    send(solveig, f"{url}hours/", **HOURS, starts="2026-11-24")
    send(solveig, f"{url}hours/", **HOURS | {"closes_1": "17"}, starts="2027-01-04")
    page = solveig.get(url).text
    assert "Åpent nå" in page and "Fra 4. januar 2027" in page and "07:00 til 17:00" in page


def test_a_time_without_the_other_or_before_it_is_said_beside_the_field(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/hours/"
    half = send(solveig, url, opens_1="7", closes_1="", starts="2026-11-24")
    assert half.status_code == 422 and "Skriv" in error_of(half, "closes_1")
    backwards = send(solveig, url, opens_1="17", closes_1="7", starts="2026-11-24")
    assert backwards.status_code == 422 and "før den åpner" in error_of(backwards, "closes_1")
    assert not OpeningHours.objects.exists()


def test_free_days_are_said_once_and_taken_back(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    form = f"/office/units/{village.fjellheim.pk}/closed-days/"
    told = {"first_day": "2026-12-21", "last_day": "2026-12-23", "free": ["kindergarten"], "note": "Planlegging"}
    assert send(solveig, form, **told, planning="on").status_code == 303
    assert ClosedDay.objects.filter(unit=village.fjellheim, planning=True, kindergarten=True).count() == 3
    page = solveig.get(url).text
    assert "Planlegging" in page and "21. desember 2026" in page and "Første juledag" in page
    first = ClosedDay.objects.earliest("day")
    end = f"/office/closed-days/{first.pk}/end/"
    assert solveig.post(end, solveig.form(url, end)).status_code == 303
    assert sorted(ClosedDay.objects.values_list("day", flat=True)) == [date(2026, 12, 22), date(2026, 12, 23)]


def test_staff_are_at_work_on_a_planning_day(solveig, village):
    form = f"/office/units/{village.fjellheim.pk}/closed-days/"
    told = {"first_day": "2026-12-21", "free": ["kindergarten", "teachers"], "planning": "on"}
    answer = send(solveig, form, **told)
    assert answer.status_code == 422 and "ikke fri" in error_of(answer, "planning")
    assert not ClosedDay.objects.exists()


def test_a_unit_is_asked_of_its_own_children_only(solveig, village):
    page = solveig.get(f"/office/units/{village.fjellheim.pk}/closed-days/").text
    assert "Barn i barnehage" in page and "Elever" not in page


def test_the_unit_sees_what_the_municipality_says_and_cannot_take_it_back(solveig, berit, village):
    all_units = f"/office/municipalities/{village.fjordvik.pk}/closed-days/"
    told = {"first_day": "2027-02-22", "last_day": "2027-02-26", "free": ["pupils", "kindergarten"]}
    assert send(berit, f"{all_units}new/", **told, note="Vinterferie").status_code == 303
    days = ClosedDay.objects.filter(unit=None, municipality=village.fjordvik)
    assert days.count() == 5
    end = f"/office/closed-days/{days.earliest('day').pk}/end/"
    assert end in berit.get(all_units).text
    page = solveig.get(f"/office/units/{village.fjellheim.pk}/opening/").text
    assert "Vinterferie" in page and "Sagt av kommunen" in page and end not in page
    assert solveig.post(end, {}).status_code == 404
    assert berit.post(end, berit.form(all_units, end)).status_code == 303
    assert days.count() == 4


def test_a_day_open_at_other_times_is_said_and_taken_back(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    told = {"day": "2026-12-24", "opens": "8", "closes": "12", "note": "Julaften"}
    assert send(solveig, f"{url}days/", **told).status_code == 303
    assert "Åpent 08:00 til 12:00" in solveig.get(url).text
    end = f"/office/opening-days/{OpeningException.objects.get().pk}/end/"
    assert solveig.post(end, solveig.form(url, end)).status_code == 303
    assert not OpeningException.objects.exists()


def test_how_stay_plans_are_taken_is_the_municipalitys_until_the_unit_says_it(solveig, berit, village):
    unit = f"/office/units/{village.fjellheim.pk}/"
    page = solveig.get(f"{unit}opening/").text
    assert (
        "Som kommunen har det" in page and "mandag kl. 18:00 uka før" in page and "når ansatte har godkjent den" in page
    )
    said = {"lock_weekday": 5, "lock_time": "12", "cut_off": "10.30", "automatic": "0"}
    everywhere = f"/office/municipalities/{village.fjordvik.pk}/stay-rules/"
    assert send(berit, everywhere, kind="kindergarten", **said).status_code == 303
    assert "fredag kl. 12:00 uka før" in solveig.get(f"{unit}opening/").text
    assert send(solveig, f"{unit}stay-rules/", **said | {"lock_weekday": 3, "automatic": "1"}).status_code == 303
    page = solveig.get(f"{unit}opening/").text
    assert "onsdag kl. 12:00 uka før" in page and "med en gang" in page
    assert page.count("Som kommunen") == 1, "when a child is missed is another rule"
    municipality = berit.get(f"/office/municipalities/{village.fjordvik.pk}/closed-days/").text
    assert "fredag kl. 12:00" in municipality and "mandag kl. 18:00" in municipality, "each kind by itself"


def test_how_long_a_part_time_place_is_can_be_said_and_left_open(solveig, village):
    unit = f"/office/units/{village.fjellheim.pk}/"
    assert send(solveig, f"{unit}stay-rules/", automatic="0", part_hours="25").status_code == 303
    assert "25 timer i uka" in solveig.get(f"{unit}opening/").text
    for wrong in ("0", "61", "tre"):
        answer = send(solveig, f"{unit}stay-rules/", part_hours=wrong)
        assert answer.status_code == 422 and error_of(answer, "part_hours"), wrong
    assert "morning_hours" not in answer.text, "a kindergarten has no places for mornings"
    assert send(solveig, f"{unit}stay-rules/", part_hours="").status_code == 303
    assert "timer i uka" not in solveig.get(f"{unit}opening/").text


def test_a_rule_without_a_time_is_said_beside_the_field(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/stay-rules/"
    answer = send(solveig, url, lock_time="kveld")
    assert answer.status_code == 422 and "1530" in error_of(answer, "lock_time")


def test_a_school_has_no_stay_plans(berit, village):
    unit = f"/office/units/{village.nordvik.pk}/"
    assert "Oppholdsplaner" not in berit.get(f"{unit}opening/").text
    assert send(berit, f"{unit}stay-rules/").status_code == 422


def test_a_day_that_is_over_is_said_beside_the_field(solveig, village):
    unit = f"/office/units/{village.fjellheim.pk}/"
    past = send(solveig, f"{unit}opening/days/", day="2026-11-23", opens="8", closes="12")
    assert past.status_code == 422 and "over" in error_of(past, "day")
    past = send(solveig, f"{unit}closed-days/", first_day="2026-11-23", free=["kindergarten"])
    assert past.status_code == 422 and "over" in error_of(past, "first_day")
    assert not OpeningException.objects.exists() and not ClosedDay.objects.exists()


def test_what_is_said_of_two_fields_is_said_of_which(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/hours/"
    answer = send(solveig, url, **HOURS | {"opens_1": "", "opens_2": ""}, starts="2026-11-24")
    page = BeautifulSoup(answer.text, "html.parser")
    said = [one.text for one in page.select("[data-error-summary] a")]
    assert said[0].startswith("Mandag åpner: ") and said[1].startswith("Tirsdag åpner: ")
    alone = send(solveig, url, **HOURS | {"opens_1": ""}, starts="2026-11-24")
    assert not BeautifulSoup(alone.text, "html.parser").select_one("[data-error-summary] a").text.startswith("Mandag")

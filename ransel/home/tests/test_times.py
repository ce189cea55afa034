"""Times on the first page: today's, a day off, and what may not be told."""

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import StayAdjustment
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import LONG, approve, send
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.units.models import Function

OFF = Wish(StayAdjustment.Kind.TIME_OFF)


@pytest.fixture
def plans(village):
    """Ella and Sunniva come on Tuesdays, today among them."""
    for child, unit, staff in (
        (village.ella, village.fjellheim, village.siri),
        (village.sunniva, village.nordvik_sfo, village.sfo),
    ):
        approve(staff, send(village.marte, child, unit, {(1, 2): LONG}, starts=clock.today()))


def card_of(client, child):
    page = BeautifulSoup(client.get("/home/").text, "html.parser")
    card = next(one for one in page.select(".r-child") if one.h2.text.strip() == child.given_name)
    return card.select_one(".r-status")["data-status"], " ".join(card.get_text(" ").split())


def take_off(village, child, unit):
    change_days(by=Actor(village.marte), asked={(child.pk, unit.pk, clock.today()): OFF})


def test_a_day_off_is_said_in_the_place_of_times(as_, village, plans):
    take_off(village, village.ella, village.fjellheim)
    status, said = card_of(as_(village.henrik), village.ella)
    assert status == "absent" and "Fri i dag" in said and "Ikke sett ennå" not in said


def test_off_from_after_school_a_pupil_is_still_expected_at_school(as_, village, plans):
    take_off(village, village.sunniva, village.nordvik_sfo)
    status, said = card_of(as_(village.marte), village.sunniva)
    assert status == "expected" and "Fri" in said


def test_where_an_address_is_protected_the_times_another_planned_are_not_told(as_, village, plans):
    village.henrik.protection = 2
    village.henrik.save()
    _status, said = card_of(as_(village.henrik), village.ella)
    assert "08:00" not in said and "Tidene er lagt inn av en annen foresatt" in said
    _status, said = card_of(as_(village.marte), village.ella)
    assert "08:00\N{EN DASH}16:00" in said, "one's own are one's own"


def to_do(client):
    """{what is to be done: where it leads}, of weeks without times."""
    page = BeautifulSoup(client.get("/home/").text, "html.parser")
    items = page.select('section[aria-labelledby="heap-todo"] a.r-item')
    found = {" ".join(one.get_text(" ").split()): one["href"] for one in items}
    return {said: url for said, url in found.items() if said.startswith("Tider for uke")}


def test_weeks_without_times_are_asked_for_once_for_all_the_children_from_next_week_on(as_, village):
    locked, opened = to_do(as_(village.marte)).items()
    assert locked[0].startswith("Tider for uke 49") and "Uka er låst, men de ansatte får beskjed" in locked[0]
    assert opened[0].startswith("Tider for uke 50") and "før" in opened[0]
    for said, url in (locked, opened):
        assert "Ella" in said and "Sunniva" in said and url.startswith("/home/time-off/?week=")


def test_one_page_takes_the_times_of_the_week_for_all_of_them(as_, village):
    marte = as_(village.marte)
    url = next(url for said, url in to_do(marte).items() if "uke 50" in said)
    page = BeautifulSoup(marte.get(url).text, "html.parser")
    form = marte.form(url, "/home/time-off/?week=2026-W50")
    assert page.h1.text == "Tider for uke 50" and len(form["targets"]) == 2 and form["kind"] == ["times"]
    assert (form["first_day"], form["last_day"]) == ("2026-12-07", "2026-12-11")
    answer = marte.post("/home/time-off/?week=2026-W50", form | {"from_time": "800", "to_time": "16"})
    shown = marte.get(answer.url).text
    assert answer.status_code == 303 and "Lagret for 2 barn" in shown
    assert not [said for said in to_do(marte) if "uke 50" in said]


def test_a_plan_that_waits_for_an_answer_is_not_asked_for_again(as_, village):
    for child, unit in ((village.ella, village.fjellheim), (village.sunniva, village.nordvik_sfo)):
        send(village.marte, child, unit, starts=clock.today())
    assert to_do(as_(village.henrik)) == {}


def test_who_may_read_and_not_plan_is_not_asked_to(as_, village):
    Function.objects.filter(name="stay").update(guardians=Function.Use.READ)
    assert to_do(as_(village.marte)) == {}


def test_who_is_away_all_day_has_no_times_on_the_first_page(as_, village, plans):
    said = {"reason": "ill", "first_day": clock.today(), "last_day": clock.today()}
    assert "08:00\N{EN DASH}16:00" in card_of(as_(village.marte), village.ella)[1]
    report_absence(by=Actor(village.marte), children=[village.ella], **said)
    assert "08:00" not in card_of(as_(village.marte), village.ella)[1]

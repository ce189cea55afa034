"""The guardian's first page."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.presence import check_in
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.actions import set_block_on
from ransel.people.models import Child, Enrolment, Guardianship, Person

AGAIN = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}


def test_all_the_children_stand_on_one_page_the_eldest_first(as_, village):
    page = as_(village.marte).get("/home/").text
    assert page.index("Maximilian Aleksander") < page.index("Sunniva") < page.index("Ella")
    for place in (
        "9A, Fjordvik ungdomsskole",
        "3B, Nordvik skole",
        "SFO 3, Nordvik SFO",
        "Bikuben, Fjellheim barnehage",
    ):
        assert place in page


def test_status_follows_what_staff_tap(as_, village):
    marte = as_(village.marte)
    assert "Ventes i dag" in marte.get("/home/").text
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    assert "Her siden 07:02" in marte.get("/home/").text


def test_what_the_other_guardian_told_stands_under_new(as_, village):
    tomorrow = date(2026, 11, 25)
    said = {"reason": "ill", "first_day": tomorrow, "last_day": tomorrow}
    report_absence(by=Actor(village.henrik), children=[village.ella, village.sunniva], **said)
    page = as_(village.marte).get("/home/").text
    assert page.count("Henrik Aasen meldte fravær") == 1, "once for both children"
    assert "Henrik Aasen meldte fravær" not in as_(village.henrik).get("/home/").text


def test_siblings_away_alike_share_a_line_that_leads_to_the_absence_of_each(as_, village):
    tomorrow = date(2026, 11, 25)
    said = {"reason": "ill", "first_day": tomorrow, "last_day": tomorrow}
    both = report_absence(by=Actor(village.marte), children=[village.ella, village.sunniva], **said)
    marte = as_(village.marte)
    page = BeautifulSoup(marte.get("/home/").text, "html.parser")
    line = next(one for one in page.select(".r-item") if len(one.select("a[href^='/home/absences/']")) == 2)
    led = {one.text: one["href"] for one in line.select("a")}
    assert led == {one.child.given_name: f"/home/absences/{one.pk}/" for one in both}
    assert all(marte.get(url).status_code == 200 for url in led.values())


def test_a_blocked_adult_loses_the_child_at_once(as_, village):
    henrik = as_(village.henrik)
    assert "Ella" in henrik.get("/home/").text
    set_block_on(by=Actor(village.leader), child=village.ella, person=village.henrik, reason="Vedtak")
    page = henrik.get("/home/").text
    assert "Ella" not in page and "Sunniva" in page
    assert henrik.get(f"/home/children/{village.ella.pk}/").status_code == 404


@pytest.mark.parametrize("person", ["unconfirmed", "former", "blocked", "stranger"])
def test_who_has_no_children_here_is_told_who_they_are_and_whom_to_ask(as_, village, person):
    someone = getattr(village, person)
    page = as_(someone).get("/home/").text
    assert f"Du er logget inn som {someone.name}." in page and "Logg ut" in page
    assert ("57 00 13 00" in page) is (person == "unconfirmed")
    assert "Ella" not in page and "Leon" not in page


def test_names_of_other_adults_are_withheld_where_an_address_is_protected(as_, village):
    url = f"/home/children/{village.ella.pk}/"
    assert "Henrik Aasen" in as_(village.marte).get(url).text
    Person.objects.filter(pk=village.henrik.pk).update(protection=1)
    page = as_(village.marte).get(url).text
    assert "Henrik Aasen" not in page and "Marte Solheim-Aasen" in page
    assert "fordi en adresse er skjermet" in page


def test_a_protected_adult_is_not_named_to_the_other_household(as_, village):
    Person.objects.filter(pk=village.henrik.pk).update(protection=1)
    tomorrow = date(2026, 11, 25)
    said = {"reason": "ill", "first_day": tomorrow, "last_day": tomorrow}
    absence = report_absence(by=Actor(village.henrik), children=[village.ella], **said)[0]
    marte, address = as_(village.marte), f"/home/absences/{absence.pk}/"
    for page in (marte.get("/home/").text, marte.get(address).text):
        assert "En annen foresatt" in page and "Henrik" not in page
    assert "Henrik Aasen" in as_(village.henrik).get(address).text
    assert "Henrik Aasen" in as_(village.siri).get(address).text, "staff must know who told them"


def test_nothing_new_is_304(as_, village):
    marte = as_(village.marte)
    tag = marte.get("/home/").headers["HX-PTag"]
    assert marte.get("/home/", headers=AGAIN | {"HX-PTag": tag}).status_code == 304


def test_everyone_begins_where_they_belong(as_, village, client):
    begins = {"marte": "/home/", "both": "/home/", "siri": "/work/", "office": "/office/", "stranger": "/home/"}
    for person, address in begins.items():
        assert as_(getattr(village, person)).get("/").url == address
    assert client.get("/").url == "/login/"


def test_one_person_with_two_hats_has_one_login_and_a_way_between(as_, village):
    ida = as_(village.both)
    page = ida.get("/me/").text
    assert "/home/" in page and "/work/" in page and "/office/" not in page
    assert "Odin" in ida.get("/home/").text and "Ella" not in ida.get("/home/").text


def test_the_language_belongs_to_the_person(as_, village):
    marte = as_(village.marte)
    marte.post("/me/", marte.form("/me/") | {"language": "nn"})
    assert 'lang="nn"' in marte.get("/home/").text and "Ventast i dag" in marte.get("/home/").text
    marte.post("/me/", marte.form("/me/") | {"language": "en"})
    assert "Expected today" in marte.get("/home/").text
    assert marte.post("/me/", marte.form("/me/") | {"language": "xx"}).status_code == 422


def more_children(village, number):
    for born in range(number):
        person = Person.objects.create(given_name=f"Barn {born}", family_name="Aasen", birth_date=date(2020, 1, 1))
        child = Child.objects.create(person=person)
        where = {"unit": village.fjellheim, "group": village.bikuben, "starts": date(2025, 1, 1)}
        Enrolment.objects.create(child=child, **where)
        said = {"ground": "parental_responsibility", "starts": date(2025, 1, 1)}
        said |= {"confirmed_by": village.leader, "confirmed_at": clock.now()}
        Guardianship.objects.create(guardian=village.amina, child=child, **said)


@pytest.mark.parametrize("number", [1, 2, 6])
def test_today_takes_the_same_few_statements_with_one_child_and_with_six(
    as_, village, number, django_assert_max_num_queries
):
    more_children(village, number - 1)
    amina = as_(village.amina)
    with django_assert_max_num_queries(STATEMENTS) as then:
        amina.get("/home/")
    assert len(then) == STATEMENTS


@pytest.mark.parametrize("number", [1, 2, 6])
def test_an_absence_takes_few_statements_and_few_more_for_each_further_child(
    as_, village, number, django_assert_max_num_queries
):
    more_children(village, number - 1)
    amina = as_(village.amina)
    children = Child.objects.filter(guardianships__guardian=village.amina)
    form = amina.form("/home/absence/") | {"children": [str(child.pk) for child in children]}
    with django_assert_max_num_queries(29 + 8 * (number - 1)):  # three ask which days are open, one when it is late
        assert amina.post("/home/absence/", form).status_code == 303


STATEMENTS = 14  # twelve, and two because times are missing

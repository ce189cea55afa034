"""A unit set up from the desk: what it is called, its groups, who works there, what it uses."""

from datetime import date, timedelta

import pytest

from ransel.access.actions.posts import begin_post
from ransel.audit.models import Event
from ransel.core import clock
from ransel.demo.roster.numbers import synthetic
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Session
from ransel.people.models import Post
from ransel.units.models import Function, FunctionRule, Group, Unit
from tests.pages import error_of, send

NUMBER = synthetic(date(1990, 6, 2), 7)
A_POST = {"given_name": "Kari", "family_name": "Vik", "number": NUMBER, "role": "employee", "ends": ""}


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


@pytest.fixture
def berit(as_, village):
    return as_(village.municipality, strong=True)


def test_a_municipality_adds_a_unit_and_it_begins_with_what_units_of_its_kind_use(berit, village):
    rules = f"/office/municipalities/{village.fjordvik.pk}/functions/"
    assert send(berit, rules, guardians_kindergarten_absence="2", staff_kindergarten_absence="on").status_code == 303
    url = f"/office/municipalities/{village.fjordvik.pk}/units/new/"
    answer = send(berit, url, name="Lia barnehage", kind="kindergarten", number="974 760 673")
    unit = Unit.objects.get(name="Lia barnehage")
    assert answer.url == f"/office/units/{unit.pk}/groups/" and unit.number == "974760673"
    assert list(unit.functions.values_list("name", "guardians", "staff")) == [("absence", 2, True)]
    assert Event.objects.filter(what="unit.added", about=unit.reference).count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"number": "123456789"}, "number", "ikke et organisasjonsnummer"),
        ({"number": "12"}, "number", "ikke et organisasjonsnummer"),
        ({"name": "fjellheim BARNEHAGE"}, "name", "Velg et annet navn"),
        ({"name": " "}, "name", "Skriv dette"),
        ({"email": "ikke en adresse"}, "email", "navn@sted.no"),
        ({"kind": "prison"}, "kind", ""),
        ({"colour": "9"}, "colour", ""),
    ],
)
def test_a_unit_that_can_not_be_is_refused_beside_the_field(berit, village, wrong, field, said):
    url = f"/office/municipalities/{village.fjordvik.pk}/units/new/"
    answer = send(berit, url, **({"name": "Lia barnehage", "kind": "kindergarten"} | wrong))
    assert answer.status_code == 422 and said in error_of(answer, field)
    assert not Unit.objects.filter(name__startswith="Lia").exists()


def test_the_same_organisation_number_is_not_two_units_of_one_kind(berit, village):
    Unit.objects.filter(pk=village.solbakken.pk).update(number="974760673")
    url = f"/office/units/{village.fjellheim.pk}/about/"
    answer = send(berit, url, number="974760673")
    assert answer.status_code == 422 and "tilhører en annen enhet" in error_of(answer, "number")


def test_what_a_leader_changes_of_a_unit_is_on_the_guardians_pages(
    solveig, as_, village, published, django_capture_on_commit_callbacks
):
    url = f"/office/units/{village.fjellheim.pk}/about/"
    with django_capture_on_commit_callbacks(execute=True):
        assert send(solveig, url, name="Fjellheim naturbarnehage", colour="3").status_code == 303
    assert village.ella.reference in published
    page = as_(village.marte).get("/home/").text
    assert "Fjellheim naturbarnehage" in page and 'data-unit="3"' in page


def test_a_group_is_added_renamed_and_closed(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/groups/new/"
    assert send(solveig, url, name="Revehiet", kind="department").status_code == 303
    group = Group.objects.get(name="Revehiet")
    change = f"/office/groups/{group.pk}/"
    assert send(solveig, change, name="Reven").status_code == 303
    assert solveig.post(f"{change}closing/", solveig.form(change, f"{change}closing/")).status_code == 303
    group.refresh_from_db()
    assert (group.name, group.closed_on) == ("Reven", clock.today())


def test_two_open_groups_of_a_unit_have_two_names(solveig, village):
    answer = send(solveig, f"/office/units/{village.fjellheim.pk}/groups/new/", name="bikuben", kind="department")
    assert answer.status_code == 422 and "annet navn" in error_of(answer, "name")


def test_a_group_with_children_is_not_closed(solveig, village):
    url = f"/office/groups/{village.bikuben.pk}/"
    answer = solveig.post(f"{url}closing/", solveig.form(url, f"{url}closing/"))
    assert answer.status_code == 422 and "La dem flytte først" in answer.text
    village.bikuben.refresh_from_db()
    assert village.bikuben.closed_on is None


def test_who_begins_sees_the_children_of_the_group_from_the_first_day(solveig, as_, village):
    url = f"/office/units/{village.fjellheim.pk}/staff/new/"
    tomorrow = clock.today() + timedelta(days=1)
    said = A_POST | {"group": village.bikuben.pk, "starts": tomorrow.isoformat()}
    assert send(solveig, url, **said).status_code == 303
    new = Post.objects.get(person__national_id__isnull=False, starts=tomorrow)
    board = f"/work/groups/{village.bikuben.pk}/"
    assert as_(new.person).get(board).status_code == 404
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        assert as_(new.person).get(board).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"number": "12345678901"}, "number", "ikke et fødselsnummer"),
        ({"group": ""}, "group", "Velg avdelingen"),
        ({"role": "substitute"}, "ends", "siste dag"),
        ({"role": "leader"}, "role", "Velg en annen rolle"),
        ({"ends": "2026-01-01"}, "ends", "før den første"),
        ({"starts": "snart"}, "starts", "24.11.2026"),
    ],
)
def test_a_post_that_can_not_be_is_refused_beside_the_field(solveig, village, wrong, field, said):
    url = f"/office/units/{village.fjellheim.pk}/staff/new/"
    answer = send(solveig, url, **(A_POST | {"group": village.bikuben.pk} | wrong))
    assert answer.status_code == 422 and said in error_of(answer, field)
    assert not Post.objects.filter(person__given_name="Kari", starts=clock.today()).exists()
    assert not Event.objects.filter(what="person.added").exists(), "nobody is left behind by a refusal"


def test_only_the_municipality_appoints_a_leader(berit, village):
    url = f"/office/units/{village.fjellheim.pk}/staff/new/"
    assert send(berit, url, **(A_POST | {"role": "leader"})).status_code == 303
    assert Post.objects.filter(unit=village.fjellheim, role="leader", starts=clock.today()).exists()


def test_a_known_number_is_the_same_person_whatever_the_name_says(village):
    by = Actor(village.leader, Strength.STRONG)
    said = {"given_name": "Kari", "family_name": "Vik", "number": NUMBER, "ends": None, "starts": clock.today()}
    where = {"unit": village.fjellheim, "role": "employee"}
    first = begin_post(by=by, group=village.bikuben, **where, **said)
    second = begin_post(by=by, group=village.maurtua, **where, **(said | {"given_name": "Carrie"}))
    assert first.person_id == second.person_id and second.person.given_name == "Kari"


def test_who_leaves_is_out_at_once_on_every_device(
    solveig, as_, village, published, django_capture_on_commit_callbacks
):
    siri = as_(village.siri)
    post = Post.objects.get(person=village.siri)
    board = f"/work/groups/{village.bikuben.pk}/"
    assert siri.get(board).status_code == 200
    handle = Session.objects.get(account__person=village.siri).handle
    yesterday = clock.today() - timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(solveig, f"/office/posts/{post.pk}/end/", last_day=yesterday.isoformat()).status_code == 303
    assert not Session.objects.filter(account__person=village.siri).exists()
    assert siri.get(board).status_code == 303, "sent to the login"
    assert village.siri.reference in published and f"session:{handle}" in published


def test_who_leaves_but_has_a_child_here_stays_logged_in(solveig, as_, village):
    both = as_(village.both)
    post = Post.objects.get(person=village.both)
    yesterday = clock.today() - timedelta(days=1)
    assert send(solveig, f"/office/posts/{post.pk}/end/", last_day=yesterday.isoformat()).status_code == 303
    assert both.get("/home/").status_code == 200
    assert both.get(f"/work/groups/{village.bikuben.pk}/").status_code == 404


def test_the_last_day_is_worked(solveig, as_, village):
    post = Post.objects.get(person=village.siri)
    siri = as_(village.siri)
    send(solveig, f"/office/posts/{post.pk}/end/", last_day=clock.today().isoformat())
    assert siri.get(f"/work/groups/{village.bikuben.pk}/").status_code == 200
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        assert as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/").status_code == 404


def test_nobody_ends_their_own_post(solveig, village):
    post = Post.objects.get(person=village.leader)
    answer = send(solveig, f"/office/posts/{post.pk}/end/", last_day=clock.today().isoformat())
    assert answer.status_code == 422 and "Noen andre" in answer.text


def test_a_function_that_is_off_is_gone_at_once(solveig, as_, village):
    marte, absence = as_(village.marte), "/home/absence/"
    tag = as_(village.marte).get("/home/").headers["HX-PTag"]
    assert "Ella" in marte.get(absence).text
    url = f"/office/units/{village.fjellheim.pk}/functions/"
    said = solveig.form(url) | {"guardians_absence": "0"}
    del said["staff_dayboard"]
    assert solveig.post(url, said).status_code == 303
    assert "Ella" not in marte.get(absence).text
    assert as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/").status_code == 404
    again = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1", "HX-PTag": tag}
    assert marte.get("/home/", headers=again).status_code == 200, "an open page is told that it is not as it was"


def test_what_the_municipality_has_locked_a_unit_does_not_change(berit, solveig, village):
    rules = f"/office/municipalities/{village.fjordvik.pk}/functions/"
    locked = {"guardians_kindergarten_absence": "1", "staff_kindergarten_absence": "on"}
    answer = send(berit, rules, **locked, locked_kindergarten_absence="on")
    assert answer.status_code == 303 and "Lagret" in berit.get(answer.url).text
    absence = Function.objects.get(unit=village.fjellheim, name="absence")
    assert absence.guardians == Function.Use.READ, "locked, it is so in every unit at once"
    url = f"/office/units/{village.fjellheim.pk}/functions/"
    assert "Kommunen bestemmer dette" in solveig.get(url).text
    assert solveig.post(url, solveig.form(url) | {"guardians_absence": "2"}).status_code == 303
    absence = Function.objects.get(unit=village.fjellheim, name="absence")
    assert absence.guardians == Function.Use.READ and absence.staff


def test_a_school_is_not_asked_about_stay_plans_and_its_municipality_neither(berit, village):
    school = berit.get(f"/office/units/{village.nordvik.pk}/functions/").text
    assert "guardians_absence" in school and "guardians_stay" not in school
    rules = berit.get(f"/office/municipalities/{village.fjordvik.pk}/functions/").text
    assert "guardians_after_school_stay" in rules and "guardians_school_stay" not in rules


def test_a_new_function_is_off_everywhere_until_somebody_turns_it_on(village):
    assert not FunctionRule.objects.filter(municipality=village.fjordvik).exists()
    unit = Unit.objects.create(municipality=village.fjordvik, kind="school", name="Ny skole")
    assert not unit.functions.exists()


def test_the_lists_of_a_unit_take_the_same_number_of_statements_at_any_size(village, django_assert_num_queries):
    from ransel.office.unit.people import groups_of, staff_of

    with django_assert_num_queries(3):
        assert {row.group.name: row.children for row in groups_of(village.fjellheim)} == {"Bikuben": 2, "Maurtua": 1}
    with django_assert_num_queries(1):
        staff = staff_of(village.fjellheim)
    assert {post.person.given_name for post in staff.now} == {"Siri", "Ida", "Mona", "Solveig"}
    assert [post.person.given_name for post in staff.ended] == ["Kari"]

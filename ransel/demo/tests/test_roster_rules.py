"""What is easy to get wrong when rosters follow upon each other."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.access.actions.guardians import set_block
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.demo.roster.numbers import synthetic
from ransel.demo.tests.rosters import altered, only, put, roster, staged, zipped
from ransel.identity.actor import Actor, Strength
from ransel.integrations.actions.apply import apply, begin, carry_on
from ransel.integrations.actions.applying import Applying
from ransel.integrations.actions.undo import undo
from ransel.integrations.models import Import
from ransel.integrations.preview import preview_of
from ransel.people.models import Block, Enrolment, Guardianship, NationalId, Person, Post
from ransel.people.national_ids import lookup
from ransel.units.models import Group, Municipality, Unit

PARENT = "parental_responsibility"


@pytest.fixture
def desk(village):
    return Actor(village.municipality, Strength.STRONG)


def sees(as_, person, name):
    return name in as_(person).get("/home/").text


def test_a_row_that_can_not_be_read_ends_nothing(desk, village, as_):
    put(desk, village, altered("users", only("v-ella", givenName="=1+1")))
    put(desk, village, altered("users", only("v-henrik", metadata__nationalId="12345678901")))
    put(desk, village, altered("enrollments", only("v-ella-v-bikuben-20240815", beginDate="tomorrow")))
    for guardian in (village.marte, village.henrik):
        assert sees(as_, guardian, "Ella")
    assert Enrolment.objects.get(child=village.ella).ends is None


def test_a_confirmed_guardianship_is_not_made_longer_before_somebody_approves(desk, village):
    made = roster()
    made.guardians["v-jonas"] = [one.replace("2027-01-31", "2030-01-31") for one in made.guardians["v-jonas"]]
    assert "2030" in made.guardians["v-jonas"][0]
    foster = Guardianship.objects.get(guardian=village.foster)
    for _time in range(2):
        read_in = staged(desk, village, made)
        assert any("andre datoer" in line for line in preview_of(read_in).new_access), "it is told of until approved"
        apply(by=desk, roster=read_in, approve_ground=False)
        foster.refresh_from_db()
        assert foster.ends == date(2027, 1, 31)
    put(desk, village, made, approve=True)
    foster.refresh_from_db()
    assert foster.ends == date(2030, 1, 31)


def test_a_municipality_confirms_nobody_for_a_child_that_has_no_place_with_it(desk, village, as_):
    other = Municipality.objects.create(number="9998", name="Sørvik kommune")
    operator = Person.objects.create(given_name="Drift", family_name="Sørvik")
    Post.objects.create(person=operator, municipality=other, role="municipality", starts=clock.today())
    made = roster()
    made.rows = {name: [] for name in made.rows}
    made.guardians.clear()
    made.district("d", "Sørvik")
    made.unit("u", "school", "Sørvik skole", "", "d")
    made.person("k", "Ella", "Solheim-Aasen", date(2022, 3, 8), student=True)
    made.person("a", "Per", "Ås", date(1983, 4, 1))
    for key, person in (("k", village.ella.person), ("a", village.stranger)):
        row = next(row for row in made.rows["users"] if row["sourcedId"] == key)
        row["metadata.nationalId"] = _number_of(person)
    made.guardian("k", "a", PARENT)
    by = Actor(operator, Strength.STRONG)
    put(by, type("There", (), {"fjordvik": other}), made)
    assert Guardianship.objects.get(guardian=village.stranger, child=village.ella).confirmed_at is None
    assert not sees(as_, village.stranger, "Ella")


def _number_of(person):
    from ransel.people.national_ids import decrypt

    return decrypt(NationalId.objects.get(person=person).cipher)


def test_so_much_that_ends_stops_until_somebody_says_it_is_meant(desk, village):
    fewer = altered("enrollments", lambda row: None if row["metadata.placeType"] else row)
    with pytest.raises(Refused, match=r"Plasser: \d+ av \d+"):
        put(desk, village, fewer)
    assert Enrolment.objects.on(clock.today()).exists()
    assert preview_of(staged(desk, village, fewer)).stops
    put(desk, village, fewer, new_year=True)
    assert not Enrolment.objects.on(clock.today()).exists()


def test_a_new_school_year_moves_everybody_and_takes_no_access_from_guardians(desk, village, as_):
    """Every class is a new one, with new ids for its places: as a school's system exports it in August."""
    made = roster()
    for name in ("classes", "enrollments"):
        for row in made.rows[name]:
            row["sourcedId"] += "-27"
            if name == "enrollments":
                row["classSourcedId"] += "-27"
    put(desk, village, made, new_year=True, approve=False)
    assert sees(as_, village.marte, "Ella") and sees(as_, village.marte, "Sunniva")
    assert not sees(as_, village.blocked, "Leon")
    assert Group.objects.filter(closed_on=clock.today()).count() == Group.objects.filter(closed_on=None).count()
    assert Enrolment.objects.on(clock.today()).filter(child=village.ella).count() == 1


def test_broken_off_it_goes_on_where_it_ended_and_nothing_is_done_twice(desk, village):
    made = roster()
    for number in range(6):
        made.person(f"n-{number}", f"Barn{number}", "Nilsen", date(2022, 1, 1), student=True)
        made.place(f"n-{number}", "v-fjellheim", "v-bikuben", date(2026, 8, 1))
    read_in = begin(by=desk, roster=staged(desk, village, made), approve_ground=True)
    steps = list(Applying(desk, read_in).steps())
    steps[0]()
    assert Person.objects.filter(family_name="Nilsen").count() == 6 and not read_in.applied_at
    with pytest.raises(Refused, match="på vei inn"):
        put(desk, village, roster())
    carry_on(roster=Import.objects.get(pk=read_in.pk))
    assert Person.objects.filter(family_name="Nilsen").count() == 6
    assert Enrolment.objects.filter(child__person__family_name="Nilsen").count() == 6


def state():
    today = clock.today()
    return {
        "places": set(Enrolment.objects.on(today).values_list("child", "unit", "group", "starts", "ends")),
        "posts": set(Post.objects.on(today).exclude(person__given_name="Drift").values_list("person", "unit", "role")),
        "guardians": set(Guardianship.objects.on(today).values_list("guardian", "child", "ground", "confirmed_by")),
        "names": set(Person.objects.values_list("pk", "given_name", "family_name")),
    }


def test_undo_restores_what_was_there(desk, village, as_):
    before = state()
    made = altered(
        "users", lambda row: row | {"familyName": "Annen", "metadata.guardianships": "", "agentSourcedIds": ""}
    )
    read_in = put(desk, village, made, despite=True)
    assert not sees(as_, village.henrik, "Ella") and state() != before
    undo(by=desk, roster=read_in)
    assert state() == before
    assert sees(as_, village.henrik, "Ella") and not sees(as_, village.blocked, "Leon")
    assert preview_of(staged(desk, village, roster())).nothing, "the roster from before it is again what is known"


def test_undo_ends_what_was_new_and_deletes_nothing(desk, village, as_):
    made = roster()
    made.guardian("v-jonas", "v-stranger", PARENT)
    read_in = put(desk, village, made)
    assert sees(as_, village.stranger, "Jonas")
    undo(by=desk, roster=read_in)
    assert not sees(as_, village.stranger, "Jonas")
    assert Guardianship.objects.filter(guardian=village.stranger).exists()


def test_undo_leaves_blocks_protection_and_what_people_did_since(desk, village, as_):
    made = altered("users", lambda row: row | {"metadata.protection": "confidential"} if "marte" in str(row) else row)
    read_in = put(desk, village, made)
    henrik = Guardianship.objects.get(guardian=village.henrik, child=village.ella)
    set_block(by=desk, guardianship=henrik, reason="Vedtak")
    undo(by=desk, roster=read_in)
    assert Person.objects.get(pk=village.marte.pk).protection == 1
    assert Block.objects.standing().filter(person=village.henrik).exists() and not sees(as_, village.henrik, "Ella")


def test_only_the_last_roster_can_be_undone(desk, village):
    first = put(desk, village, altered("users", only("v-ella", givenName="Elsa")))
    second = put(desk, village, altered("users", only("v-ella", givenName="Elise")))
    with pytest.raises(Refused, match="siste"):
        undo(by=desk, roster=first)
    undo(by=desk, roster=second)
    assert Person.objects.get(as_child=village.ella).given_name == "Elsa"
    undo(by=desk, roster=first)
    assert Person.objects.get(as_child=village.ella).given_name == "Ella"


def test_a_d_number_that_becomes_a_national_number_is_the_same_person(desk, village):
    made, new = roster(), synthetic(date(1988, 4, 12), 90_000)
    row = next(row for row in made.rows["users"] if row["sourcedId"] == "v-marte")
    row["metadata.nationalId"] = new
    put(desk, village, made)
    assert NationalId.objects.get(lookup=lookup(new)).person == village.marte
    assert Person.objects.filter(given_name="Marte", family_name="Solheim-Aasen").count() == 1


def test_a_number_that_is_somebody_elses_is_not_taken_from_them(desk, village):
    made = roster()
    row = next(row for row in made.rows["users"] if row["sourcedId"] == "v-stranger")
    row["metadata.nationalId"] = _number_of(village.marte)
    put(desk, village, made)
    assert NationalId.objects.get(lookup=lookup(_number_of(village.marte))).person == village.marte


def test_two_ids_with_one_number_in_one_file_are_one_person(desk, village):
    made = roster()
    made.person("x-staff", "Nina", "Nilsen", date(1990, 1, 1))
    made.person("x-guardian", "Nina", "Nilsen", date(1990, 1, 1))
    numbers = [row for row in made.rows["users"] if row["sourcedId"] in ("x-staff", "x-guardian")]
    numbers[1]["metadata.nationalId"] = numbers[0]["metadata.nationalId"]
    made.post("x-staff", "v-fjellheim", "v-bikuben", "employee", date(2026, 8, 1))
    made.guardian("v-jonas", "x-guardian", PARENT)
    put(desk, village, made)
    nina = Person.objects.get(family_name="Nilsen")
    assert nina.posts.count() == 1 and nina.guardianships.count() == 1


def test_a_child_in_two_units_with_a_gap_and_a_place_to_come_is_in_each_on_its_days(desk, village):
    made = roster()
    made.person("n", "Nora", "Nilsen", date(2021, 1, 1), student=True)
    made.place("n", "v-fjellheim", "v-bikuben", date(2024, 8, 1), date(2026, 9, 30))
    made.place("n", "v-solbakken", "v-harepus", date(2026, 12, 1))
    put(desk, village, made)
    assert not Enrolment.objects.on(clock.today()).filter(child__person__family_name="Nilsen").exists()
    assert Enrolment.objects.on(date(2026, 12, 1)).get(child__person__family_name="Nilsen").unit == village.solbakken


def test_the_file_of_another_municipality_is_refused(desk, village):
    with pytest.raises(Refused, match="en annen kommune"):
        staged(desk, village, zipped(orgs=b"sourcedId,name,type,identifier\nd,Annen,district,0301"))
    other = Municipality.objects.create(number="9998", name="Sørvik kommune")
    Unit.objects.create(municipality=other, kind="school", name="Sørvik skole", number="974760673")
    columns = b"sourcedId,name,type,metadata.organizationNumber\n"
    with pytest.raises(Refused, match="enhet som tilhører"):
        staged(desk, village, zipped(orgs=columns + b"v-nordvik,Nordvik skole,school,974760673"))
    with pytest.raises(Refused, match="Ingen av enhetene"):
        staged(desk, village, zipped(orgs=columns + b"u1,Ukjent skole,school,"))


def test_whoever_lost_the_post_meanwhile_carries_nothing_on(desk, village):
    read_in = begin(
        by=desk, roster=staged(desk, village, altered("users", only("v-ella", givenName="Elsa"))), approve_ground=True
    )
    Post.objects.filter(person=village.municipality).update(ends=clock.today() - timedelta(days=1))
    from django.http import Http404

    with pytest.raises(Http404):
        carry_on(roster=read_in)
    assert Person.objects.get(as_child=village.ella).given_name == "Ella"


def test_a_step_raises_its_topics_once_and_in_order_whatever_it_does(desk, village):
    """Else it holds one topic and waits for another, and whoever reports an absence does it the other way round."""
    moved = altered("enrollments", lambda row: row | {"endDate": "2027-01-31"})
    read_in = begin(by=desk, roster=staged(desk, village, moved), approve_ground=False, despite=True)
    raised = []
    for step in Applying(desk, read_in).steps():
        with CaptureQueriesContext(connection) as told:
            step()
        raised.append([one["sql"] for one in told if "INTO core_topic" in one["sql"]])
    assert any(raised) and all(len(once) <= 1 for once in raised)
    for once in filter(None, raised):
        names = re.findall(r"'((?:group|child|person):[^']+)'", once[0])
        assert names == sorted(names) and len(names) > 1

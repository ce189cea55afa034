"""Who is who when rosters follow upon each other: one person by two ids, in two roles, of one name, or come back."""

from datetime import date, timedelta

import pytest

from conftest import TUESDAY_MORNING
from ransel.access.actions.guardians import confirm_guardian, set_block
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.demo.tests.rosters import altered, only, put, roster, staged
from ransel.identity.actor import Actor, Strength
from ransel.integrations.actions.undo import undo
from ransel.people.actions import add_person
from ransel.people.models import Enrolment, Guardianship, Person, Post

PARENT = "parental_responsibility"


@pytest.fixture
def desk(village):
    return Actor(village.municipality, Strength.STRONG)


def sees(as_, person, name):
    return name in as_(person).get("/home/").text


def with_number_of(made, one, other):
    rows = {row["sourcedId"]: row for row in made.rows["users"]}
    rows[other]["metadata.nationalId"] = rows[one]["metadata.nationalId"]
    return made


def nina_twice(*, second=True, first=("v-jonas",), others=("v-sara",)):
    """One adult by two ids: guardian of some children by the one, of others by the other."""
    made = roster()
    made.person("n-1", "Nina", "Nilsen", date(1990, 1, 1))
    if second:
        made.person("n-2", "Nina", "Nilsen", date(1990, 1, 1))
        with_number_of(made, "n-1", "n-2")
    for child in first:
        made.guardian(child, "n-1", PARENT)
    for child in others:
        made.guardian(child, "n-2" if second else "n-1", PARENT)
    return made


def test_two_ids_of_an_adult_that_become_one_lose_nothing_that_is_still_named(desk, village, as_):
    put(desk, village, nina_twice())
    nina = Person.objects.get(family_name="Nilsen")
    assert sees(as_, nina, "Jonas") and sees(as_, nina, "Sara")
    put(desk, village, nina_twice(second=False))
    assert sees(as_, nina, "Jonas") and sees(as_, nina, "Sara")


def test_two_ids_of_an_adult_that_become_one_lose_what_is_no_longer_named(desk, village, as_):
    put(desk, village, nina_twice())
    nina = Person.objects.get(family_name="Nilsen")
    put(desk, village, nina_twice(second=False, others=()))
    assert sees(as_, nina, "Jonas") and not sees(as_, nina, "Sara")


def test_a_second_id_is_no_way_round_a_block(desk, village, as_):
    made = roster()
    made.person("n-1", "Roger", "Lien", date(1987, 12, 5))
    with_number_of(made, "v-blocked", "n-1")
    made.guardian("v-leon", "n-1", PARENT)
    put(desk, village, made)
    assert not sees(as_, village.blocked, "Leon")
    assert Guardianship.objects.filter(guardian=village.blocked, child=village.leon).count() == 2


def ella_twice(*, second=True, adult="v-stranger"):
    made = roster()
    if second:
        made.person("n-ella", "Ella", "Solheim-Aasen", date(2022, 3, 8), student=True)
        with_number_of(made, "v-ella", "n-ella")
        made.place("n-ella", "v-solbakken", "v-harepus", date(2026, 8, 17))
        made.guardian("n-ella", adult, PARENT)
    return made


def test_two_ids_of_a_child_that_become_one_keep_the_adults_and_the_place_that_are_still_named(desk, village, as_):
    put(desk, village, ella_twice())
    assert sees(as_, village.stranger, "Ella"), "the same child, whatever id it goes by"
    put(desk, village, ella_twice(second=False))
    assert not sees(as_, village.stranger, "Ella") and sees(as_, village.marte, "Ella")
    assert [one.unit for one in Enrolment.objects.on(clock.today()).filter(child=village.ella)] == [village.fjellheim]


def test_an_employee_who_is_a_guardian_too_keeps_the_one_when_the_other_ends(desk, village, as_):
    group = f"/work/groups/{village.bikuben.pk}/"
    put(desk, village, altered("enrollments", lambda row: None if row["userSourcedId"] == "v-both" else row))
    assert sees(as_, village.both, "Odin") and as_(village.both).get(group).status_code == 404
    put(desk, village, roster())
    made = roster()
    made.guardians.pop("v-odin")
    put(desk, village, made)
    assert not sees(as_, village.both, "Odin") and as_(village.both).get(group).status_code == 200


def test_whoever_was_added_by_hand_with_the_same_name_and_birth_date_is_somebody_else(desk, village):
    add_person(by=desk, number="", given_name="Nina", family_name="Nilsen", birth_date=date(1990, 1, 1))
    put(desk, village, nina_twice(second=False))
    assert Person.objects.filter(given_name="Nina", family_name="Nilsen").count() == 2
    by_file = Person.objects.get(family_name="Nilsen", national_id__isnull=False)
    assert by_file.guardianships.count() == 2


def test_adults_with_access_hear_of_a_new_one_and_a_child_read_in_for_the_first_time_is_not_told_of(desk, village):
    made = roster()
    made.person("n-child", "Ny", "Nilsen", date(2022, 1, 1), student=True)
    made.place("n-child", "v-fjellheim", "v-bikuben", date(2026, 8, 1))
    made.guardian("n-child", "v-stranger", PARENT)
    Announcement.objects.all().delete()
    put(desk, village, made)
    assert not Announcement.objects.filter(what="guardianship.confirmed").exists()
    with clock.moved_to(TUESDAY_MORNING + timedelta(hours=1), still=True):
        made.guardian("v-jonas", "v-stranger", PARENT)
        put(desk, village, made, approve=False)
        assert not Announcement.objects.filter(what="guardianship.confirmed").exists(), "nobody is confirmed"
        made.guardian("n-child", "v-siri", PARENT)
        put(desk, village, made)
    told = Announcement.objects.get(what="guardianship.confirmed")
    assert told.about == Guardianship.objects.get(guardian=village.siri).reference


def test_whose_last_post_a_roster_ends_is_logged_out(desk, village, as_):
    siri, both = as_(village.siri), as_(village.both)
    put(desk, village, altered("enrollments", lambda row: None if row["metadata.post"] else row), despite=True)
    assert Post.objects.on(clock.today()).filter(person=village.siri).count() == 0
    assert siri.get("/me/").status_code == 303, "logged out, and asked to log in"
    assert both.get("/me/").status_code == 200, "a guardian still"


def test_whoever_comes_back_without_a_number_is_the_same_person_and_still_blocked(desk, village, as_):
    made = roster()
    made.person("n-1", "Nina", "Nilsen", date(1990, 1, 1))
    made.guardian("v-jonas", "n-1", PARENT)
    made.rows["users"][-1]["metadata.nationalId"] = ""
    put(desk, village, made)
    nina = Person.objects.get(family_name="Nilsen")
    set_block(by=desk, guardianship=nina.guardianships.get(), reason="Vedtak")
    put(desk, village, roster())
    put(desk, village, made)
    assert Person.objects.get(family_name="Nilsen") == nina and not sees(as_, nina, "Jonas")


def test_an_id_that_is_used_again_for_somebody_born_on_another_day_is_somebody_else(desk, village, as_):
    put(desk, village, nina_twice(second=False))
    nina = Person.objects.get(family_name="Nilsen")
    put(desk, village, roster())
    made = roster()
    made.person("n-1", "Kåre", "Nilsen", date(1971, 1, 1))
    made.guardian("v-jonas", "n-1", PARENT)
    put(desk, village, made)
    assert not sees(as_, nina, "Jonas") and sees(as_, Person.objects.get(given_name="Kåre"), "Jonas")


def test_what_ended_and_came_back_and_is_undone_twice_can_be_ended_by_the_next_file(desk, village, as_):
    made = roster()
    made.guardians.pop("v-jonas")
    without = put(desk, village, made)
    again = put(desk, village, roster())
    undo(by=desk, roster=again)
    undo(by=desk, roster=without)
    assert sees(as_, village.foster, "Jonas")
    put(desk, village, made)
    assert not sees(as_, village.foster, "Jonas")


def test_an_approval_is_undone_whatever_the_microsecond(desk, village, as_):
    made = roster()
    made.guardian("v-jonas", "v-stranger", "")
    put(desk, village, made)
    made = roster()
    made.guardian("v-jonas", "v-stranger", PARENT)
    with clock.moved_to(TUESDAY_MORNING + timedelta(microseconds=123_456), still=True):
        approved = put(desk, village, made)
        assert sees(as_, village.stranger, "Jonas")
        undo(by=desk, roster=approved)
    assert not sees(as_, village.stranger, "Jonas")


def test_undo_leaves_whom_somebody_has_confirmed_since_on_the_ground_that_file_named(desk, village, as_):
    made = roster()
    made.guardian("v-jonas", "v-stranger", "")
    put(desk, village, made)
    made = roster()
    made.guardian("v-jonas", "v-stranger", PARENT)
    read_in = put(desk, village, made, approve=False)
    one = Guardianship.objects.get(guardian=village.stranger)
    confirm_guardian(by=desk, guardianship=one, ground=PARENT, reason="Sett attesten")
    undo(by=desk, roster=read_in)
    one.refresh_from_db()
    assert one.ground == PARENT and sees(as_, village.stranger, "Jonas")


@pytest.mark.parametrize(
    "entry", [f"v-amina|{PARENT}||2026-05-01|2026-01-01", f"v-amina|{PARENT}|||2020-01-01", "v-amina|mor|||"]
)
def test_days_that_can_not_be_and_words_nobody_knows_end_no_other_adult_and_stop_nothing(desk, village, as_, entry):
    put(desk, village, altered("users", only("v-leon", metadata__guardianships=entry, agentSourcedIds="v-amina")))
    assert sees(as_, village.marte, "Ella") and not sees(as_, village.blocked, "Leon")
    over = "2020" in entry
    assert sees(as_, village.amina, "Leon") is not over
    assert staged(desk, village, roster()).rows.exists() or not over


def test_an_adult_whose_agents_are_the_children_and_one_with_a_pupils_place_stop_nothing(desk, village, as_):
    made = altered("users", only("v-marte", agentSourcedIds="v-ella,v-sunniva"))
    assert staged(desk, village, made).broken.count() == 0
    put(desk, village, made)
    made = roster()
    made.place("v-stranger", "v-fjellheim", "v-bikuben", date(2026, 8, 1))
    read_in = put(desk, village, made)
    assert read_in.broken.get().column == "userSourcedId" and sees(as_, village.marte, "Ella")

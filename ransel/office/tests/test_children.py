"""A child put in by hand: it begins, gets guardians, moves, is lent for some days, ends."""

from datetime import date, timedelta

import pytest

from ransel.attendance.actions.absences import report_absence
from ransel.audit.models import Event
from ransel.core import clock
from ransel.demo.roster.numbers import synthetic
from ransel.identity.actor import Actor
from ransel.people.actions import set_block_on
from ransel.people.models import Child, Enrolment, Guardianship, NationalId, Person
from ransel.receipts.models import Receipt
from tests.pages import error_of, send

BORN = date(2023, 5, 4)
YLVA = {"given_name": "Ylva", "family_name": "Sand", "birth_date": "2023-05-04", "place_type": "full"}
ADULT = {
    "given_name": "Per",
    "family_name": "Sand",
    "number": synthetic(date(1990, 1, 2), 3),
    "ground": "parental_responsibility",
    "residence": "lives_with",
    "reason": "Utskrift fra Folkeregisteret 23. november",
}
DAY = timedelta(days=1)


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


def board(client, group):
    return client.get(f"/work/groups/{group.pk}/")


def place_of(child):
    return child.enrolments.get(stands_in_for=None)


def lend(client, place, group, starts, ends):
    said = {"group": group.pk, "starts": starts.isoformat(), "ends": ends.isoformat()}
    return send(client, f"/office/places/{place.pk}/loan/", **said)


def test_a_child_and_its_first_guardian_put_in_by_hand_and_the_guardian_logs_in(solveig, village, client):
    url = f"/office/units/{village.fjellheim.pk}/children/new/"
    answer = send(solveig, url, **YLVA, group=village.maurtua.pk, starts=clock.today().isoformat())
    child = Child.objects.get(person__given_name="Ylva")
    assert answer.url == f"/office/children/{child.pk}/"
    assert send(solveig, f"/office/children/{child.pk}/guardians/new/", **ADULT).status_code == 303
    adult = Person.objects.get(given_name="Per", family_name="Sand")
    page = client.get("/demo/people/?next=/home/")
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = client.post("/login/village/return", {"person": adult.pk, "csrfmiddlewaretoken": token, "next": "/home/"})
    assert answer.url == "/home/" and "Ylva" in client.get("/home/").text
    assert Event.objects.filter(what="guardianship.confirmed", reason=ADULT["reason"]).exists()


def test_a_number_is_kept_encrypted_and_finds_the_same_child_again(solveig, village):
    number = synthetic(BORN, 5)
    for unit, group in ((village.fjellheim, village.maurtua), (village.fjellheim, village.bikuben)):
        url = f"/office/units/{unit.pk}/children/new/"
        answer = send(solveig, url, **YLVA, number=number, group=group.pk, starts=clock.today().isoformat())
    assert answer.status_code == 422 and "har plass her allerede" in answer.text
    assert Child.objects.filter(person__given_name="Ylva").count() == 1
    assert number.encode() not in bytes(NationalId.objects.get(person__given_name="Ylva").cipher)


def test_a_namesake_born_the_same_day_is_asked_about_and_nothing_typed_is_lost(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/children/new/"
    said = {**YLVA, "given_name": "ella", "family_name": "Solheim-Aasen", "birth_date": "2022-03-08"}
    said |= {"group": village.maurtua.pk, "starts": clock.today().isoformat()}
    answer = send(solveig, url, **said)
    assert answer.status_code == 422 and "et annet barn" in error_of(answer, "another")
    assert 'value="2022-03-08"' in answer.text and 'type="checkbox" name="another"' in answer.text
    assert send(solveig, url, **said, another="on").status_code == 303


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"birth_date": "2027-01-01"}, "birth_date", "ikke vært"),
        ({"birth_date": "i fjor"}, "birth_date", "24.11.2026"),
        ({"number": "11111111111"}, "number", "ikke et fødselsnummer"),
        ({"group": ""}, "group", "Velg avdelingen"),
        ({"place_type": ""}, "place_type", ""),
    ],
)
def test_a_child_that_can_not_be_is_refused_beside_the_field(solveig, village, wrong, field, said):
    url = f"/office/units/{village.fjellheim.pk}/children/new/"
    answer = send(solveig, url, **(YLVA | {"group": village.maurtua.pk, "starts": "2026-11-24"} | wrong))
    assert answer.status_code == 422 and said in error_of(answer, field)
    assert not Person.objects.filter(given_name="Ylva").exists()


def test_a_group_of_another_unit_can_not_be_chosen(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/children/new/"
    answer = send(solveig, url, **YLVA, group=village.harepus.pk, starts="2026-11-24")
    assert answer.status_code == 422 and not Person.objects.filter(given_name="Ylva").exists()


def test_a_protected_child_of_another_unit_takes_the_municipality(solveig, as_, village):
    from ransel.people.national_ids import decrypt

    number = decrypt(village.sara.person.national_id.cipher)
    said = {**YLVA, "number": number, "starts": "2026-11-24"}
    url = f"/office/units/{village.fjellheim.pk}/children/new/"
    answer = send(solveig, url, **said, group=village.maurtua.pk)
    assert answer.status_code == 422 and "La kommunen" in answer.text and "Sara" not in answer.text
    berit = as_(village.municipality, strong=True)
    assert send(berit, url, **said, group=village.maurtua.pk).status_code == 303


def test_nobody_kept_away_becomes_a_guardian_by_being_added_again(solveig, as_, village):
    from ransel.people.national_ids import decrypt

    number = decrypt(village.blocked.national_id.cipher)
    url = f"/office/children/{village.leon.pk}/guardians/new/"
    answer = send(solveig, url, **(ADULT | {"number": number}))
    assert answer.status_code == 422 and "sperre" in answer.text
    assert "Leon" not in as_(village.blocked).get("/home/").text


def test_who_waits_is_confirmed_and_not_added_twice(solveig, as_, village):
    from ransel.people.national_ids import decrypt

    number = decrypt(village.unconfirmed.national_id.cipher)
    url = f"/office/children/{village.ella.pk}/guardians/new/"
    assert send(solveig, url, **(ADULT | {"number": number})).status_code == 303
    assert Guardianship.objects.filter(guardian=village.unconfirmed, child=village.ella).count() == 1
    assert "Ella" in as_(village.unconfirmed).get("/home/").text
    again = send(solveig, url, **(ADULT | {"number": number}))
    assert again.status_code == 422 and "foresatt for barnet allerede" in again.text


def test_a_guardianship_that_is_ended_opens_nothing_the_day_after(solveig, as_, village):
    one = Guardianship.objects.get(guardian=village.amina)
    url = f"/office/guardianships/{one.pk}/end/"
    wrong = send(solveig, url, last_day="2026-11-01", reason="Dom")
    assert wrong.status_code == 422 and "i går" in error_of(wrong, "last_day")
    assert send(solveig, url, last_day="2026-11-23", reason="Dom, sak 26-77").status_code == 303
    assert "Leon" not in as_(village.amina).get("/home/").text
    assert Event.objects.get(what="guardianship.ended").reason == "Dom, sak 26-77"


def test_a_child_that_moves_is_on_the_new_board_from_that_day(solveig, as_, village):
    siri, mona = as_(village.siri), as_(village.other_group)
    tomorrow = clock.today() + DAY
    url = f"/office/places/{place_of(village.ella).pk}/group/"
    assert send(solveig, url, group=village.maurtua.pk, starts=tomorrow.isoformat()).status_code == 303
    assert "Ella" in board(siri, village.bikuben).text and "Ella" not in board(mona, village.maurtua).text
    with clock.moved_to(clock.now() + DAY, still=True):
        siri, mona = as_(village.siri), as_(village.other_group)
        assert "Ella" not in board(siri, village.bikuben).text and "Ella" in board(mona, village.maurtua).text


def test_a_place_that_ends_is_over_after_its_last_day(solveig, as_, village):
    place = place_of(village.jonas)
    assert send(solveig, f"/office/places/{place.pk}/end/", last_day="2026-11-24").status_code == 303
    assert "Jonas" in board(as_(village.other_group), village.maurtua).text
    with clock.moved_to(clock.now() + DAY, still=True):
        assert "Jonas" not in board(as_(village.other_group), village.maurtua).text


def test_a_child_lent_for_some_days_is_on_one_board_each_day(solveig, as_, village):
    today = clock.today()
    answer = lend(solveig, place_of(village.ella), village.harepus, today + DAY, today + 2 * DAY)
    assert answer.status_code == 303
    for number, there in ((0, False), (1, True), (2, True), (3, False)):
        with clock.moved_to(clock.now() + number * DAY, still=True):
            home, away = as_(village.siri), as_(village.other_unit)
            assert ("Ella" in board(away, village.harepus).text) == there, number
            assert ("Ella" in board(home, village.bikuben).text) == (not there), number
            marte = as_(village.marte).get("/home/").text
            assert ("Harepus" in marte) == there, "and the family sees where, on the day"


def test_an_absence_goes_to_the_units_where_the_child_would_be(solveig, village):
    today = clock.today()
    lend(solveig, place_of(village.ella), village.harepus, today, today)

    def units_told(first, last):
        said = {"reason": "ill", "first_day": first, "last_day": last}
        absence = report_absence(by=Actor(village.marte), children=[village.ella], **said)[0]
        return set(Receipt.objects.filter(about=absence.notice).values_list("unit__name", flat=True))

    assert units_told(today, today) == {"Solbakken barnehage"}
    assert units_told(today, today + DAY) == {"Solbakken barnehage", "Fjellheim barnehage"}


def test_a_loan_ends_with_the_place_it_stands_in_for(solveig, village):
    today, place = clock.today(), place_of(village.ella)
    lend(solveig, place, village.harepus, today, today + 5 * DAY)
    send(solveig, f"/office/places/{place.pk}/end/", last_day=today.isoformat())
    on = Enrolment.objects.filter(child=village.ella)
    assert [one.group for one in on.on(today)] == [village.harepus]
    assert not on.on(today + DAY).exists()


@pytest.mark.parametrize(
    ("starts", "ends", "field"), [(-1, 0, "starts"), (2, 1, "ends")], ids=["in the past", "ends before it begins"]
)
def test_a_loan_on_impossible_days_is_refused(solveig, village, starts, ends, field):
    today = clock.today()
    answer = lend(solveig, place_of(village.ella), village.harepus, today + starts * DAY, today + ends * DAY)
    assert answer.status_code == 422 and error_of(answer, field)
    assert not Enrolment.objects.exclude(stands_in_for=None).exists()


def test_a_child_is_not_in_two_places_at_once(solveig, village):
    today, place = clock.today(), place_of(village.ella)
    assert lend(solveig, place, village.harepus, today, today + DAY).status_code == 303
    answer = lend(solveig, place, village.maurtua, today + DAY, today + 2 * DAY)
    assert answer.status_code == 422 and "et annet sted" in answer.text


def test_an_adult_added_to_a_blocked_childs_family_by_mistake_is_still_kept_away(solveig, village, as_):
    set_block_on(by=Actor(village.municipality), child=village.ella, person=village.unconfirmed, reason="Vedtak")
    waiting = Guardianship.objects.get(guardian=village.unconfirmed)
    url = f"/office/guardianships/{waiting.pk}/confirmation/"
    said = {"ground": "parental_responsibility", "reason": "Sett"}
    assert send(solveig, url, **said).status_code == 422
    assert "Ella" not in as_(village.unconfirmed).get("/home/").text

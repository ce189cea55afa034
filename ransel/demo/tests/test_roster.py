"""A roster in: what is read, what it would change, and what it never can."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from ransel.core import clock
from ransel.core.writing import Refused
from ransel.demo.tests.rosters import altered, put, roster, staged, zipped
from ransel.identity.actor import Actor, Strength
from ransel.integrations.actions.apply import apply
from ransel.integrations.formats import read
from ransel.integrations.models import StagedRow, Verb
from ransel.integrations.new_access import new_access_of
from ransel.integrations.preview import preview_of
from ransel.integrations.reading.archive import NotReadable
from ransel.people.models import Block, Child, Enrolment, Guardianship, NationalId, Person, Post
from ransel.people.national_ids import decrypt, lookup


@pytest.fixture
def desk(village):
    return Actor(village.municipality, Strength.STRONG)


def test_the_same_file_again_changes_nothing(desk, village):
    assert preview_of(staged(desk, village, roster())).nothing


def test_the_preview_says_by_unit_what_would_change_and_new_access_apart(desk, village):
    made = roster()
    made.person("n-1", "Ny", "Nilsen", date(2022, 1, 1), student=True)
    made.person("n-2", "Nina", "Nilsen", date(1990, 1, 1))
    made.place("n-1", "v-fjellheim", "v-bikuben", date(2026, 8, 1))
    made.guardian("n-1", "n-2", "parental_responsibility")
    preview = preview_of(staged(desk, village, made))
    assert [(unit.name, unit.sentences) for unit in preview.units] == [("Fjellheim barnehage", ["Plasser: 1 ny"])]
    assert preview.new_access == ["1 foresatt med grunnlag i fila"]
    assert not Person.objects.filter(family_name="Nilsen").exists(), "nothing is applied until a person says so"


def test_the_preview_names_whom_it_would_let_see_whom(desk, village, as_):
    made = roster()
    made.person("n-2", "Nina", "Nilsen", date(1990, 1, 1))
    made.guardian("v-jonas", "n-2", "parental_responsibility")
    made.guardian("v-jonas", "v-stranger", "")
    made.post("n-2", "v-fjellheim", "v-bikuben", "employee", date(2026, 8, 1))
    read_in = staged(desk, village, made)
    access = new_access_of(read_in)
    jonas = Person.objects.get(as_child=village.jonas).name
    told = {(one.adult, one.child, bool(one.ground)) for one in access.guardians}
    assert told == {("Nina Nilsen", jonas, True), (village.stranger.name, jonas, False)}
    assert [one.person for one in access.posts] == ["Nina Nilsen"] and access.more == 0
    page = as_(village.municipality).get(f"/office/rosters/{read_in.pk}/").text
    assert "Nina Nilsen" in page and "Uten grunnlag" in page


@pytest.mark.parametrize("approve", [True, False])
def test_a_new_guardian_is_confirmed_only_if_the_column_is_approved(desk, village, approve):
    made = roster()
    made.guardian("v-jonas", "v-stranger", "appointed_guardian")
    put(desk, village, made, approve=approve)
    new = Guardianship.objects.get(guardian=village.stranger)
    assert (new.confirmed_by == village.municipality) is approve and bool(new.confirmed_at) is approve


def test_a_guardian_without_a_ground_is_never_confirmed_by_a_file(desk, village):
    made = roster()
    made.guardian("v-jonas", "v-stranger", "")
    put(desk, village, made)
    assert Guardianship.objects.get(guardian=village.stranger).confirmed_at is None


def test_a_block_holds_whatever_a_file_says(desk, village, as_):
    put(desk, village, altered("users", lambda row: row))
    assert Block.objects.standing().filter(person=village.blocked).exists()
    assert "Leon" not in as_(village.blocked).get("/home/").text


def test_who_is_not_named_any_more_ends_and_is_not_deleted(desk, village, as_):
    made = altered("enrollments", lambda row: None if row["userSourcedId"] in ("v-siri", "v-ella") else row)
    put(desk, village, made)
    yesterday = clock.today() - timedelta(days=1)
    assert Post.objects.get(person=village.siri).ends == yesterday
    assert Enrolment.objects.get(child=village.ella).ends == yesterday
    assert as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/").status_code == 404


def test_what_ended_and_is_named_again_is_new_access_and_waits_for_approval(desk, village, as_):
    without = altered("users", lambda row: row | {"metadata.guardianships": "", "agentSourcedIds": ""})
    with pytest.raises(Refused, match="14 av 14"):
        put(desk, village, without)
    put(desk, village, without, despite=True)
    assert "Ella" not in as_(village.marte).get("/home/").text
    again = staged(desk, village, roster())
    assert any("foresatte med grunnlag" in line for line in preview_of(again).new_access)
    apply(by=desk, roster=again, approve_ground=False)
    assert "Ella" not in as_(village.marte).get("/home/").text


def test_protection_is_raised_by_a_file_and_never_lowered(desk, village):
    put(desk, village, altered("users", lambda row: row | {"metadata.protection": ""}))
    assert Person.objects.get(pk=village.hanna.pk).protection == 2
    put(desk, village, altered("users", lambda row: row | {"metadata.protection": "confidential"}))
    assert Person.objects.get(pk=village.marte.pk).protection == 1
    assert Person.objects.get(pk=village.hanna.pk).protection == 2


def test_a_confirmation_by_hand_survives_any_file(desk, village):
    one = Guardianship.objects.get(guardian=village.marte, child=village.ella)
    put(desk, village, altered("users", lambda row: row | {"givenName": "Ny"}), approve=False)
    one.refresh_from_db()
    assert one.confirmed_at and one.ground == "parental_responsibility"


def test_applied_twice_it_is_applied_once(desk, village):
    made = roster()
    made.person("n-1", "Ny", "Nilsen", date(2022, 1, 1), student=True)
    read_in = staged(desk, village, made)
    for _time in range(2):
        apply(by=desk, roster=read_in, approve_ground=True)
    assert Person.objects.filter(family_name="Nilsen").count() == 1


def test_somebody_known_by_their_number_is_the_same_person(desk, village):
    number = decrypt(NationalId.objects.get(person=village.siri).cipher)
    made = altered(
        "users", lambda row: row | {"sourcedId": "other-system-siri"} if row["sourcedId"] == "v-siri" else row
    )
    put(desk, village, made)
    assert Person.objects.filter(given_name="Siri", family_name="Moe").count() == 1
    assert NationalId.objects.get(lookup=lookup(number)).person == village.siri


def test_a_number_is_staged_and_kept_only_encrypted(desk, village):
    number = decrypt(NationalId.objects.get(person=village.marte).cipher)
    staged(desk, village, roster())
    assert number not in str(list(StagedRow.objects.values_list("facts", flat=True)))
    assert number not in str(list(NationalId.objects.values_list("cipher", "lookup")))


def test_twins_of_one_name_and_birth_date_are_two(desk, village):
    made = roster()
    for key in ("t-1", "t-2"):
        made.person(key, "Nora", "Nilsen", date(2022, 1, 1), student=True)
        made.place(key, "v-fjellheim", "v-bikuben", date(2026, 8, 1))
    put(desk, village, made)
    assert Child.objects.filter(person__family_name="Nilsen").count() == 2


BROKEN = [
    ("users", {"givenName": ""}, "givenName", "Dette er tomt"),
    ("users", {"givenName": "=cmd()"}, "givenName", "formel"),
    ("users", {"familyName": "x" * 200}, "familyName", "for langt"),
    ("users", {"metadata.nationalId": "12345678901"}, "metadata.nationalId", "ikke et fødselsnummer"),
    ("users", {"metadata.protection": "secret"}, "metadata.protection", "kjenner ikke dette ordet"),
    ("users", {"metadata.guardianships": "v-nobody|parental_responsibility"}, "agentSourcedIds", "ingen rad"),
    ("enrollments", {"beginDate": "24.11.2026"}, "beginDate", "Skriv dager som"),
    ("enrollments", {"endDate": "1999-01-01"}, "endDate", "før den første"),
    ("enrollments", {"classSourcedId": "nowhere"}, "classSourcedId", "ingen rad"),
    ("enrollments", {"schoolSourcedId": "v-solbakken"}, "schoolSourcedId", "en annen enhet"),
    ("enrollments", {"role": "king"}, "role", "student, teacher"),
    ("classes", {"grades": "99"}, "grades", "fra 1 til 13"),
    ("demographics", {"birthDate": ""}, "birthDate", "fødselsdato"),
]


@pytest.mark.parametrize(("file", "wrong", "column", "said"), BROKEN)
def test_a_broken_row_is_said_by_file_line_column_and_reason_and_the_rest_stands(
    desk, village, file, wrong, column, said
):
    first = {
        "users": "v-ella",
        "enrollments": "v-ella-v-bikuben-20240815",
        "classes": "v-maurtua",
        "demographics": "v-ella",
    }
    made = altered(file, lambda row: row | wrong if row["sourcedId"] == first[file] else row)
    read_in = staged(desk, village, made)
    broken = read_in.broken.filter(column=column)
    assert broken and said in broken[0].reason and broken[0].line > 1
    assert not read_in.rows.filter(verb=Verb.ENDED).exists()
    assert "12345678901" not in str(list(read_in.broken.values()))


def test_an_id_used_twice_is_broken_the_second_time(desk, village):
    made = roster()
    made.rows["users"].append(dict(made.rows["users"][0]))
    assert "to ganger" in staged(desk, village, made).broken.get().reason


UNREADABLE = {
    "not a zip": (lambda: io.BytesIO(b"hello"), "ikke en zip-fil"),
    "cut off": (lambda: io.BytesIO(roster().write()[:5_000]), "ikke en zip-fil"),
    "latin-1": (lambda: zipped(users="sourcedId,givenName\n1,Bjørg".encode("latin-1")), "ikke i UTF-8"),
    "utf-16": (lambda: zipped(users="sourcedId,givenName\n1,Bjørg".encode("utf-16")), "ikke i UTF-8"),
    "missing files": (lambda: zipped(users=None, orgs=None), "orgs.csv, users.csv"),
    "some changes": (lambda: zipped(manifest=b"propertyName,value\nfile.enrollments,delta"), "Send bare én sort"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_can_not_be_read_at_all_is_refused_in_words(case, village):
    make, said = UNREADABLE[case]
    with pytest.raises(NotReadable, match=said):
        read(make())


def test_a_zip_bomb_is_not_opened(village):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.csv", b"0" * 30_000_000)
    out.seek(0)
    with pytest.raises(NotReadable, match="mistenkelig stor"):
        read(out)


def test_a_zip_in_a_zip_is_refused(village):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("inner.zip", b"PK")
    out.seek(0)
    with pytest.raises(NotReadable, match="zip inni"):
        read(out)


def test_the_municipality_uploads_looks_and_applies(as_, village):
    desk = as_(village.municipality, strong=True)
    home = f"/office/rosters/in/{village.fjordvik.pk}/"
    made = roster()
    made.person("n-1", "Ny", "Nilsen", date(2022, 1, 1), student=True)
    file = io.BytesIO(made.write())
    file.name = "roster.zip"
    preview = desk.post(f"{home}upload/", desk.form(f"{home}upload/") | {"file": file}).url
    assert "1 ny" in desk.get(preview).text
    application = f"{preview}application/"
    assert desk.post(application, desk.form(preview, application)).url == home
    assert Person.objects.filter(family_name="Nilsen").exists()
    assert "Tatt i bruk 07:02 av Berit Strand" in desk.get(home).text


def test_a_bad_upload_is_answered_beside_the_field(as_, village):
    desk = as_(village.municipality, strong=True)
    url = f"/office/rosters/in/{village.fjordvik.pk}/upload/"
    for content in (b"", b"hello"):
        file = io.BytesIO(content)
        file.name = "roster.zip"
        answer = desk.post(url, desk.form(url) | {"file": file})
        assert answer.status_code == 422 and "id_file_error" in answer.text

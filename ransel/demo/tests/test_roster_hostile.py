"""What should never be sent, through the page where one sends: answered in words, and what can be read stands."""

import io
import struct
import zipfile
from datetime import date

import pytest

from ransel.demo.tests.rosters import put, roster, zipped
from ransel.identity.actor import Actor, Strength
from ransel.integrations.models import Import, StagedRow, Verb
from ransel.integrations.tests.files import pifu
from ransel.people.models import Enrolment, Guardianship, Person
from ransel.units.models import Municipality, Unit


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    out.seek(0)
    return out


def lying(size):
    """A zip of two kilobytes whose one file says of itself that it is so big, in both places where a zip says it."""
    whole = bytearray(packed(users__csv=b"sourcedId\n" + b"1234567\n" * 40).getvalue())
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = whole.index(mark) + at
        whole[start : start + 4] = struct.pack("<I", size)
    return io.BytesIO(whole)


def in_encoding(encoding):
    return zipped(users="sourcedId,givenName,familyName\n1,Bjørg,Åsen\n".encode(encoding))


def anothers():
    other = Municipality.objects.create(number="9998", name="Sørvik kommune")
    Unit.objects.create(municipality=other, kind="school", name="Sørvik skole", number="974760673")
    return zipped(orgs=b"sourcedId,name,type,metadata.organizationNumber\nv-nordvik,Annen,school,974760673\n")


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "ccc"><!ENTITY d "&b;&b;">]><enterprise><properties/><person/>&d;</enterprise>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><enterprise/>'
PDF = b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"

REFUSED = {
    "a zip bomb": (lambda: packed(users__csv=b"0" * 30_000_000), "mistenkelig stor"),
    "a zip in a zip": (lambda: packed(inner__zip=packed(users__csv=b"a").getvalue()), "zip inni"),
    "two gigabytes in two kilobytes": (lambda: lying(2_000_000_000), "mistenkelig stor"),
    "entities": (lambda: io.BytesIO(ENTITIES), "entiteter"),
    "a document type outside": (lambda: io.BytesIO(OUTSIDE), "entiteter"),
    "entities in a zip": (lambda: packed(a__xml=ENTITIES), "entiteter"),
    "xml in utf-16 that is none": (lambda: io.BytesIO(b"\xff\xfe<\x00e\x00"), "XML"),
    "utf-16": (lambda: in_encoding("utf-16"), "ikke i UTF-8"),
    "utf-16 without a mark": (lambda: in_encoding("utf-16-le"), "ikke i UTF-8"),
    "latin-1": (lambda: in_encoding("latin-1"), "ikke i UTF-8"),
    "another municipality by number": (lambda: pifu(municipality="0301"), "en annen kommune"),
    "another municipality by unit": (anothers, "enhet som tilhører"),
    "an empty file": (lambda: io.BytesIO(b""), "tom"),
    "an empty zip": (packed, "mangler"),
    "a pdf": (lambda: io.BytesIO(PDF), "ikke en zip-fil"),
    "a pdf in a zip": (lambda: packed(roster__pdf=PDF), "mangler"),
    "a file cut off": (lambda: io.BytesIO(roster().write()[:-400]), "ikke en zip-fil"),
    "a picture that is said to be csv": (lambda: zipped(users=b"\x89PNG\r\n\x1a\n\x00\x00" * 40), "ikke i UTF-8"),
}


@pytest.fixture
def sent(as_, village):
    desk = as_(village.municipality, strong=True)
    url = f"/office/rosters/in/{village.fjordvik.pk}/upload/"

    def send(file):
        file.name = "roster.zip"
        return desk, desk.post(url, desk.form(url) | {"file": file})

    return send


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_a_roster_is_refused_beside_the_field(sent, case):
    make, said = REFUSED[case]
    file = make()
    before = Import.objects.count()
    _desk, answer = sent(file)
    assert answer.status_code == 422 and "id_file_error" in answer.text
    assert said in answer.text and Import.objects.count() == before


def one_more():
    """The village's roster with one child more: what is to stand of a file that is wrong elsewhere."""
    made = roster()
    made.person("n", "Ny", "Nilsen", date(2022, 1, 1), student=True)
    made.place("n", "v-fjellheim", "v-bikuben", date(2026, 8, 1))
    return made


def exchanged(name, one, other, made=None):
    """Two columns have each other's headers."""
    with zipfile.ZipFile(io.BytesIO((made or one_more()).write())) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    header, rest = files[f"{name}.csv"].decode().split("\r\n", 1)
    names = {one: other, other: one}
    header = ",".join(names.get(column, column) for column in header.split(","))
    files[f"{name}.csv"] = f"{header}\r\n{rest}".encode()
    return packed(**files)


def twice():
    made = one_more()
    made.rows["users"].append(dict(made.rows["users"][0], givenName="Annen"))
    made.rows["enrollments"].append(dict(made.rows["enrollments"][0], classSourcedId="v-maurtua"))
    return io.BytesIO(made.write())


def dangling():
    made = one_more()
    made.guardian("v-ella", "nobody", "parental_responsibility")
    made.rows["enrollments"].append(dict(made.rows["enrollments"][0], sourcedId="x", userSourcedId="nobody"))
    return io.BytesIO(made.write())


READ_IN_PART = {  # case: (the file, what is said of the rows that are wrong, whether a new child can be read in it)
    "ids used twice": (twice, "to ganger", True),
    "dangling references": (dangling, "ingen rad", True),
    "names and numbers exchanged": (
        lambda: exchanged("users", "givenName", "metadata.nationalId"),
        "fødselsnummer",
        False,
    ),
    "people and groups exchanged": (
        lambda: exchanged("enrollments", "userSourcedId", "classSourcedId"),
        "ingen rad",
        True,
    ),
}


@pytest.mark.parametrize("case", READ_IN_PART)
def test_rows_that_can_not_be_are_said_and_nothing_ends_by_them(sent, village, as_, case):
    make, said, new = READ_IN_PART[case]
    before = set(Guardianship.objects.values_list("pk", "ends", "confirmed_at"))
    desk, answer = sent(make())
    assert answer.status_code == 303
    page = desk.get(answer.url)
    assert page.status_code == 200 and said in page.text
    assert not StagedRow.objects.filter(verb=Verb.ENDED).exists()
    if new:
        application = f"{answer.url}application/"
        assert desk.post(application, desk.form(answer.url, application)).status_code == 303
    assert Person.objects.filter(family_name="Nilsen").exists() is new, "what can be read stands"
    assert set(Guardianship.objects.values_list("pk", "ends", "confirmed_at")) == before
    assert Enrolment.objects.get(child=village.ella).ends is None
    assert "Ella" in as_(village.marte).get("/home/").text and not Person.objects.filter(given_name="Annen").exists()


def test_a_file_with_headers_and_no_rows_ends_nothing_before_somebody_says_that_it_is_meant(sent, village):
    with zipfile.ZipFile(io.BytesIO(roster().write())) as archive:
        heads = {name.removesuffix(".csv"): archive.read(name).split(b"\r\n")[0] for name in archive.namelist()}
    desk, answer = sent(zipped(**heads))
    assert answer.status_code == 303
    application = f"{answer.url}application/"
    refused = desk.post(application, desk.form(answer.url, application))
    assert refused.status_code == 422 and "Her stopper det" in refused.text
    assert Enrolment.objects.get(child=village.ella).ends is None


def test_days_that_have_changed_places_stop_where_they_would_end_what_stands(sent, village):
    """Without a first day a place begins with the term; what was the first day has become the last, and is past."""
    made = roster()
    for key in ("n-1", "n-2", "n-3"):
        made.person(key, "Ny", "Nilsen", date(2018, 1, 1), student=True)
        made.place(key, "v-nordvik", "v-class_3b", date(2026, 8, 17), kind="pupil")
    put(Actor(village.municipality, Strength.STRONG), village, made)
    desk, answer = sent(exchanged("enrollments", "beginDate", "endDate", made))
    application = f"{answer.url}application/"
    refused = desk.post(application, desk.form(answer.url, application))
    assert refused.status_code == 422 and "Her stopper det. Plasser" in refused.text
    assert Enrolment.objects.get(child=village.odin).ends is None

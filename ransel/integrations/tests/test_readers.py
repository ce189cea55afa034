"""What each format says, in our own words; and what none of them can make true."""

import io
from datetime import date

import pytest

from ransel.integrations.formats import ONEROSTER, PIFU, PLAIN, SDS, read
from ransel.integrations.models import Kind
from ransel.integrations.plain.examples import example
from ransel.integrations.reading.archive import NotReadable
from ransel.integrations.tests.files import ONEROSTER_11, person, pifu, zipped


def facts(staged, kind):
    return {key: one.facts for key, one in staged.facts[kind].items()}


def test_oneroster_1_1_has_its_roles_in_users_and_its_days_in_the_term():
    system, staged = read(zipped(**ONEROSTER_11))
    assert system == ONEROSTER and not staged.broken
    place = facts(staged, Kind.PLACE)["e1"]
    assert (place["child"], place["group"]) == ("s1", "c1")
    assert (place["starts"], place["ends"]) == (date(2026, 8, 17), date(2027, 6, 18))
    assert facts(staged, Kind.POST)["e2"]["starts"] == date(2026, 8, 1)
    assert facts(staged, Kind.PERSON)["s1"]["child"] is True
    assert staged.municipality == "9999"


def test_neither_guardian_nor_parent_is_a_ground_and_a_relative_is_nothing_at_all():
    _system, staged = read(zipped(**ONEROSTER_11))
    told = facts(staged, Kind.GUARDIANSHIP)
    assert {key: one["ground"] for key, one in told.items()} == {"s1/p1": "", "s1/p2": ""}


@pytest.mark.parametrize("change", [str.upper, lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_case_of_headers_marks_and_line_ends_do_not_matter(change):
    files = dict(ONEROSTER_11)
    for name, text in files.items():
        head, _mark, rest = text.partition("\n")
        files[name] = change(f"{head}\n{rest}") if change is not str.upper else f"{head.upper()}\n{rest}"
    _system, staged = read(zipped(**files))
    assert not staged.broken and len(staged.facts[Kind.PERSON]) == 5


def changes(**files):
    manifest = "propertyName,value\n" + "\n".join(
        f"file.{name},{'delta' if name in files else 'absent'}" for name in ("orgs", "users", "classes", "enrollments")
    )
    return zipped(manifest=manifest, **files)


KNOWN = frozenset(
    [
        (Kind.UNIT, "o1"),
        (Kind.GROUP, "c1"),
        *((Kind.PERSON, one) for one in ("s1", "p1", "p2")),
        *((Kind.GUARDIANSHIP, one) for one in ("s1/p1", "s1/p2")),
        (Kind.PLACE, "e1"),
    ]
)


def read_changes(**files):
    return read(changes(**files), lambda system: KNOWN)[1]


def test_a_file_of_changes_may_point_at_what_was_told_before():
    columns = "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate"
    enrolment = f"{columns}\ne9,active,c1,o1,s1,student,2026-12-01"
    staged = read_changes(enrollments=enrolment)
    assert not staged.bulk and not staged.broken and facts(staged, Kind.PLACE)["e9"]["child"] == "s1"
    assert read(changes(enrollments=enrolment))[1].broken[0].column == "userSourcedId"


def test_a_file_of_changes_ends_what_it_says_is_deleted():
    enrolment = "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role\ne1,tobedeleted,c1,o1,s1,student"
    assert read_changes(enrollments=enrolment).gone == {(Kind.PLACE, "e1")}
    user = "sourcedId,status,givenName,familyName\np1,tobedeleted,Marte,Sand"
    assert read_changes(users=user).gone == {(Kind.PERSON, "p1"), (Kind.GUARDIANSHIP, "s1/p1")}


def test_in_a_file_of_changes_a_childs_row_names_all_of_its_adults():
    user = "sourcedId,status,givenName,familyName,role,agentSourcedIds\ns1,active,Ella,Sand,student,p2"
    assert read_changes(users=user).gone == {(Kind.GUARDIANSHIP, "s1/p1")}
    without = "sourcedId,status,givenName,familyName,role\ns1,active,Ella,Sand,student"
    assert not read_changes(users=without).gone


def test_pifu_ties_adults_to_children_and_makes_nobody_a_guardian():
    system, staged = read(pifu())
    assert system == PIFU and not staged.broken, staged.broken
    assert {key: one["ground"] for key, one in facts(staged, Kind.GUARDIANSHIP).items()} == {
        "pupil/mother": "",
        "pupil/foster": "",
    }
    assert [(one["kind"], one["name"], one["number"]) for one in facts(staged, Kind.UNIT).values()] == [
        ("school", "Nordvik skole", "974760673")
    ]
    assert [one["name"] for one in facts(staged, Kind.GROUP).values()] == ["3B"]
    posts = {(one["person"], one["role"], one["group"]) for one in facts(staged, Kind.POST).values()}
    assert posts == {("teacher", "contact_teacher", "3B"), ("head", "leader", None)}
    place = facts(staged, Kind.PLACE)["3B/pupil/01"]
    assert (place["starts"], place["ends"], place["place_type"]) == (date(2026, 8, 17), None, "pupil")


def test_pifu_in_a_zip_is_the_same():
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("uttrekk.xml", pifu().read())
    packed.seek(0)
    system, staged = read(packed)
    assert system == PIFU and len(staged.facts[Kind.PERSON]) == 7


def test_pifu_says_when_somebody_has_got_another_id_and_what_is_deleted():
    moved = person("pupil", "Ella", born="2018-03-08", former="old-pupil")
    staged = read(pifu(persons=[moved, person("teacher", "Silje"), person("head", "Solveig")]))[1]
    assert staged.renamed == {"old-pupil": "pupil"}
    deleted = read(pifu(kind="delta", persons=[person("mother", "Marte", status="3")], pupil=""), lambda system: KNOWN)
    assert (Kind.PERSON, "mother") in deleted[1].gone


HOSTILE = {
    "entities": '<!DOCTYPE a [<!ENTITY b "cccc">]><enterprise><properties/><person>&b;</person></enterprise>',
    "a file of the machine": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><enterprise>&b;</enterprise>',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_document_with_entities_is_refused(case):
    with pytest.raises(NotReadable, match="entit"):
        read(io.BytesIO(HOSTILE[case].encode()))


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("<enterprise><properties/><person>", "XML"),
        ("<roster/>", "PIFU-IMS"),
        ("<enterprise><person/></enterprise>", "egenskapene"),
    ],
)
def test_a_document_that_is_something_else_is_refused(document, said):
    with pytest.raises(NotReadable, match=said):
        read(io.BytesIO(document.encode()))


def test_a_person_without_an_id_or_a_name_is_broken_and_the_rest_stands():
    broken = [person("", "Ingen"), person("mother", "=1+1"), person("head", "Solveig")]
    staged = read(pifu(persons=broken, pupil=""))[1]
    assert {(one.column, one.line) for one in staged.broken if one.file == "person"} == {("sourcedid", 1), ("given", 2)}
    assert "head" in staged.facts[Kind.PERSON]


SDS_FILES = {
    "orgs": "sourcedId,name,type,parentSourcedId\no1,Nordvik skole,school,",
    "academicSessions": "sourcedId,title,type,schoolYear,startDate,endDate\ns,26,schoolYear,2026,2026-08-17,2027-06-18",
    "classes": "sourcedId,orgSourcedId,title,sessionSourcedIds,courseSourcedId\nc1,o1,3B,s,",
    "users": """sourcedId,username,givenName,familyName,password,email,phone
k1,ella@x,Ella,Sand,Sommer123,ella@x,
g1,marte@x,Marte,Sand,Sommer123,marte@x,+4799
r1,tor@x,Tor,Sand,Sommer123,tor@x,
t1,silje@x,Silje,Bakke,Sommer123,,""",
    "roles": "userSourcedId,orgSourcedId,role,sessionSourcedId\nk1,o1,student,s\nt1,o1,teacher,s",
    "enrollments": "classSourcedId,userSourcedId,role\nc1,k1,student\nc1,t1,teacher",
    "relationships": "userSourcedId,relationshipUserSourcedId,relationshipRole\nk1,g1,guardian\nk1,r1,relative",
    "demographics": "userSourcedId,birthDate\nk1,2018-03-08",
}


def test_school_data_sync_has_its_guardians_in_relationships_and_relatives_are_none():
    system, staged = read(zipped(**SDS_FILES))
    assert system == SDS and not staged.broken, staged.broken
    assert list(facts(staged, Kind.GUARDIANSHIP)) == ["k1/g1"]
    assert facts(staged, Kind.PLACE)["c1/k1/student"]["starts"] == date(2026, 8, 17)


def test_passwords_and_other_columns_nobody_asked_for_are_not_staged():
    _system, staged = read(zipped(**SDS_FILES))
    kept = str([one.facts for kind in Kind for one in staged.facts[kind].values()])
    assert "Sommer123" not in kept and "+4799" not in kept and "marte@x" not in kept


def test_our_own_sheets_as_they_are_handed_out_can_be_read_in():
    system, staged = read(io.BytesIO(example()))
    assert system == PLAIN and not staged.broken, staged.broken
    guardian = facts(staged, Kind.GUARDIANSHIP)["b1/f1"]
    assert guardian["ground"] == "parental_responsibility"
    assert facts(staged, Kind.PERSON)["b1"]["birth_date"] == date(2022, 3, 8)


SHEETS = {
    "enheter": "id;navn;type\ne1;Solbakken;barnehage",
    "grupper": "id;enhet;navn;type\ng1;e1;Harepus;avdeling",
    "barn": "id;fornavn;etternavn;fodselsdato;gruppe;fra"
    "\nb1;Ella;Sand;8.3.2022;g1;15.08.2026\nb2;Per;Sand;8.3.2022;g1;15.08.2026",
    "foresatte": "id;fornavn;etternavn;barn;grunnlag\nf1;Marte;Sand;b1;foreldreansvar\nf1;Marte;Sand;b2;",
}


def test_one_adult_stands_on_a_row_for_each_child():
    staged = read(zipped(**SHEETS))[1]
    assert not staged.broken and len(staged.facts[Kind.GUARDIANSHIP]) == 2 and len(staged.facts[Kind.PERSON]) == 3


@pytest.mark.parametrize(
    ("file", "row", "column"),
    [
        ("foresatte", "f1;Kari;Sand;b1;foreldreansvar", "id"),
        ("foresatte", "f1;Marte;Sand;b1;foreldreansvar", "id"),
        ("foresatte", "b1;Ella;Sand;b2;", "id"),
        ("foresatte", "f2;Kari;Sand;b1;mor", "grunnlag"),
        ("foresatte", "f2;Kari;Sand;b9;", "barn"),
        ("barn", "b3;Ola;Sand;31.02.2022;g1;15.08.2026", "fodselsdato"),
        ("barn", "b3;2022-01-01;Sand;Ola;g1;15.08.2026", "fodselsdato"),
        ("barn", "b3;Ola;Sand;;g1;15.08.2026", "birthDate"),
        ("barn", "b3;Ola;Sand;1.1.2022;g9;15.08.2026", "gruppe"),
        ("enheter", "e2;Nordvik;universitet", "type"),
    ],
)
def test_a_row_that_can_not_be_is_said_by_file_line_and_column(file, row, column):
    staged = read(zipped(**SHEETS | {file: f"{SHEETS[file]}\n{row}"}))[1]
    lines = SHEETS[file].count("\n") + 2
    assert [(one.file, one.line, one.column) for one in staged.broken] == [(f"{file}.csv", lines, column)]

"""School Data Sync 2.1 into staged facts. Only named columns are read: passwords, flags and the rest go no further."""

from django.utils.translation import gettext as _

from ransel.integrations.models import Kind
from ransel.integrations.oneroster.reader import CHILD, LEADING, MUNICIPAL
from ransel.integrations.reading.archive import Archive, NotReadable
from ransel.integrations.reading.book import Book, dates, national_number
from ransel.integrations.reading.cells import BadCell, Cells
from ransel.integrations.staging import Staged
from ransel.people.models import Role
from ransel.units.models import GroupKind, UnitKind

NEEDED = ("orgs", "users", "roles", "classes", "enrollments")
STAFF = ("teacher", "professor", "faculty", "lecturer", "aide", "staff", "proctor")
GUARDING = ("parent", "guardian")  # what makes an adult somebody to confirm; a relative, a doctor, a friend never is


def is_sds(archive) -> bool:
    """It has no manifest, and its enrolments have no ids of their own."""
    others = "manifest" in archive or "enrollments" not in archive
    return "users" in archive and not others and "sourcedid" not in archive.columns("enrollments")


def read(archive: Archive, known=frozenset()) -> Staged:
    """Raises NotReadable when the file as a whole can't be read. It is always all there is."""
    missing = [f"{name}.csv" for name in NEEDED if name not in archive]
    if missing:
        raise NotReadable(_("These files are missing in the zip: %(files)s.") % {"files": ", ".join(missing)})
    reading = Reading(archive)
    for name in ("orgs", "classes", "users"):
        reading.each(f"{name}.csv", archive.rows(name), getattr(reading, f"_{name}"))
    for name, columns in (
        ("roles", ("userSourcedId", "orgSourcedId", "role")),
        ("enrollments", ("classSourcedId", "userSourcedId", "role")),
        ("relationships", ("userSourcedId", "relationshipUserSourcedId")),
    ):
        rows, take = archive.rows(name), getattr(reading, f"_{name}")
        reading.each(f"{name}.csv", rows, take, id_of=lambda cells, of=columns: "/".join(map(cells.needed, of)))
    return reading.close("relationshipUserSourcedId")


class Reading(Book):
    def __init__(self, archive):
        super().__init__()
        self.born = {row.get("usersourcedid"): row.get("birthdate", "") for _line, row in archive.rows("demographics")}
        self.sessions = {row.get("sourcedid"): Cells(row) for _line, row in archive.rows("academicSessions")}
        self.session_of: dict = {}
        self.children = {
            row.get("usersourcedid") for _line, row in archive.rows("roles") if row.get("role", "").lower() == CHILD
        }

    def _orgs(self, source_id, cells):
        if cells.text("type").lower() not in MUNICIPAL:
            kind = cells.one_of("unitKind", UnitKind.values, otherwise=UnitKind.SCHOOL)
            number = cells.organisation_number("organizationNumber")
            self.unit(source_id, kind=kind, name=cells.name("name"), number=number)

    def _classes(self, source_id, cells):
        unit = self.pointed_at(Kind.UNIT, cells, "orgSourcedId")
        kind = cells.one_of("groupKind", GroupKind.values, otherwise=GroupKind.CLASS)
        self.session_of[source_id] = self.sessions.get(cells.text("sessionSourcedIds").split(",")[0].strip())
        self.group(source_id, unit=unit, kind=kind, name=cells.name("title"))

    def _users(self, source_id, cells):
        self.person(
            source_id,
            cells,
            given=cells.name("givenName"),
            family=cells.name("familyName"),
            born=Cells({"birthdate": self.born.get(source_id, "")}).date("birthDate"),
            child=source_id in self.children,
            number=national_number(cells, "nationalId"),
        )

    def _roles(self, source_id, cells):
        role = LEADING.get(cells.text("role").lower())
        if role:
            person = self.pointed_at(Kind.PERSON, cells, "userSourcedId")
            unit = None if role == Role.MUNICIPALITY else self.pointed_at(Kind.UNIT, cells, "orgSourcedId")
            lasts = dates(cells, "roleStartDate", "roleEndDate")
            self.post(source_id, person=person, unit=unit, group=None, role=role, **lasts)

    def _enrollments(self, source_id, cells):
        person = self.pointed_at(Kind.PERSON, cells, "userSourcedId")
        group = self.pointed_at(Kind.GROUP, cells, "classSourcedId")
        session = self.session_of.get(group)
        term = (session.date("startDate"), session.date("endDate")) if session else (None, None)
        where = {"unit": self.unit_of(group), "group": group, **dates(cells, otherwise=term)}
        told = cells.text("role").lower()
        if told == CHILD:
            self.place_of(source_id, child=person, **where)
        elif told in STAFF:
            self.post(source_id, person=person, role=Role.EMPLOYEE, **where)
        else:
            raise BadCell("role", _("We do not know this word here."))

    def _relationships(self, source_id, cells):
        if cells.text("relationshipRole").lower() in GUARDING:
            self.guardianship(cells.needed("userSourcedId"), cells.needed("relationshipUserSourcedId"))

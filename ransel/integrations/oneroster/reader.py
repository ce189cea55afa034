"""OneRoster's files, 1.1 and 1.2, whole or changes only, row by row into staged facts."""

from django.utils.translation import gettext as _

from ransel.integrations.models import Kind
from ransel.integrations.reading.archive import Archive, NotReadable
from ransel.integrations.reading.book import LANGUAGES, PROTECTION, Book, dates, national_number
from ransel.integrations.reading.cells import BadCell, Cells
from ransel.integrations.staging import Staged
from ransel.people.models import Guardianship, PlaceType, Role
from ransel.units.models import GroupKind, UnitKind

NEEDED = ("orgs", "users", "classes", "enrollments")
CHILD = "student"
MUNICIPAL = ("district", "local")
LEADING = {"principal": Role.LEADER, "siteadministrator": Role.OFFICE, "districtadministrator": Role.MUNICIPALITY}
FAMILY = ("parent", "guardian", "relative")
GROUNDS, RESIDENCES = frozenset(Guardianship.Ground.values), frozenset(Guardianship.Residence.values)
PLACES, POSTS = frozenset(PlaceType.values), frozenset(Role.values)
IN_GROUP = ("teacher", "aide", "proctor")


def read(archive: Archive, known=frozenset()) -> Staged:
    """Raises NotReadable when the file as a whole can't be read; everything smaller is a broken row."""
    bulk = _is_bulk(archive)
    missing = [f"{name}.csv" for name in NEEDED if name not in archive] if bulk else []
    if missing:
        raise NotReadable(_("These files are missing in the zip: %(files)s.") % {"files": ", ".join(missing)})
    reading = Reading(archive, bulk=bulk, known=known)
    for name in ("orgs", "classes", "users", "roles", "enrollments"):
        reading.each(f"{name}.csv", archive.rows(name), getattr(reading, f"_{name}"))
    return reading.close("agentSourcedIds")


class Reading(Book):
    def __init__(self, archive, *, bulk, known):
        super().__init__(bulk=bulk, known=known)
        self.born = {row.get("sourcedid"): row.get("birthdate", "") for _line, row in archive.rows("demographics")}
        self.terms = {row.get("sourcedid"): Cells(row) for _line, row in archive.rows("academicSessions")}
        self.term_of: dict = {}  # {group: the term it runs in}
        self.municipal: set = set()
        self.roles: dict = {}  # {user: roles in lower case}
        for name in ("roles", "users"):
            for _line, row in archive.rows(name) if "role" in archive.columns(name) else ():
                user = row.get("usersourcedid" if name == "roles" else "sourcedid")
                if role := row.get("role", "").lower():
                    self.roles.setdefault(user, set()).add(role)
        self.relatives = {user for user, roles in self.roles.items() if roles & set(FAMILY) == {"relative"}}

    def _orgs(self, source_id, cells):
        if cells.text("type").lower() in MUNICIPAL:
            self.municipal.add(source_id)
            number = cells.text("identifier")
            self.staged.municipality = number if len(number) == 4 and number.isdigit() else ""
        elif _deleted(cells):
            self.gone(Kind.UNIT, source_id)
        else:
            kind = cells.one_of("metadata.unitKind", UnitKind.values, otherwise=UnitKind.SCHOOL)
            said = {"phone": cells.text("metadata.phone"), "email": cells.text("metadata.email")}
            number = cells.organisation_number("metadata.organizationNumber")
            self.unit(source_id, kind=kind, name=cells.name("name"), number=number, **said)

    def _classes(self, source_id, cells):
        if _deleted(cells):
            return self.gone(Kind.GROUP, source_id)
        unit = self.pointed_at(Kind.UNIT, cells, "schoolSourcedId")
        kind = cells.one_of("metadata.groupKind", GroupKind.values, otherwise=GroupKind.CLASS)
        self.term_of[source_id] = self.terms.get(cells.text("termSourcedIds").split(",")[0].strip())
        return self.group(source_id, unit=unit, kind=kind, name=cells.name("title"), year_level=cells.number("grades"))

    def _users(self, source_id, cells):
        if _deleted(cells):
            self.gone(Kind.PERSON, source_id)
            return
        child = CHILD in self.roles.get(source_id, ())
        self.person(
            source_id,
            cells,
            given=cells.name("givenName"),
            family=cells.name("familyName"),
            born=Cells({"birthdate": self.born.get(source_id, "")}).date("birthDate"),
            child=child,
            number=national_number(cells, "metadata.nationalId"),
            protection=PROTECTION[cells.one_of("metadata.protection", PROTECTION, otherwise="")],
            language=cells.one_of("metadata.language", LANGUAGES, otherwise="nb"),
        )
        if child or not self.staged.bulk:  # an adult's agents are the children, who name the adult themselves
            self._guardians(source_id, cells)

    def _guardians(self, child, cells):
        """One entry an adult: id|ground|residence|from|to. An agent without one has no ground."""
        told = {}
        for entry in filter(None, cells.text("metadata.guardianships").split(",")):
            parts = [*entry.split("|"), "", "", "", ""]
            told[parts[0].strip()] = Cells(
                dict(zip(("ground", "residence", "begindate", "enddate"), parts[1:5], strict=True))
            )
        for agent in [*told, *(one.strip() for one in cells.text("agentSourcedIds").split(",") if one.strip())]:
            entry = told.get(agent, Cells({}))
            ground = entry.one_of("ground", GROUNDS, otherwise="")
            residence = entry.one_of("residence", RESIDENCES, otherwise="")
            starts, ends = entry.date("beginDate"), entry.date("endDate")
            self.guardianship(child, agent, ground=ground, residence=residence, starts=starts, ends=ends)
        if "agentsourcedids" in cells.row or "metadata.guardianships" in cells.row:
            self.staged.whole_families.add(child)  # only now: a row that breaks off names nobody who is gone

    def _roles(self, source_id, cells):
        """Leaders, offices and the municipality; who is in a group comes with the enrolments."""
        role = LEADING.get(cells.text("role").lower())
        if role is None:
            return None
        if _deleted(cells):
            return self.gone(Kind.POST, source_id)
        person = self.pointed_at(Kind.PERSON, cells, "userSourcedId")
        unit = None if role == Role.MUNICIPALITY else self.pointed_at(Kind.UNIT, cells, "orgSourcedId")
        return self.post(source_id, person=person, unit=unit, group=None, role=role, **dates(cells))

    def _enrollments(self, source_id, cells):
        told = cells.text("role").lower()
        if _deleted(cells):
            return self.gone(Kind.PLACE if told == CHILD else Kind.POST, source_id)
        person = self.pointed_at(Kind.PERSON, cells, "userSourcedId")
        group = self.pointed_at(Kind.GROUP, cells, "classSourcedId")
        unit = self.pointed_at(Kind.UNIT, cells, "schoolSourcedId")
        if self.unit_of(group) not in (None, unit):
            raise BadCell("schoolSourcedId", _("The group belongs to another unit."))
        where = {"unit": unit, "group": group, **dates(cells, otherwise=self._term(group))}
        if told == CHILD:
            self._refuse_an_adult(person)
            kind = cells.one_of("metadata.placeType", PLACES, otherwise=PlaceType.FULL)
            return self.place_of(source_id, child=person, place_type=kind, **where)
        if told in IN_GROUP:
            role = cells.one_of("metadata.post", POSTS, otherwise=Role.EMPLOYEE)
            return self.post(source_id, person=person, role=role, **where)
        raise BadCell("role", _("We know student, teacher, aide and proctor here."))

    def _refuse_an_adult(self, person):
        fact = self.staged.facts[Kind.PERSON].get(person)
        if fact and not fact.facts["child"] and self.staged.bulk:
            raise BadCell("userSourcedId", _("This is nobody the file tells of as a child."))

    def _term(self, group):
        """The days of the term a group runs in: 1.1 seldom gives an enrolment days of its own."""
        term = self.term_of.get(group)
        return (term.date("startDate"), term.date("endDate")) if term else (None, None)


def _deleted(cells):
    return cells.text("status").lower() == "tobedeleted"


def _is_bulk(archive):
    """The manifest says it of each file. Whole and changes in one zip is more than anybody could mean."""
    told = {row.get("propertyname", ""): row.get("value", "").lower() for _line, row in archive.rows("manifest")}
    ways = {told.get(f"file.{name}", "bulk") for name in NEEDED} - {"absent"}
    if {"bulk", "delta"} <= ways:
        raise NotReadable(_("The manifest says that some files are whole and some hold changes only. Send one kind."))
    return "delta" not in ways

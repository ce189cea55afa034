"""OneRoster's files, row by row, into staged facts. A row that is broken is said, and left out; the rest stands."""

from base64 import b64encode

from django.utils.translation import gettext as _

from ransel.integrations.models import Kind
from ransel.integrations.oneroster.archive import Archive, NotReadable
from ransel.integrations.oneroster.cells import BadCell, Cells
from ransel.integrations.staging import Broken, Staged
from ransel.people.models import Guardianship, PlaceType, Role
from ransel.people.national_ids import NotANumber, compact, encrypt, lookup
from ransel.units.models import GroupKind, UnitKind

NEEDED = ("orgs", "users", "classes", "enrollments")
CHILD_ROLES = ("student",)
LEADING = {"principal": Role.LEADER, "siteadministrator": Role.OFFICE, "districtadministrator": Role.MUNICIPALITY}
PROTECTION = {"": 0, "none": 0, "confidential": 1, "strictly_confidential": 2}


def read(file) -> Staged:
    """Raises NotReadable when the file as a whole can't be read; everything smaller is a broken row."""
    archive = Archive(file)
    missing = [f"{name}.csv" for name in NEEDED if name not in archive]
    if missing:
        raise NotReadable(_("These files are missing in the zip: %(files)s.") % {"files": ", ".join(missing)})
    reading = Reading(archive)
    for name in ("orgs", "classes", "users", "roles", "enrollments"):
        reading.file(name)
    reading.drop_unknown_guardians()
    return reading.staged


class Reading:
    def __init__(self, archive):
        if not _is_bulk(archive):
            raise NotReadable(_("This file holds changes only. Send the whole roster."))
        self.archive, self.staged = archive, Staged()
        self.born = {row.get("sourcedid"): row.get("birthdate", "") for _line, row in archive.rows("demographics")}
        self.municipal = set()  # the orgs that are districts
        self.children = set()  # users who are students
        self.told_on = {}  # the line each guardianship was told on
        self.line = 0
        for _line, row in archive.rows("roles"):
            if row.get("role", "").lower() in CHILD_ROLES:
                self.children.add(row.get("usersourcedid"))

    def file(self, name):
        """Every row of one file through the function of its name."""
        take, seen = getattr(self, f"_{name}"), set()
        for line, row in self.archive.rows(name):
            cells, self.line = Cells(row), line
            try:
                source_id = cells.needed("sourcedId")
                if source_id in seen:
                    raise BadCell("sourcedId", _("This id is used twice."))
                seen.add(source_id)
                if cells.text("status").lower() != "tobedeleted":
                    take(source_id, cells)
            except BadCell as bad:
                self.staged.broken.append(Broken(f"{name}.csv", line, bad.column, bad.reason))

    def _orgs(self, source_id, cells):
        if cells.text("type").lower() in ("district", "local"):
            self.municipal.add(source_id)
            return
        kind = cells.one_of("metadata.unitKind", UnitKind.values, otherwise=UnitKind.SCHOOL)
        said = {"phone": cells.text("metadata.phone"), "email": cells.text("metadata.email")}
        self.staged.add(Kind.UNIT, source_id, kind=kind, name=cells.name("name"), **said)

    def _classes(self, source_id, cells):
        unit = self._known(Kind.UNIT, cells, "schoolSourcedId")
        kind = cells.one_of("metadata.groupKind", GroupKind.values, otherwise=GroupKind.CLASS)
        level = cells.number("grades")
        self.staged.add(Kind.GROUP, source_id, unit=unit, kind=kind, name=cells.name("title"), year_level=level)

    def _users(self, source_id, cells):
        child = source_id in self.children or cells.text("role").lower() in CHILD_ROLES
        born = Cells({"birthdate": self.born.get(source_id, "")}).date("birthDate")
        if child and born is None:
            raise BadCell("birthDate", _("A child needs a birth date, in demographics.csv."))
        self.staged.add(
            Kind.PERSON,
            source_id,
            given_name=cells.name("givenName"),
            family_name=cells.name("familyName"),
            birth_date=born,
            protection=PROTECTION[cells.one_of("metadata.protection", PROTECTION, otherwise="")],
            language=cells.one_of("metadata.language", ("nb", "nn", "en"), otherwise="nb"),
            child=child,
            **_number(cells),
        )
        self._guardianships(source_id, cells)

    def _guardianships(self, child, cells):
        """One entry an adult: id|ground|residence|from|to. An agent without one has no ground."""
        told = {}
        for entry in filter(None, cells.text("metadata.guardianships").split(",")):
            parts = [*entry.split("|"), "", "", "", ""]
            told[parts[0].strip()] = Cells(
                dict(zip(("ground", "residence", "begindate", "enddate"), parts[1:5], strict=True))
            )
        for agent in [*told, *(one.strip() for one in cells.text("agentSourcedIds").split(",") if one.strip())]:
            entry = told.get(agent, Cells({}))
            self.staged.add(
                Kind.GUARDIANSHIP,
                f"{child}/{agent}",
                child=child,
                guardian=agent,
                ground=entry.one_of("ground", Guardianship.Ground.values, otherwise=""),
                residence=entry.one_of(
                    "residence", Guardianship.Residence.values, otherwise=Guardianship.Residence.LIVES_WITH
                ),
                starts=entry.date("beginDate"),
                ends=entry.date("endDate"),
            )

            self.told_on[f"{child}/{agent}"] = self.line

    def drop_unknown_guardians(self):
        """An adult may stand further down than the child: so only now is it known who is not there at all."""
        guardianships = self.staged.facts[Kind.GUARDIANSHIP]
        for source_id in [key for key, one in guardianships.items() if self._dangles(one.facts)]:
            del guardianships[source_id]
            reason = _("There is no row with this id, or that row is broken.")
            self.staged.broken.append(Broken("users.csv", self.told_on[source_id], "agentSourcedIds", reason))

    def _dangles(self, facts):
        return not all(self.staged.knows(Kind.PERSON, facts[key]) for key in ("child", "guardian"))

    def _roles(self, source_id, cells):
        """Leaders, offices and the municipality; who is in a group comes with the enrolments."""
        role = LEADING.get(cells.text("role").lower())
        if role is None:
            return
        person = self._known(Kind.PERSON, cells, "userSourcedId")
        unit = None if role == Role.MUNICIPALITY else self._known(Kind.UNIT, cells, "orgSourcedId")
        self.staged.add(Kind.POST, source_id, person=person, unit=unit, group=None, role=role, **_dates(cells))

    def _enrollments(self, source_id, cells):
        person = self._known(Kind.PERSON, cells, "userSourcedId")
        group = self._known(Kind.GROUP, cells, "classSourcedId")
        unit = self._known(Kind.UNIT, cells, "schoolSourcedId")
        if self.staged.facts[Kind.GROUP][group].facts["unit"] != unit:
            raise BadCell("schoolSourcedId", _("The group belongs to another unit."))
        where = {"unit": unit, "group": group, **_dates(cells)}
        if cells.text("role").lower() in CHILD_ROLES:
            kind = cells.one_of("metadata.placeType", PlaceType.values, otherwise=PlaceType.FULL)
            self.staged.add(Kind.PLACE, source_id, child=person, place_type=kind, **where)
        elif cells.text("role").lower() in ("teacher", "aide", "proctor"):
            role = cells.one_of("metadata.post", Role.values, otherwise=Role.EMPLOYEE)
            self.staged.add(Kind.POST, source_id, person=person, role=role, **where)
        else:
            raise BadCell("role", _("We know student, teacher, aide and proctor here."))

    def _known(self, kind, cells, column):
        source_id = cells.needed(column)
        if not self.staged.knows(kind, source_id):
            raise BadCell(column, _("There is no row with this id, or that row is broken."))
        return source_id


def _number(cells):
    """The national number, encrypted at once; in clear it goes no further than this."""
    told = cells.text("metadata.nationalId")
    if not told:
        return {"lookup": "", "cipher": ""}
    try:
        digits = compact(told)
    except NotANumber:
        raise BadCell("metadata.nationalId", _("This is not a national number.")) from None
    return {"lookup": lookup(digits), "cipher": b64encode(encrypt(digits)).decode()}


def _dates(cells):
    starts, ends = cells.date("beginDate"), cells.date("endDate")
    if starts is None:
        raise BadCell("beginDate", _("The first day is missing."))
    if ends and ends < starts:
        raise BadCell("endDate", _("The last day is before the first."))
    return {"starts": starts, "ends": ends}


def _is_bulk(archive):
    told = {row.get("propertyname", ""): row.get("value", "") for _line, row in archive.rows("manifest")}
    return told.get("file.enrollments", "bulk").lower() != "delta"

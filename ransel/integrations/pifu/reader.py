"""One XML document into staged facts: persons, groups in a tree of organisations, memberships with roles.

The format has no word for parental responsibility nor for a protected address: `guardian` means parent, foster parent
or another. So nobody becomes a guardian by it; they wait for somebody who has seen the ground. Teaching groups,
subjects and results are left where they are until the school uses them.
"""

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from ransel.integrations.models import Kind
from ransel.integrations.pifu.node import Node
from ransel.integrations.reading.archive import NotReadable
from ransel.integrations.reading.book import LANGUAGES, Book
from ransel.integrations.reading.cells import BadCell, Cells
from ransel.integrations.staging import Staged
from ransel.people.models import PlaceType, Role
from ransel.people.national_ids import NotANumber, compact
from ransel.units.models import GroupKind, UnitKind

OWNER = "skoleeier"
UNITS = {"skole": UnitKind.SCHOOL, "barnehage": UnitKind.KINDERGARTEN, "sfo": UnitKind.AFTER_SCHOOL}
GROUPS = {"basisgruppe": GroupKind.CLASS, "sfo": GroupKind.DEPARTMENT, "avdeling": GroupKind.DEPARTMENT}
PUPIL, TEACHER, OTHER, LEADERSHIP, CONTACT_TEACHER, ASSISTANT = "01", "02", "04", "05", "06", "08"
IN_GROUP = {TEACHER: Role.EMPLOYEE, CONTACT_TEACHER: Role.CONTACT_TEACHER, ASSISTANT: Role.EMPLOYEE}
SUBROLES = {"vikar": Role.SUBSTITUTE, "faglærer": Role.SUBJECT_TEACHER}
IN_UNIT = {(LEADERSHIP, "rektor"): Role.LEADER, (OTHER, "kontormedarbeider"): Role.OFFICE}
GUARDING = ("guardian", "fosterparent")
DELETED = "3"


def read(document, known=frozenset()) -> Staged:
    """Raises NotReadable when the document as a whole can't be read; everything smaller is a broken row."""
    reading = None
    try:
        for _event, element in ElementTree.iterparse(document, events=("end",), forbid_dtd=True):
            node = Node(element)
            if node.name == "properties":
                reading = Reading(bulk=node.text("type").lower() != "delta", known=known)
            elif node.name in ("person", "group", "membership"):
                if reading is None:
                    raise NotReadable(_("The document does not begin with its properties, as PIFU-IMS does."))
                reading.keep(node)
                element.clear()
    except DefusedXmlException:
        raise NotReadable(_("The document declares entities of its own. It was not read.")) from None
    except (ElementTree.ParseError, LookupError, UnicodeDecodeError):
        raise NotReadable(_("The document is broken XML. Send it as it was exported.")) from None
    if reading is None:
        raise NotReadable(_("This is not a PIFU-IMS document."))
    return reading.read()


class Reading(Book):
    def __init__(self, *, bulk, known):
        super().__init__(bulk=bulk, known=known)
        self.kept = {"person": [], "group": [], "membership": []}
        self.parents: dict = {}  # {group: the group above it}
        self.kinds: dict = {}  # {group: its type}
        self.children: set = set()

    def keep(self, node):
        self.kept[node.name].append(node.copied())

    def read(self):
        for node in self.kept["group"]:
            self.parents[node.id], self.kinds[node.id] = node.parent, node.kind
        for node in self.kept["membership"]:
            self.children |= {member.id for member in node.all("member") if member.role == PUPIL}
        self._each("group", self._unit)
        self._each("group", self._group)
        self._each("person", self._person)
        for node in self.kept["membership"]:
            members = [(at, member) for at, member in enumerate(node.all("member"), 1)]
            self._take("membership", members, lambda member, of=node.id: self._member(of, member))
        return self.close("pifu_hasContactPerson")

    def _each(self, name, take):
        self._take(name, enumerate(self.kept[name], 1), take)

    def _take(self, name, nodes, take):
        """The line of a broken row is its number among the elements of its name."""
        rows = [(at, {"node": node}) for at, node in nodes]
        self.each(name, rows, lambda _id, cells: take(cells.row["node"]), id_of=_id_of, once=False)

    def _unit(self, node):
        if node.kind == OWNER:
            number = node.identifier("municipalityNumber")
            self.staged.municipality = number if number.isdigit() else ""
        elif node.kind in UNITS and self.kinds.get(node.parent) in (OWNER, None):
            if node.status == DELETED:
                return self.gone(Kind.UNIT, node.id)
            said = Cells({"number": node.identifier("organizationNumber"), "short": node.text("description/short")})
            told = node.text("extension/pifu_schoolType").lower()
            number = said.organisation_number("number")
            phone, email = node.text("extension/pifu_tel"), node.text("email")
            kind = UNITS.get(told, UNITS[node.kind])
            self.unit(node.id, kind=kind, name=said.name("short"), number=number, phone=phone, email=email)
        return None

    def _group(self, node):
        if node.kind not in GROUPS or self.staged.knows(Kind.UNIT, node.id):
            return None
        if node.status == DELETED:
            return self.gone(Kind.GROUP, node.id)
        unit = self._above(node.id)
        if unit is None:
            raise BadCell("relationship", _("There is no row with this id, or that row is broken."))
        name = Cells({"short": node.text("description/short")}).name("short")
        return self.group(node.id, unit=unit, kind=GROUPS[node.kind], name=name)

    def _above(self, group):
        """The unit a group lies in, however deep. None when it lies in none that was read."""
        for _step in range(10):
            group = self.parents.get(group)
            if group is None or self.knows(Kind.UNIT, group):
                return group
        return None

    def _person(self, node):
        if node.status == DELETED:
            return self.gone(Kind.PERSON, node.id)
        if former := node.former_id:
            self.staged.renamed[former] = node.id
        said = {"given": node.text("name/n/given"), "family": node.text("name/n/family")}
        cells = Cells(said | {"bday": node.text("demographics/bday")})
        language = node.text("extension/pifu_preferredlanguage").lower()
        self.person(
            node.id,
            cells,
            given=cells.name("given"),
            family=cells.name("family"),
            born=cells.date("bday"),
            child=node.id in self.children,
            number=_number(node.user_id("personNIN")),
            language=language if language in LANGUAGES else "nb",
        )
        if node.id in self.children:
            self.staged.whole_families.add(node.id)
        for contact in node.all("extension/pifu_hascontactperson"):
            if contact.attribute("type").lower() in GUARDING:
                self.guardianship(node.id, contact.id)
        return None

    def _member(self, group, member):
        told, unit = member.role, self._above(group) or (group if self.knows(Kind.UNIT, group) else None)
        if unit is None or self.kinds.get(group) not in (*GROUPS, *UNITS):
            return None
        cells = Cells({"member": member.id, "begin": member.day("begin"), "end": member.day("end")})
        person, inside = self.pointed_at(Kind.PERSON, cells, "member"), self.knows(Kind.GROUP, group)
        key = f"{group}/{person}/{told}"
        role = (SUBROLES.get(member.subrole) or IN_GROUP.get(told)) if inside else IN_UNIT.get((told, member.subrole))
        kind = Kind.PLACE if told == PUPIL else Kind.POST
        if member.ended:
            return self.gone(kind, key)
        lasts = {"starts": cells.date("begin"), "ends": cells.date("end")}
        where = {"unit": unit, "group": group if inside else None, **lasts}
        if told == PUPIL and inside:
            school = self.kinds[group] == "basisgruppe"
            return self.place_of(key, child=person, place_type=PlaceType.PUPIL if school else PlaceType.FULL, **where)
        return self.post(key, person=person, role=role, **where) if role and told != PUPIL else None


def _id_of(cells):
    if not cells.row["node"].id:
        raise BadCell("sourcedid", _("This is empty, and must not be."))
    return cells.row["node"].id


def _number(told):
    try:
        return compact(told) if told else ""
    except NotANumber:
        raise BadCell("personNIN", _("This is not a national number.")) from None

"""Five sheets in Norwegian words. What each column may hold stands in columns.py, and in the examples made from it."""

from django.utils.translation import gettext as _

from ransel.integrations.models import Kind
from ransel.integrations.plain.columns import GROUNDS, GROUPS, PLACES, PROTECTION, RESIDENCES, ROLES, UNITS
from ransel.integrations.reading.archive import Archive, NotReadable
from ransel.integrations.reading.book import Book, dates, national_number
from ransel.integrations.reading.cells import BadCell
from ransel.integrations.staging import Staged
from ransel.people.models import Role

NEEDED = ("enheter", "grupper", "barn")
IN_WHOLE_UNIT = (Role.LEADER, Role.OFFICE)


def is_plain(archive) -> bool:
    return any(name in archive for name in NEEDED)


def read(archive: Archive, known=frozenset()) -> Staged:
    """Raises NotReadable when the file as a whole can't be read. It is always all there is."""
    missing = [f"{name}.csv" for name in NEEDED if name not in archive]
    if missing:
        raise NotReadable(_("These files are missing in the zip: %(files)s.") % {"files": ", ".join(missing)})
    reading = Reading()
    for name in ("enheter", "grupper"):
        reading.each(f"{name}.csv", archive.rows(name), getattr(reading, f"_{name}"), id_of=own_id)
    for name in ("barn", "foresatte", "ansatte"):
        rows, take = archive.rows(name), getattr(reading, f"_{name}")
        reading.each(f"{name}.csv", rows, take, id_of=own_id, once=False)
    return reading.close("barn")


def own_id(cells):
    return cells.needed("id")


class Reading(Book):
    norwegian = True
    last_day = "til"

    def _enheter(self, source_id, cells):
        said = {"phone": cells.text("telefon"), "email": cells.text("epost")}
        number = cells.organisation_number("orgnr")
        self.unit(source_id, kind=cells.word("type", UNITS), name=cells.name("navn"), number=number, **said)

    def _grupper(self, source_id, cells):
        unit = self.pointed_at(Kind.UNIT, cells, "enhet")
        kind = cells.word("type", GROUPS)
        self.group(source_id, unit=unit, kind=kind, name=cells.name("navn"), year_level=cells.number("trinn"))

    def _somebody(self, source_id, cells, *, child=False):
        """The same person may stand on several rows: with another child, in another group. The name must agree."""
        said = {"given": cells.name("fornavn"), "family": cells.name("etternavn")}
        there = self.staged.facts[Kind.PERSON].get(source_id)
        if there is None:
            born, number = cells.date("fodselsdato"), national_number(cells, "fodselsnummer")
            protection = cells.word("adressesperre", PROTECTION, otherwise=0)
            self.person(source_id, cells, **said, born=born, child=child, number=number, protection=protection)
        elif (there.facts["given_name"], there.facts["family_name"]) != (said["given"], said["family"]):
            raise BadCell("id", _("This id is somebody else's, further up."))
        elif there.facts["child"] != child:
            raise BadCell("id", _("This id is a child's in one file and an adult's in another."))

    def _barn(self, source_id, cells):
        self._somebody(source_id, cells, child=True)
        group = self.pointed_at(Kind.GROUP, cells, "gruppe")
        lasts, kind = dates(cells, "fra", "til"), cells.word("plass", PLACES)
        where = {"unit": self.unit_of(group), "group": group}
        self._once(f"{source_id}/{group}/{lasts['starts']}", Kind.PLACE)
        self.place_of(f"{source_id}/{group}/{lasts['starts']}", child=source_id, place_type=kind, **where, **lasts)

    def _foresatte(self, source_id, cells):
        self._somebody(source_id, cells)
        child = cells.needed("barn")
        self._once(f"{child}/{source_id}", Kind.GUARDIANSHIP)
        said = {"ground": cells.word("grunnlag", GROUNDS), "residence": cells.word("bosted", RESIDENCES)}
        lasts = {"starts": cells.date("fra"), "ends": cells.date("til")}
        self.guardianship(child, source_id, **said, **lasts)

    def _ansatte(self, source_id, cells):
        self._somebody(source_id, cells)
        role, group = cells.word("rolle", ROLES), None
        unit = self.pointed_at(Kind.UNIT, cells, "enhet")
        if role not in IN_WHOLE_UNIT:
            group = self.pointed_at(Kind.GROUP, cells, "gruppe")
            if self.unit_of(group) != unit:
                raise BadCell("gruppe", _("The group belongs to another unit."))
        key = f"{source_id}/{group or unit}/{role}"
        self._once(key, Kind.POST)
        self.post(key, person=source_id, unit=unit, group=group, role=role, **dates(cells, "fra", "til"))

    def _once(self, key, kind):
        if self.staged.knows(kind, key):
            raise BadCell("id", _("This row stands here twice."))

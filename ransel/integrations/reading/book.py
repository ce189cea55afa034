"""Facts on their way in, and what was wrong with the rest. Every reader of a format is a book."""

from base64 import b64encode

from django.utils.translation import gettext as _

from ransel.integrations.models import Kind
from ransel.integrations.reading.cells import BadCell, Cells
from ransel.integrations.staging import Broken, Staged
from ransel.people.models import Guardianship, PlaceType
from ransel.people.national_ids import NotANumber, compact, encrypt, lookup

PROTECTION = {"": 0, "none": 0, "confidential": 1, "strictly_confidential": 2}
LANGUAGES = ("nb", "nn", "en")


class Book:
    """`known` is {(kind, source id)} of what this system has told before: a file of changes may point at it."""

    norwegian = False  # days as 24.11.2026
    last_day = "endDate"  # the column of it

    def __init__(self, *, bulk=True, known=frozenset()):
        self.staged = Staged(bulk)
        self.known = known if not bulk else frozenset()
        self.told_on: dict = {}  # {(kind, source id): (file, line)}
        self.relatives: set = set()  # adults who are told of as relatives only: they never become guardians
        self.place = ("", 0)

    def each(self, file, rows, take, *, id_of=lambda cells: cells.needed("sourcedId"), once=True):
        """Every row through `take(source id, cells)`. A row that is broken is said, and left out; the rest stands."""
        seen = set()
        for line, row in rows:
            cells, self.place, source_id = Cells(row, norwegian=self.norwegian), (file, line), ""
            try:
                source_id = id_of(cells)
                if once and source_id in seen:
                    raise BadCell("sourcedId", _("This id is used twice."))
                seen.add(source_id)
                take(source_id, cells)
            except BadCell as bad:
                self.staged.broken.append(Broken(file, line, bad.column, bad.reason, source_id))

    def knows(self, kind, source_id):
        return self.staged.knows(kind, source_id) or (kind, source_id) in self.known

    def pointed_at(self, kind, cells, column):
        source_id = cells.needed(column)
        if not self.knows(kind, source_id):
            raise BadCell(column, _("There is no row with this id, or that row is broken."))
        return source_id

    def unit_of(self, group):
        """The unit a group belongs to; None when only an earlier file has told of the group."""
        fact = self.staged.facts[Kind.GROUP].get(group)
        return fact and fact.facts["unit"]

    def unit(self, source_id, *, kind, name, phone="", email="", number=""):
        self.staged.add(Kind.UNIT, source_id, kind=kind, name=name, phone=phone, email=email, number=number)

    def group(self, source_id, *, unit, kind, name, year_level=None):
        self.staged.add(Kind.GROUP, source_id, unit=unit, kind=kind, name=name, year_level=year_level)

    def person(self, source_id, cells, *, given, family, born, child, number, protection=0, language="nb"):
        """A child without a birth date is no child we can let anybody see: access ends on a birthday."""
        if child and born is None and (Kind.PERSON, source_id) not in self.known:
            raise BadCell("birthDate", _("A child needs a birth date."))
        self.told_on[Kind.PERSON, source_id] = self.place
        said = {"given_name": given, "family_name": family, "birth_date": born, "child": child}
        said |= {"protection": protection, "language": language}
        self.staged.add(Kind.PERSON, source_id, **said, **numbered(number))

    def place_of(self, source_id, *, child, unit, group, place_type=PlaceType.FULL, starts, ends):
        self._in_order(starts, ends)
        where = {"unit": unit, "group": group, "place_type": place_type, "starts": starts, "ends": ends}
        self.staged.add(Kind.PLACE, source_id, child=child, **where)

    def post(self, source_id, *, person, unit, group, role, starts, ends):
        self._in_order(starts, ends)
        where = {"unit": unit, "group": group, "role": role, "starts": starts, "ends": ends}
        self.staged.add(Kind.POST, source_id, person=person, **where)

    def guardianship(self, child, adult, *, ground="", residence="", starts=None, ends=None):
        """An adult the file ties to a child. Whatever it calls them, without a ground nobody is confirmed by it."""
        self._in_order(starts, ends)
        source_id = f"{child}/{adult}"
        self.told_on[Kind.GUARDIANSHIP, source_id] = self.place
        said = {"ground": ground, "residence": residence or Guardianship.Residence.LIVES_WITH}
        said |= {"starts": starts, "ends": ends}
        self.staged.add(Kind.GUARDIANSHIP, source_id, child=child, guardian=adult, **said)

    def _in_order(self, starts, ends):
        if starts and ends and ends < starts:
            raise BadCell(self.last_day, _("The last day is before the first."))

    def gone(self, kind, source_id):
        """A file of changes says that this is over. With a person goes all there is between them and a child."""
        if self.staged.bulk:
            return
        self.staged.gone.add((kind, source_id))
        if kind == Kind.PERSON:
            ties = {(of, one) for of, one in self.known if of == Kind.GUARDIANSHIP and source_id in one.split("/")}
            self.staged.gone |= ties

    def close(self, column) -> Staged:
        """An adult may stand further down than the child: only at the end is it known who is not there at all."""
        guardianships = self.staged.facts[Kind.GUARDIANSHIP]
        for source_id, one in list(guardianships.items()):
            ends = (one.facts["child"], one.facts["guardian"])
            if ends[1] in self.relatives or any((Kind.PERSON, end) in self.staged.gone for end in ends):
                del guardianships[source_id]
            elif not all(self.knows(Kind.PERSON, end) for end in ends):
                del guardianships[source_id]
                file, line = self.told_on[Kind.GUARDIANSHIP, source_id]
                reason = _("There is no row with this id, or that row is broken.")
                self.staged.broken.append(Broken(file, line, column, reason, source_id))
        self._end_guardians_no_longer_named()
        return self.staged

    def _end_guardians_no_longer_named(self):
        """In a file of changes a child's row names all of the child's adults: who is missing there is gone."""
        for of, source_id in self.known:
            child = source_id.split("/")[0]
            named = self.staged.knows(Kind.GUARDIANSHIP, source_id)
            if of == Kind.GUARDIANSHIP and child in self.staged.whole_families and not named:
                self.staged.gone.add((of, source_id))


def numbered(number):
    """The national number, encrypted at once; in clear it goes no further than this."""
    if not number:
        return {"lookup": "", "cipher": ""}
    return {"lookup": lookup(number), "cipher": b64encode(encrypt(number)).decode()}


def national_number(cells, column):
    """The digits; empty where there are none. Raises BadCell without repeating what stood there."""
    told = cells.text(column)
    try:
        return compact(told) if told else ""
    except NotANumber:
        raise BadCell(column, _("This is not a national number.")) from None


def dates(cells, first="beginDate", last="endDate", *, otherwise=(None, None)):
    """From and to, both included. A row that does not say from when has the days given; else it lasts until told."""
    starts, ends = cells.date(first), cells.date(last)
    if starts is None:
        starts, ends = otherwise[0], ends or otherwise[1]
    if starts is None:
        raise BadCell(first, _("The first day is missing."))
    if ends and ends < starts:
        raise BadCell(last, _("The last day is before the first."))
    return {"starts": starts, "ends": ends}

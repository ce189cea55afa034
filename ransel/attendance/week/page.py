"""A child's week as its guardian sees and changes it: each day in each unit, and what of it is theirs to say."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from ransel.access.homes import homes_in_the_open
from ransel.access.residence import SEE_HOMES
from ransel.attendance.day import Away, aways_of
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import Key, Seen, read
from ransel.attendance.stays.who import at_work
from ransel.attendance.stays.words import told
from ransel.core import clock
from ransel.people.models import Child, Person
from ransel.receipts.models import Subject
from ransel.receipts.standing import Standing, latest, standings
from ransel.units.models import Function, Unit, UnitKind
from ransel.units.stay_rules import cut_off_at, is_locked, locks_at, planned_until, rules_of

WEEK = timedelta(days=7)
WEEKEND = 5  # the last day before it


class Whose(StrEnum):
    """Who may change a day: the reader; or nobody any more; or somebody else."""

    OURS = "ours"
    OVER = "over"
    CLOSED = "closed"
    THEIRS = "theirs"
    STAFF = "staff"
    READ = "read"  # the unit lets guardians see, and not change
    WITHHELD = "withheld"


@dataclass
class Row:
    """One day in one unit. `key` names its fields, by day and unit: what was drawn lands on nothing else."""

    key: str
    stay_key: Key
    unit: Unit
    stay: Stay
    whose: Whose
    planned: Stay
    away: Away | None = None
    home_name: str = ""
    receipts: list[Standing] = field(default_factory=list)

    @property
    def day(self):
        return self.stay_key[2]

    @property
    def words(self):
        return "" if self.whose is Whose.WITHHELD else told(self.stay)

    @property
    def twice(self):
        """Whether it has, or may well have, two times."""
        return self.unit.kind == UnitKind.AFTER_SCHOOL or max(len(self.stay.hours), len(self.planned.hours)) > 1


@dataclass
class Lock:
    """When the week locks in a unit, or that it has."""

    unit: Unit
    at: datetime
    locked: bool

    @property
    def hours_left(self):
        return int((self.at - clock.now()).total_seconds() // 3600)


@dataclass
class Week:
    child: Child
    monday: date
    rows: list[Row]
    locks: list[Lock]
    cut_off: datetime | None  # of today, where it is one of the days and one's own to change
    several: bool  # units
    shared: bool = False  # the other guardians see it

    @property
    def number(self):
        return self.monday.isocalendar().week

    @property
    def ours(self):
        return [row for row in self.rows if row.whose is Whose.OURS]

    @property
    def before(self):
        return self.monday - WEEK

    @property
    def after(self):
        return self.monday + WEEK if self.monday + WEEK <= planned_until(clock.today()) else None


def week_of(actor, child: Child, monday: date) -> Week:
    """Fourteen statements at most. Saturday and Sunday are there when the unit is open on them."""
    shared = SEE_HOMES.holds(actor, child.pk)
    seen = read([child.pk], monday, monday + WEEK - clock.DAY, use=Function.Use.READ)
    opened = Function.objects.filter(name=Function.Name.STAY, guardians__gte=Function.Use.EDIT, unit__in=seen.units)
    edited = set(opened.values_list("unit", flat=True))
    week = _week(child, monday, seen, lambda day, stay, home: _whose(actor, day, stay, home, shared))
    for row in week.ours:
        row.whose = Whose.OURS if row.unit.pk in edited else Whose.READ
    week.shared = shared
    return week


def staff_week_of(actor, child: Child, monday: date) -> Week:
    """The same for staff: what is open and not over is theirs to change, where they work with the child."""
    seen = read([child.pk], monday, monday + WEEK - clock.DAY)
    mine = {unit for _child, unit in at_work(actor, [child.pk])}
    seen.stays = {key: stay for key, stay in seen.stays.items() if key[1] in mine}
    seen.units = {pk: unit for pk, unit in seen.units.items() if pk in mine}
    return _week(child, monday, seen, lambda day, stay, home: _at_work(day, stay))


def _week(child, monday, seen: Seen, whose_day) -> Week:
    sunday = monday + WEEK - clock.DAY
    homes = homes_in_the_open([child.pk], monday, sunday)
    names = dict(_names(homes))
    aways = aways_of([child.pk], monday, sunday)
    days = {"receipt__last_day__gte": monday, "receipt__first_day__lte": sunday}
    sent = standings(receipt__child=child, receipt__subject=Subject.STAY, **days)
    rows = []
    for key, stay in sorted(seen.stays.items(), key=lambda item: (item[0][2], str(item[0][1]))):
        _child, unit, day = key
        if day.isoweekday() > WEEKEND and not stay.is_open:
            continue
        home = homes.get((child.pk, day))
        row = Row(
            f"{day:%Y%m%d}_{unit.hex}", key, seen.units[unit], stay, whose_day(day, stay, home), seen.planned(key)
        )
        row.away, row.home_name = aways.get((child.pk, day)), names.get(home, "") if home else ""
        notices = {change.notice for change in stay.changes}
        row.receipts = latest([one for one in sent if one.about in notices and one.unit == unit])
        rows.append(row)
    rules = rules_of(seen.units.values())
    locks = [Lock(unit, locks_at(rules[pk], monday), is_locked(rules[pk], monday)) for pk, unit in seen.units.items()]
    today = [row for row in rows if row.day == clock.today() and row.whose is Whose.OURS]
    cut_off = min((cut_off_at(rules[row.unit.pk], row.day) for row in today), default=None)
    return Week(child, monday, rows, locks, cut_off, len(seen.units) > 1)


def _at_work(day, stay) -> Whose:
    if stay.kind is StayKind.CLOSED:
        return Whose.CLOSED
    return Whose.OVER if day < clock.today() else Whose.OURS


def _names(homes):
    return Person.objects.filter(pk__in=set(homes.values())).values_list("pk", "given_name")


def _whose(actor, day, stay, home, shared) -> Whose:
    if stay.kind is StayKind.CLOSED:
        return Whose.CLOSED
    if day < clock.today():
        return Whose.OVER
    if home and home != actor.person.pk:
        return Whose.THEIRS
    if stay.sent_by and stay.sent_by != actor.person.pk and not shared and not stay.of_staff:
        return Whose.WITHHELD
    if stay.by_staff:
        return Whose.STAFF
    return Whose.OURS


def monday_of(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def week_asked(text: str) -> date:
    """The Monday of "2026-W50"; of this week for anything that is no week one can see."""
    try:
        year, number = text.upper().split("-W")
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return monday_of(clock.today())
    first, last = monday_of(clock.today()) - 52 * WEEK, planned_until(clock.today())
    return monday if first <= monday <= last else monday_of(clock.today())


def week_name(monday: date) -> str:
    """2026-W50, as ISO 8601 writes it."""
    year, number, _weekday = monday.isocalendar()
    return f"{year}-W{number:02}"

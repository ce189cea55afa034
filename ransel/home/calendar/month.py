"""A month of a family: a grid of its weeks, and an agenda of the days on which there is something."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ransel.attendance.stays.holiday import deadline_of
from ransel.attendance.stays.missing import locks_without_times
from ransel.attendance.week.page import monday_of, week_name
from ransel.core import clock, dates
from ransel.home.calendar.facts import Facts, facts_of
from ransel.home.calendar.lines import Line, Mark, lines_of
from ransel.home.homes import Home, letters
from ransel.people.children import colours
from ransel.people.models import Child
from ransel.units.stay_rules import planned_until

MONTHS_BACK = 12


@dataclass(frozen=True)
class Kid:
    """`has_weeks`: the reader can open the child's week."""

    id: UUID
    given_name: str
    colour: int
    has_weeks: bool

    @property
    def initial(self):
        return self.given_name[:1]


@dataclass
class Shown:
    """A line of the agenda. `ways` lead to the children's weeks, each with what it is called."""

    mark: Mark
    words: str
    kids: list[Kid]
    ways: list[tuple[str, str]]


@dataclass
class Deadline:
    """Until when something is to be said: `words` say what, and `ways` lead to where, each with what it is called."""

    at: datetime
    words: str
    kids: list[Kid]
    ways: list[tuple[str, str]]

    @property
    def day(self):
        return self.at.astimezone(dates.OSLO).date()


def week_url(kid: Kid, day: date) -> str:
    return f"{reverse('child-week', args=[kid.id])}?week={week_name(monday_of(day))}"


def ways_to(kids: list[Kid], day: date) -> list[tuple[str, str]]:
    """To the week the day is in, for each child that has weeks."""
    number = day.isocalendar().week
    return [
        (_("%(name)s, week %(number)s") % {"name": kid.given_name, "number": number}, week_url(kid, day))
        for kid in kids
        if kid.has_weeks
    ]


@dataclass
class Day:
    """`marks` are of the children of whom something is true; `closed`: of all who have a place. `homes`, each once."""

    day: date
    inside: bool
    lines: list[Shown] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    marks: dict[Kid, Mark] = field(default_factory=dict)
    closed: bool = False
    homes: list[tuple[Home, list[Kid]]] = field(default_factory=list)

    @property
    def has_something(self):
        return bool(self.lines or self.deadlines)

    @property
    def sentence(self):
        """All of it in one sentence a fact, for who listens."""
        homes = [f"{', '.join(kid.given_name for kid in kids)}: {home.name}" for home, kids in self.homes]
        return [line.words for line in self.lines] + [one.words for one in self.deadlines] + homes


@dataclass
class Month:
    first: date
    kids: list[Kid]
    homes: list[Home]
    weeks: list[list[Day]]
    deadlines: list[Deadline]
    before: date | None
    after: date | None

    @property
    def agenda(self):
        return [day for week in self.weeks for day in week if day.inside and day.has_something]

    @property
    def marks(self):
        """Those that stand somewhere in the grid, in their order: what must be explained."""
        found = {mark for week in self.weeks for day in week for mark in day.marks.values()}
        return [mark for mark in Mark if mark in found or (mark is Mark.CLOSED and self._somewhere_closed)]

    @property
    def _somewhere_closed(self):
        return any(day.closed for week in self.weeks for day in week)

    @property
    def only(self):
        """The one child there is with weeks to open: then each day leads there."""
        found = [kid for kid in self.kids if kid.has_weeks]
        return found[0] if len(self.kids) == 1 and found else None

    @property
    def has_weeks(self):
        return any(kid.has_weeks for kid in self.kids)

    @property
    def is_now(self):
        return self.first == clock.today().replace(day=1)


def month_of(actor, children: list[Child], first: date) -> Month:
    """The children in their order. Eleven statements at most: see `facts_of`."""
    facts = facts_of(actor, children, first, last_day(first))
    kids = _kids(actor, facts)
    days = {day: Day(day, facts.first <= day <= facts.last) for day in clock.days(*_around(facts))}
    for line in lines_of(facts):
        _put(days, line, kids, facts)
    deadlines = _deadlines(facts, kids, actor.person.pk)
    for one in deadlines:
        days[one.day].deadlines.append(one)
    for day in days.values():
        day.marks = {kid: day.marks[kid] for kid in kids.values() if kid in day.marks}
    _find_closed(days, facts)
    homes = _find_homes(days, facts, kids)
    shown = list(days.values())
    weeks = [shown[at : at + 7] for at in range(0, len(shown), 7)]
    return Month(first, list(kids.values()), homes, weeks, deadlines, *_beside(first))


def _around(facts: Facts):
    """Whole weeks, from a Monday."""
    return monday_of(facts.first), monday_of(facts.last) + 6 * clock.DAY


def _kids(actor, facts: Facts) -> dict[UUID, Kid]:
    """A pupil who reads this about themselves has no weeks to plan."""
    today, colour = clock.today(), colours(facts.children)
    planned = {one.child for one in facts.places if one.planned and (one.ends is None or one.ends >= today)}
    return {
        child.pk: Kid(
            child.pk,
            child.given_name,
            colour[child.pk],
            child.pk in planned and child.person_id != actor.person.pk,
        )
        for child in facts.children
    }


def _ways(line: Line, kids: list[Kid], facts: Facts) -> list[tuple[str, str]]:
    """To what was told of who is away, else to the week. A closed day is nobody's to change."""
    if line.mark is Mark.CLOSED:
        return []
    if line.mark is not Mark.AWAY:
        return ways_to(kids, line.day)
    absences = [(kid, facts.aways[kid.id, line.day].absence) for kid in kids]
    return [
        (_("The absence of %(name)s") % {"name": kid.given_name}, reverse("absence", args=[pk])) for kid, pk in absences
    ]


def _put(days, line: Line, kids, facts):
    theirs = [kids[pk] for pk in line.children]
    ways = _ways(line, theirs, facts)
    days[line.day].lines.append(Shown(line.mark, line.words, theirs, ways))
    for day in line.days:
        for pk in line.children:
            before = days[day].marks.get(kids[pk], line.mark)
            days[day].marks[kids[pk]] = min(before, line.mark, key=list(Mark).index)


def _deadlines(facts: Facts, kids, reader) -> list[Deadline]:
    """When weeks lock in which days have no times. Siblings whose week locks at the same moment stand together."""
    found: dict = {}
    for (child, monday), at in locks_without_times(_to_plan(facts, reader), facts.rules).items():
        if kids[child].has_weeks and facts.first <= at.date() <= facts.last:
            found.setdefault((at, monday), []).append(child)
    told = []
    for (at, monday), children in sorted(found.items()):
        theirs = [kids[child] for child in kids if child in children]
        said = {"names": ", ".join(kid.given_name for kid in theirs), "number": monday.isocalendar().week}
        words = _("%(names)s: times for week %(number)s") % said
        told.append(Deadline(at, words, theirs, ways_to(theirs, monday)))
    return told + _of_holidays(facts, kids)


def _to_plan(facts: Facts, reader):
    """The days that are the reader's to plan: where families do, and as far as it is known whose they are."""
    homes, theirs = facts.homes, {(one.child, one.unit) for one in facts.places if one.theirs}
    return {
        key: stay for key, stay in facts.stays.items() if key[:2] in theirs and _home_of(homes, key) in (None, reader)
    }


def _home_of(homes, key):
    home = homes.get((key[0], key[2]))
    return home and home.pk


def _of_holidays(facts: Facts, kids) -> list[Deadline]:
    """Until the end of which day a holiday is to be answered, whether it has been or not: an answer may be changed."""
    told = []
    for pk, campaign in facts.holidays.items():
        day = deadline_of(campaign)
        if facts.first <= day <= facts.last:
            theirs = [kids[child] for child in kids if child in facts.asked[pk]]
            said = {"names": ", ".join(kid.given_name for kid in theirs), "title": campaign.title}
            at = datetime.combine(day, time.max, dates.OSLO)
            way = (_("Answer"), reverse("answer-holiday", args=[pk]))
            told.append(Deadline(at, _("%(names)s: answer about %(title)s") % said, theirs, [way]))
    return told


def _find_closed(days, facts: Facts):
    """A day on which no unit of theirs is open is closed as a whole: it need not be marked for each child."""
    opened = {day for unit, day in facts.there if facts.openings[unit, day].is_open}
    for day in days.values():
        if day.day not in opened and any(line.mark is Mark.CLOSED for line in day.lines):
            day.closed = True
            day.marks = {kid: mark for kid, mark in day.marks.items() if mark is not Mark.CLOSED}


def _find_homes(days, facts: Facts, kids) -> list[Home]:
    people = sorted({home.pk: home for home in facts.homes.values()}.values(), key=lambda one: (one.name, one.pk))
    shown = letters(people)
    for (child, day), home in facts.homes.items():
        theirs = next((with_ for one, with_ in days[day].homes if one == shown[home.pk]), None)
        if theirs is None:
            days[day].homes.append((shown[home.pk], theirs := []))
        theirs.append(kids[child])
    return list(shown.values())


def last_day(first: date) -> date:
    return _next(first) - clock.DAY


def _next(first):
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _beside(first: date) -> tuple[date | None, date | None]:
    """The months before and after, where they can be seen."""
    earliest, latest = _bounds()
    before, after = (first - clock.DAY).replace(day=1), _next(first)
    return before if before >= earliest else None, after if after <= latest else None


def _bounds():
    this = clock.today().replace(day=1)
    return this.replace(year=this.year - MONTHS_BACK // 12), planned_until(clock.today())


def month_asked(text: str) -> date:
    """The first day of "2026-12"; of this month for anything that is no month one can see."""
    earliest, latest = _bounds()
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return clock.today().replace(day=1)
    return first if earliest <= first <= latest else clock.today().replace(day=1)


def month_name(first: date) -> str:
    """2026-12, as ISO 8601 writes it."""
    return f"{first:%Y-%m}"

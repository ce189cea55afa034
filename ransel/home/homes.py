"""Two homes, as the guardians of a child see them: four weeks of whose day it is, and what waits for an answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ransel.access.homes import homes_of, rota_of
from ransel.access.residence import PROPOSE_RESIDENCE, SEE_HOMES
from ransel.core import clock
from ransel.core.clock import DAY
from ransel.people.models import Child, Person, ResidencePattern

WEEKS = 4


@dataclass(frozen=True)
class Home:
    """A guardian by a letter and a colour, 1-6: neither is said without the other, and both stand by the name."""

    name: str
    letter: str
    colour: int


@dataclass
class Strip:
    """`weeks` are rows of seven days, each with whose it is, or nobody's."""

    homes: list[Home]
    weeks: list[list[tuple[date, Home | None]]]


@dataclass
class Homes:
    strip: Strip | None  # None without a rota in these weeks
    agreed: ResidencePattern | None  # the one agreed on last, until it is over
    waiting: ResidencePattern | None
    declined: ResidencePattern | None
    may_propose: bool
    may_answer: bool
    may_withdraw: bool
    may_end: bool


def homes_shown(child: Child, actor) -> Homes | None:
    """None where there is nothing to see: no other home, or a protected address. Nine statements at most."""
    if not SEE_HOMES.holds(actor, child.pk):
        return None
    may_propose = PROPOSE_RESIDENCE.holds(actor, child.pk)
    patterns = list(
        ResidencePattern.objects.filter(child=child)
        .select_related("answer__answered_by", "proposed_by")
        .prefetch_related("days__guardian")
        .order_by("-proposed_at", "-starts")
    )
    if not may_propose and not patterns:
        return None
    agreed = _agreed(patterns)
    waiting = next((one for one in patterns if not hasattr(one, "answer")), None)
    mine = waiting and waiting.proposed_by_id == actor.person.pk
    return Homes(
        coming_weeks(child),
        agreed,
        waiting,
        _declined(patterns),
        may_propose and not waiting,
        bool(waiting and not mine and _names(waiting, actor.person)),
        bool(mine),
        bool(agreed and not agreed.ends and _names(agreed, actor.person)),
    )


def strip_of(pattern: ResidencePattern) -> Strip:
    """The first four weeks of what is proposed. Two statements, if its days are not fetched along."""
    people = {one.guardian_id: one.guardian for one in pattern.days.select_related("guardian")}
    rota = rota_of(pattern)
    return _strip(pattern.starts, lambda day: people[home] if (home := rota.on(day)) else None)


def letters(people: list[Person]) -> dict[UUID, Home]:
    """One letter each where that tells them apart; else the initials, and a number if even those are alike."""
    ways = [
        [one.given_name[:1].upper() for one in people],
        [one.initials for one in people],
        [f"{one.given_name[:1].upper()}{number}" for number, one in enumerate(people, 1)],
    ]
    way = next(way for way in ways if len(set(way)) == len(way))
    return {one.pk: Home(one.given_name, way[at], (at + 3) % 6 + 1) for at, one in enumerate(people)}


def coming_weeks(child: Child) -> Strip | None:
    """From this week's Monday; None where nothing is agreed for any day. Three statements."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    home = homes_of([child], monday, monday + (7 * WEEKS - 1) * DAY)
    if not any(home.values()):
        return None
    return _strip(monday, lambda day: home[child.pk, day])


def _strip(monday, home_on):
    days = [(monday + number * DAY, home_on(monday + number * DAY)) for number in range(7 * WEEKS)]
    people = sorted({home.pk: home for _day, home in days if home}.values(), key=lambda one: (one.name, one.pk))
    shown = letters(people)
    told = [(day, shown[home.pk] if home else None) for day, home in days]
    return Strip(list(shown.values()), [told[at : at + 7] for at in range(0, len(told), 7)])


def _agreed(patterns):
    accepted = [one for one in patterns if hasattr(one, "answer") and one.answer.accepted]
    last = max(accepted, key=lambda one: (one.answer.answered_at, one.starts), default=None)
    return last if last and (last.ends is None or last.ends >= clock.today()) else None


def _declined(patterns):
    """What was said to the last proposal, as long as nothing came after it."""
    last = patterns[0] if patterns and hasattr(patterns[0], "answer") else None
    return last if last and not last.answer.accepted and last.answer.answered_by_id != last.proposed_by_id else None


def _names(pattern, person):
    return any(one.guardian_id == person.pk for one in pattern.days.all())

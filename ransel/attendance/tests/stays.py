"""What the tests of stay plans say over and over."""

import re
from datetime import date, time

import pytest

from ransel.access.actions import opening
from ransel.attendance.actions.stay_plans import answer_plan, send_plans
from ransel.attendance.stays.effective import stays_of
from ransel.core.writing import Refused
from ransel.identity.actor import Actor, Strength

MONDAY = date(2026, 12, 7)  # the first week that is not locked on Tuesday 24 November is that of 7 December
WEEKDAYS = range(1, 6)
LONG = ((time(8), time(16)),)
SHORT = ((time(9), time(14)),)


def week(hours=LONG, weeks=1):
    """A rota of the same times from Monday to Friday."""
    return {(number, weekday): hours for number in range(1, weeks + 1) for weekday in WEEKDAYS}


def send(person, child, unit, rota=None, *, weeks=1, starts=MONDAY, ends=None, known=0):
    where = (child.pk, unit.pk)
    said = {"weeks": weeks, "starts": starts, "ends": ends, "known": {where: known}}
    return send_plans(by=Actor(person), targets=[where], rota=week() if rota is None else rota, **said)[0]


def stay(child, day, unit=None):
    found = {key[1]: one for key, one in stays_of([child.pk], day, day).items()}
    return found[unit.pk] if unit else next(iter(found.values()), None)


def refused(person, child, unit, *args, **said):
    with pytest.raises(Refused) as no:
        send(person, child, unit, *args, **said)
    return no.value.per_item or no.value.reason


def approve(person, plan):
    answer_plan(by=Actor(person), plan=plan, approved=True)
    return plan


def set_hours(village, unit, opens=time(7, 15), closes=time(16, 30), starts=date(2026, 11, 24)):
    by = Actor(village.municipality, Strength.STRONG)
    hours = {weekday: (opens, closes) for weekday in WEEKDAYS}
    opening.set_opening_hours(by=by, unit=unit, hours=hours, starts=starts)


def at_once(village, unit):
    """Plans of the unit count without staff."""
    by = Actor(village.municipality, Strength.STRONG)
    rules = {"lock_weekday": 1, "lock_time": time(18), "cut_off": time(12), "automatic": True}
    opening.set_stay_rules(by=by, unit=unit, **rules)


class Fields(dict):
    """What a form of days is sent with. "day_1" is the second of its days, whatever the field is called."""

    def name(self, said):
        keys = sorted(name.removeprefix("day_") for name in self if name.startswith("day_"))
        return re.sub(r"_(\d)$", lambda found: f"_{keys[int(found[1])]}", said)

    def __getitem__(self, said):
        return super().__getitem__(self.name(said))

    def __or__(self, said):
        return Fields(dict(self) | {self.name(name): value for name, value in said.items()})

"""What is told of the first day of the demo: a note from a family, and how many adults a department has."""

from datetime import time, timedelta

from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.supervision.actions.adults import enter_adults
from ransel.supervision.actions.day_notes import Said, send_note
from ransel.supervision.models import AdultNumber

WEEK = timedelta(days=7)
FIRST, MANY = 14, 19  # half hours from midnight, and how many the day has


def tell_days(*, people):
    """Adults of Bikuben today, and a week ago to copy from; a note of Jonas, of Maurtua."""
    numbers = {
        time(*divmod(at * 30, 60)): 1 if at in (FIRST, FIRST + MANY - 1) else 3 for at in range(FIRST, FIRST + MANY)
    }
    enter_adults(by=Actor(people.siri), group=people.bikuben, day=clock.today(), numbers=dict(numbers))
    said = {"group": people.bikuben, "day": clock.today() - WEEK, "by": people.siri, "at": clock.now() - WEEK}
    AdultNumber.objects.bulk_create(AdultNumber(half=half, number=number, **said) for half, number in numbers.items())
    note = Said(slept="badly", breakfast="little", things="missing", text="Regnbukse")
    send_note(by=Actor(people.foster), children=[people.jonas], day=clock.today(), said=note)

"""Six employees at three tablets tap at once, in any order, on children who overlap. `-m proofs.hands.together SEED`"""

import random
import sys
from collections import Counter
from contextlib import suppress
from threading import Thread

from proofs.ground import village

TAPS, AT_ONCE = 40, 25  # of each, and children in one tap at most


def main(seed):
    with village() as people:
        print(*tapped(people, seed))


def tapped(people, seed) -> tuple[int, int, int, int]:
    """(taps, errors, children here twice, check-outs without a word of how)"""
    from ransel.attendance.models import CheckIn, CheckOut

    children, errors = _children(people), []
    hands = [people.siri, people.both, people.leader] * 2
    threads = [
        Thread(target=_tap, args=(people, hand, children, seed * 10 + n, errors)) for n, hand in enumerate(hands)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        print(error, file=sys.stderr)
    out = CheckOut.objects.filter(undone_at=None)
    here = CheckIn.objects.standing().exclude(pk__in=out.values("check_in")).values_list("child", flat=True)
    twice = sum(number > 1 for number in Counter(here).values())
    return TAPS * len(hands), len(errors), twice, out.filter(handover=None).count()


def _children(people):
    """But Leon, of whom it is always said with whom he goes."""
    from ransel.dayboard.tests.test_board import crowd
    from ransel.people.models import Child

    crowd(people, 40)
    there = Child.objects.filter(enrolments__group=people.bikuben).select_related("person")
    return [child for child in there if child != people.leon]


def _tap(people, person, children, seed, errors):
    from django.db import connection

    from ransel.core.writing import Refused

    draw = random.Random(seed)
    try:
        for _tap in range(TAPS):
            with suppress(Refused):  # somebody was quicker
                _one(people, person, draw.sample(children, draw.randint(1, AT_ONCE)), draw.random())
    except Exception as error:  # whatever it is, it is counted
        errors.append(repr(error))
    finally:
        connection.close()


def _one(people, person, children, chance):
    from ransel.attendance.actions.day_end import end_day
    from ransel.attendance.actions.presence import check_in_all, undo
    from ransel.departure.actions.door import let_go
    from ransel.identity.actor import Actor

    by = Actor(person)
    if chance < 0.45:
        check_in_all(by=by, children=children, group=people.bikuben)
    elif chance < 0.85:
        let_go(by=by, children=children, unit=people.fjellheim)
    elif chance < 0.95:
        undo(by=by, child=children[0], group=people.bikuben)
    else:
        end_day(by=by, group=people.bikuben)


if __name__ == "__main__":
    main(int(sys.argv[1]))

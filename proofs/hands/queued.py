"""Ten thousand taps that waited on two boards, sent in any order and twice over. `-m proofs.hands.queued SEED`

What the day ends up as is compared with what a small model, which knows nothing of the product, makes of them.
"""

import json
import random
import sys
import time
from collections import defaultdict
from datetime import datetime, timedelta
from threading import Thread
from uuid import UUID

from proofs.ground import village

TAPS, CHILDREN, BATCH, AT_ONE_MOMENT = 10_000, 110, 100, 0.05
HALF_PAST_FOUR = (16, 30)


def main(seed):
    with village() as people:
        from conftest import TUESDAY_MORNING
        from ransel.core import clock

        evening = TUESDAY_MORNING.replace(hour=HALF_PAST_FOUR[0], minute=HALF_PAST_FOUR[1])
        with clock.moved_to(evening, still=True):
            print(*sent(people, random.Random(seed), evening))


def sent(people, draw, now) -> tuple[int, int, int, int]:
    """(taps, errors, children whose day or list is otherwise than the model has it, seconds)"""
    children = _children(people)
    taps = [_tap(draw, draw.choice(children), now) for _number in range(TAPS)]
    errors: list[str] = []
    halves = [taps[: TAPS // 2], taps[TAPS // 2 :]]
    began = time.monotonic()
    threads = [
        Thread(target=_send, args=(people, hand, _batches(draw, half), now, errors))
        for hand, half in zip((people.siri, people.both), halves, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = round(time.monotonic() - began)
    for error in errors:
        print(error, file=sys.stderr)
    return TAPS, len(errors), _otherwise(children, taps), seconds


def _children(people):
    """But Leon, of whom it is always said with whom he goes."""
    from ransel.dayboard.tests.test_board import crowd
    from ransel.people.models import Child

    crowd(people, CHILDREN)
    there = Child.objects.filter(enrolments__group=people.bikuben).exclude(pk=people.leon.pk)
    return [str(pk) for pk in there.values_list("pk", flat=True)]


def _tap(draw, child, now):
    """Some of one child at the very same moment: then who leaves does so first."""
    back = (
        timedelta(minutes=draw.randrange(500)) if draw.random() < AT_ONE_MOMENT else draw.random() * timedelta(hours=8)
    )
    verb = draw.choice(("come", "leave"))
    return {
        "id": str(UUID(int=draw.getrandbits(128), version=4)),
        "child": child,
        "verb": verb,
        "at": (now - back).isoformat(),
    }


def _batches(draw, taps):
    """Each tap twice, in any order, a hundred at a time."""
    twice = taps * 2
    draw.shuffle(twice)
    return [twice[start : start + BATCH] for start in range(0, len(twice), BATCH)]


def _send(people, person, batches, now, errors):
    from django.db import connection
    from django.test import Client

    from tests.pages import CheckedClient

    client, url = Client(), f"/work/groups/{people.bikuben.pk}/queued/taps/"
    try:
        client.cookies["session"] = CheckedClient().log_in(person).cookies["session"].value
        for batch in batches:
            answer = client.post(url, {"now": now.isoformat(), "taps": json.dumps(batch)})
            said = answer.json().get("taps", {})
            if answer.status_code != 200 or {one["id"] for one in batch} != set(said):
                errors.append(f"{answer.status_code} {answer.text[:200]}")
            errors.extend(one["why"] for one in said.values() if one["outcome"] == "refused")
    except Exception as error:  # whatever it is, it is counted
        errors.append(repr(error))
    finally:
        connection.close()


def _otherwise(children, taps) -> int:
    from ransel.attendance.models import QueuedTap
    from ransel.attendance.presence import presences_of
    from ransel.core import clock

    days = presences_of([UUID(child) for child in children], clock.today())
    listed = defaultdict(set)
    for pk, child in QueuedTap.objects.listed().values_list("pk", "child"):
        listed[str(child)].add(str(pk))
    of_child = defaultdict(list)
    for tap in taps:
        of_child[tap["child"]].append(tap)
    wrong = 0
    for child in children:
        spans, left_over = model(of_child[child])
        there = [(one.came, one.left) for one in days.get(UUID(child), [])]
        wrong += sorted(there, key=_came) != sorted(spans, key=_came) or listed[child] != left_over
    return wrong


def _came(span):
    return span[0], span[1] or datetime.max.replace(tzinfo=span[0].tzinfo)


def model(taps) -> tuple[list, set[str]]:
    """[(came, left)], and the ids of those who left without being here."""
    spans, left_over, came = [], set(), None
    for tap in sorted(
        taps, key=lambda one: (datetime.fromisoformat(one["at"]), one["verb"] == "come", UUID(one["id"]))
    ):
        moment = datetime.fromisoformat(tap["at"])
        if tap["verb"] == "come":
            came = came or moment
        elif came is None:
            left_over.add(tap["id"])
        else:
            spans.append((came, moment))
            came = None
    return ([*spans, (came, None)] if came else spans), left_over


if __name__ == "__main__":
    main(int(sys.argv[1]))

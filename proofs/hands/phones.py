"""What lay on four phones of two guardians, each item sent four times over in any order. `-m proofs.hands.phones SENDS`

The rows there are at the end are compared with what a small model, which knows nothing of the product, makes of them.
Prints: items, sends, errors, items answered otherwise the second time, rows otherwise than the model, stale items, how
many of those were delivered, seconds.
"""

import json
import random
import sys
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from threading import Thread
from uuid import UUID

from proofs.ground import village

CHILDREN, EACH, BATCH, STALE = 40, 4, 100, 0.1
DAYS = [date(2026, 11, 24) + timedelta(days=n) for n in range(24) if (n + 1) % 7 < 5]  # that the kindergarten is open
SLOTS = [(f"{hour:02}:{minute:02}", f"{hour:02}:{minute + 15:02}") for hour in range(8, 16) for minute in (0, 30)]
BEHIND = {"marte": timedelta(0), "henrik": timedelta(days=400, minutes=7)}  # their phones' clocks


def main(sends):
    with village() as people:
        from conftest import TUESDAY_MORNING

        print(*proved(people, Draw(people, TUESDAY_MORNING), sends))


class Draw:
    """Items, and what the model makes of them."""

    def __init__(self, people, now):
        self.random, self.now, self.midnight = random.Random(1), now, now.replace(hour=0, minute=0)
        self.children = _children(people)
        self.of = {child: self.random.choice(list(BEHIND)) for child in self.children}  # who says how it leaves
        every = [(child, day, slot) for child in self.children for day in DAYS for slot in SLOTS]
        self.absences = iter(self.random.sample(every, len(every)))
        notes = [(child, who) for child in self.children for who in BEHIND for _number in range(5)]
        self.notes = iter(self.random.sample(notes, len(notes)))
        self.items: dict[str, tuple[str, dict]] = {}
        self.stale: set[str] = set()
        self.reports: Counter = Counter()
        self.told: Counter = Counter()
        self.leaves: dict[str, tuple] = {}

    def item(self):
        stale = self.random.random() < STALE
        kind = self.random.choices((self.absence, self.leaving, self.note), (8, 3, 2))[0]
        who, kind_name, made, said = kind(stale)
        pk = str(UUID(int=self.random.getrandbits(128), version=4))
        at = (made - BEHIND[who]).isoformat()
        self.items[pk] = (who, {"id": pk, "kind": kind_name, "at": at, "said": said})
        if stale:
            self.stale.add(pk)

    def absence(self, stale):
        child, day, (start, end) = next(self.absences)
        who, reason = self.random.choice(list(BEHIND)), self.random.choice(("ill", "appointment", "other"))
        made = self.now - self.random.random() * timedelta(hours=47)
        when = {"when": "other", "first_day": day.isoformat(), "last_day": day.isoformat()}
        if stale:
            made, when = self.random.choice(
                (
                    (self.now - timedelta(hours=48, seconds=1), when),
                    (self.now + timedelta(minutes=5), when),
                    (self.midnight - timedelta(hours=1), {"when": "today"}),
                )
            )
        elif day == DAYS[0]:
            made, when = self.midnight - timedelta(hours=2), {"when": "tomorrow"}
        if not stale:
            self.reports[child, day, start, end, reason, who] += 1
        part = {"how_long": "part", "from_time": start, "to_time": end, "reason": reason}
        return who, "absence", made, {"children": [child], **when, **part}

    def leaving(self, stale):
        child = self.random.choice(self.children)
        who, me = self.of[child], self.random.choice(("me", ""))
        made = self.midnight + self.random.random() * (self.now - self.midnight)
        at = "07:00" if stale else self.random.choice(SLOTS)[0]
        if not stale:
            said = (made, at, who if me else None)
            self.leaves[child] = max(self.leaves.get(child, said), said, key=lambda one: one[0])
        return who, "leaving", made, {"child": child, "mode": "picked_up", "at": at, "by": me}

    def note(self, stale):
        child, who = next(self.notes, (None, None))
        if child is None:
            return self.absence(stale)
        said = {"slept": self.random.choice(("well", "badly")), "mood": self.random.choice(("glad", "tired", "upset"))}
        if not stale:
            self.told[child, who, said["slept"], said["mood"]] += 1
        made = self.now - timedelta(minutes=self.random.randrange(1, 400))
        return who, "note", self.midnight - timedelta(minutes=1) if stale else made, {"children": [child], **said}


def _children(people):
    """Of both guardians, all of them in one department."""
    from ransel.core import clock
    from ransel.dayboard.tests.test_board import crowd
    from ransel.people.models import Child, Guardianship

    crowd(people, CHILDREN)
    new = Child.objects.filter(enrolments__group=people.bikuben, guardianships=None)
    said = {"ground": "parental_responsibility", "starts": date(2025, 1, 1), "confirmed_by": people.leader}
    said["confirmed_at"] = clock.now()
    rows = [Guardianship(guardian=who, child=one, **said) for one in new for who in (people.marte, people.henrik)]
    pks = [str(one.pk) for one in new]
    Guardianship.objects.bulk_create(rows)
    return pks


def proved(people, draw, sends):
    while len(draw.items) * EACH < sends:
        draw.item()
    errors: list[str] = []
    answers: dict[str, list] = defaultdict(list)
    began = time.monotonic()
    threads = [Thread(target=_send, args=(people, who, draw, errors, answers)) for who in BEHIND for _phone in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = round(time.monotonic() - began)
    for error in errors[:20]:
        print(error, file=sys.stderr)
    sent = sum(len(some) for some in answers.values())
    unlike = sum(len(set(some)) > 1 for some in answers.values())
    delivered = sum(some[0][0] for pk, some in answers.items() if pk in draw.stale)
    return (
        len(draw.items),
        sent,
        len(errors),
        unlike,
        _otherwise(people, draw, answers),
        len(draw.stale),
        delivered,
        seconds,
    )


def _send(people, who, draw, errors, answers):
    """One phone: everything of its owner, twice, in an order of its own."""
    from django.db import connection
    from django.test import Client

    from tests.pages import CheckedClient

    own = [item for whose, item in draw.items.values() if whose == who] * (EACH // 2)
    random.shuffle(own)
    now = (draw.now - BEHIND[who]).isoformat()
    try:
        client = Client()
        client.cookies["session"] = CheckedClient().log_in(getattr(people, who)).cookies["session"].value
        for start in range(0, len(own), BATCH):
            batch = own[start : start + BATCH]
            answer = client.post("/home/queued/", {"now": now, "items": json.dumps(batch)})
            said = answer.json().get("items", {})
            if answer.status_code != 200 or {one["id"] for one in batch} != set(said):
                errors.append(f"{answer.status_code} {answer.text[:200]}")
            for one in batch:
                told = said[one["id"]]
                answers[one["id"]].append((told["sent"], told["why"], told["url"]))
    except Exception as error:  # whatever it is, it is counted
        errors.append(repr(error))
    finally:
        connection.close()


def _otherwise(people, draw, answers) -> int:
    """Rows too many and too few, and items that were refused though they were not stale, or later."""
    from ransel.attendance.models import Absence, AbsenceReport
    from ransel.departure.models import DepartureDay
    from ransel.supervision.models import DayNote

    names = {people.marte.pk: "marte", people.henrik.pk: "henrik", None: None}
    columns = ("absence__child", "absence__day", "from_time", "to_time", "reason", "reported_by")
    reports = Counter(
        (str(child), day, f"{start:%H:%M}", f"{end:%H:%M}", reason, names[by])
        for child, day, start, end, reason, by in AbsenceReport.objects.values_list(*columns)
    )
    notes = Counter(
        (str(child), names[by], slept, mood)
        for child, by, slept, mood in DayNote.objects.values_list("child", "sent_by", "slept", "mood")
    )
    days = {(str(child), day) for child, day in Absence.objects.values_list("child", "day")}
    last = {
        str(one.child_id): (f"{one.at:%H:%M}", names[one.guardian_id])
        for one in DepartureDay.objects.order_by("number")
    }
    leaves = {child: one[1:] for child, one in draw.leaves.items()}
    refused = sum(
        not some[0][0] and (draw.items[pk][1]["kind"], some[0][1]) != ("leaving", "later")
        for pk, some in answers.items()
        if pk not in draw.stale
    )
    wrong = sum(((reports - draw.reports) + (draw.reports - reports)).values())
    wrong += sum(((notes - draw.told) + (draw.told - notes)).values())
    wrong += len(days ^ {one[:2] for one in draw.reports}) + Absence.objects.count() - len(days)
    return wrong + len(set(last.items()) ^ set(leaves.items())) + refused


if __name__ == "__main__":
    main(int(sys.argv[1]))

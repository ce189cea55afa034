"""A tap is on every board of its department; and many a second for long, with the boards open. `-m` SECONDS

Prints: ms until it is on every board, p95; ms until one of many a second is answered, p95; how many those were, how
many sent the child to be looked at first, how many had another answer; what was answered as done and is not there; how
many boards were still open at the end, how often one of them was fetched anew, and ms from its ping until it was, p95.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter

from proofs.floor.boards import open_boards, post, served
from proofs.load import ready

DEPARTMENTS, EACH, SINGLE = 100, 5, 60
A_SECOND = 30
HERE = b'class="r-kid" data-status="here"'


def main(seconds):
    with tempfile.TemporaryDirectory() as data:
        with served(DEPARTMENTS, EACH, data, {}) as (port, crowd, _pid):
            before = rows(data)
            shown, answered, became, still_open, late = asyncio.run(tap(port, crowd, seconds))
        lost = became["done"] - (rows(data) - before)
    p95 = [round(statistics.quantiles(some, n=20)[18]) for some in (shown, answered, late)]
    print(*p95[:2], len(answered), became["looked at"], became["otherwise"], lost, still_open, len(late), p95[2])


async def tap(port, crowd, seconds):
    """(ms until each of some was on every board, ms until each of many was answered, what became of all, boards still
    open, ms from a ping until the board was fetched anew)"""
    await ready(port)
    boards, became = await open_boards(port, crowd), Counter()
    await asyncio.sleep(1)
    shown = []
    for one in crowd[:SINGLE]:
        on = [board.awaits(HERE) for board in boards[one.group]]
        began = time.monotonic()
        became[await sent(port, one, one.child, "come")] += 1
        shown += [(moment - began) * 1000 for moment in await asyncio.wait_for(asyncio.gather(*on), 10)]
        await asyncio.sleep(0.05)
    for board in (one for some in boards.values() for one in some):
        board.late.clear()
    answered = await many(port, crowd, seconds, became)
    all_boards = [board for some in boards.values() for board in some]
    still_open = sum(board.is_open for board in all_boards)
    for board in all_boards:
        board.close()
    return shown, answered, became, still_open, [1000 * late for board in all_boards for late in board.late]


async def many(port, crowd, seconds, became):
    """From the moment each was due, whether or not those before it had been answered."""
    hands, began, answered = Hands(crowd), time.monotonic(), []

    async def one(due):
        group, child, verb = hands.next()
        result = await sent(port, group, child, verb)
        answered.append((time.monotonic() - due) * 1000)
        became[result] += 1
        hands.back(group, child, verb if result == "done" else None)

    taps = []
    for number in range(seconds * A_SECOND):
        due = began + number / A_SECOND
        await asyncio.sleep(max(0, due - time.monotonic()))
        taps.append(asyncio.ensure_future(one(due)))
    await asyncio.gather(*taps)
    return answered


class Hands:
    """Children in turn, in a drawn order; each comes, and leaves the next time. No child is tapped by two at once,
    nor in the class and in after-school; who was tapped before goes on where that was."""

    def __init__(self, crowd):
        where = {child: one for one in crowd for child in one.children} | {one.child: one for one in crowd[:SINGLE]}
        self.children = [(one, child) for child, one in where.items()]
        random.Random(1).shuffle(self.children)
        self.verbs = {one.child: "leave" for one in crowd[:SINGLE]}

    def next(self):
        group, child = self.children.pop(0)
        return group, child, self.verbs.get(child, "come")

    def back(self, group, child, done):
        """Who has to be looked at is let be; the others are tapped again."""
        if done:
            self.verbs[child] = "leave" if done == "come" else "come"
            self.children.append((group, child))


async def sent(port, one, child, verb):
    headers, path = ["HX-Request: true"], f"/work/groups/{one.group}/taps/"
    status, said, body = await post(port, path, one.staff[0], headers, child=child, verb=verb)
    if status == 204:
        return "done"
    if "hx-redirect" in said:
        return "looked at"
    print(status, body[body.find(b'role="alert"') :][:300], file=sys.stderr)
    return "otherwise"


def rows(data):
    """What the database has of all that was done."""
    os.environ |= {"RANSEL_ENV": "test", "RANSEL_DATA_DIR": data}
    import django

    django.setup()
    from ransel.attendance.models import CheckIn, CheckOut

    return CheckIn.objects.count() + CheckOut.objects.count()


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""What is on its way at the same moment: each service has a lane of its own, so that one that hangs holds up no other.

Threads only talk to the outside. They read and write no row: that is for those who put things here and fetch them.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count
from queue import PriorityQueue
from typing import Any

THREADS = 16  # in one lane
ROOM = 100  # things in one lane; and as much again for what cannot wait
ROUND, GLANCE = 2.0, 0.2  # seconds that those who answer are waited for at most, and those who do not


@dataclass
class Lane:
    pool: ThreadPoolExecutor
    going: set[Future] = field(default_factory=set)
    queue: PriorityQueue = field(default_factory=PriorityQueue)  # what no thread has taken yet
    shared: dict = field(default_factory=dict)  # what its threads have in common: a connection, how often it failed
    slow: bool = False  # something was not done when it was last looked


class Lanes:
    """`threads`: how many a lane has, by its name, where it is not as many as usual."""

    def __init__(self, threads: dict | None = None):
        self._lanes: dict[str, Lane] = {}
        self._threads = threads or {}
        self._number = count()

    def lane(self, name: str) -> Lane:
        if name not in self._lanes:
            self._lanes[name] = Lane(ThreadPoolExecutor(self._threads.get(name, THREADS), thread_name_prefix="lane"))
        return self._lanes[name]

    def room(self, name: str, *, urgent: bool = False) -> int:
        return ROOM * (1 + urgent) - len(self.lane(name).going)

    def full(self, *, urgent: bool = False) -> list[str]:
        return [name for name in self._lanes if self.room(name, urgent=urgent) <= 0]

    def put(self, name: str, about: Any, ask: Callable, *args, urgent: bool = False):
        """What cannot wait goes before all of its lane that no thread has taken yet."""
        lane = self.lane(name)
        lane.queue.put((not urgent, next(self._number), about, ask, args))
        lane.going.add(lane.pool.submit(_next_of, lane))

    @property
    def busy(self) -> bool:
        return any(lane.going for lane in self._lanes.values())

    def done(self) -> list[tuple[Any, Any]]:
        """[(what it is about, what came of it)], when the lanes that answer are empty. The others are only glanced at.

        Raises what no lane can answer for: that the process is to end.
        """
        quick = [future for lane in self._lanes.values() if not lane.slow for future in lane.going]
        slow = [future for lane in self._lanes.values() if lane.slow for future in lane.going]
        wait(quick or slow, timeout=ROUND if quick else GLANCE)
        found = []
        for lane in self._lanes.values():
            for future in [one for one in lane.going if one.done()]:
                lane.going.remove(future)
                found.append(future.result())
            lane.slow = bool(lane.going)
        return found


def _next_of(lane):
    """In a thread of the lane: one for each that was put there, and it takes whichever is first by then."""
    _can_wait, _number, about, ask, args = lane.queue.get_nowait()
    return about, ask(lane.shared, *args)

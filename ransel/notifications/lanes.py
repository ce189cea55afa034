"""What is on its way at the same moment: each service has a lane of its own, so that one that hangs holds up no other.

Threads only talk to the outside. They read and write no row: that is for those who put things here and fetch them.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

THREADS = 16  # in one lane
ROOM = 100  # things in one lane
ROUND, GLANCE = 2.0, 0.2  # seconds that those who answer are waited for at most, and those who do not


@dataclass
class Lane:
    pool: ThreadPoolExecutor
    going: dict[Future, Any] = field(default_factory=dict)  # {what is asked: what it is about}
    shared: dict = field(default_factory=dict)  # what its threads have in common: a connection, how often it failed
    slow: bool = False  # something was not done when it was last looked


class Lanes:
    """`threads`: how many a lane has, by its name, where it is not as many as usual."""

    def __init__(self, threads: dict | None = None):
        self._lanes: dict[str, Lane] = {}
        self._threads = threads or {}

    def lane(self, name: str) -> Lane:
        if name not in self._lanes:
            self._lanes[name] = Lane(ThreadPoolExecutor(self._threads.get(name, THREADS), thread_name_prefix="lane"))
        return self._lanes[name]

    def room(self, name: str) -> int:
        return ROOM - len(self.lane(name).going)

    def full(self) -> list[str]:
        return [name for name in self._lanes if self.room(name) <= 0]

    def put(self, name: str, about: Any, ask: Callable, *args):
        lane = self.lane(name)
        lane.going[lane.pool.submit(ask, lane.shared, *args)] = about

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
                found.append((lane.going.pop(future), future.result()))
            lane.slow = bool(lane.going)
        return found

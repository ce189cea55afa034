"""Whose turn it is to work: one at a time, and who tells something before who looks."""

from contextlib import suppress
from threading import Event, Thread

import pytest

from ransel.core.serving import turn
from ransel.core.serving.turn import Turn


class Crowd:
    """Some who work, each in a thread of its own, until they are let go."""

    def __init__(self):
        self.turn, self.began, self.going, self.threads = Turn(), [], {}, []

    def comes(self, name, *, tells=False, breaks=False):
        self.going[name], here = Event(), Event()

        def work():
            here.set()
            with self.turn.taken(tells=tells):
                self.began.append(name)
                self.going[name].wait(5)
                if breaks:
                    raise LookupError

        def run():
            with suppress(LookupError):
                work()

        before = len(self.began)
        thread = Thread(target=run)
        thread.start()
        here.wait(5)
        thread.join(0.05)
        self.threads.append(thread)
        return len(self.began) > before

    def goes(self, *names):
        for name in names:
            self.going[name].set()
            self.threads[list(self.going).index(name)].join(5)

    def all_go(self):
        for each in self.going.values():
            each.set()
        for thread in self.threads:
            thread.join(5)


@pytest.fixture
def crowd(monkeypatch):
    monkeypatch.setattr(turn, "LONGEST", 5)
    monkeypatch.setattr(turn, "_answers_within_the_process", lambda: True)
    crowd = Crowd()
    yield crowd
    crowd.all_go()


def test_one_is_at_work_at_a_time(crowd):
    assert crowd.comes("one")
    assert not crowd.comes("other")
    crowd.all_go()
    assert crowd.began == ["one", "other"]


def test_who_tells_goes_before_who_looked_earlier(crowd):
    crowd.comes("at work")
    crowd.comes("looks")
    crowd.comes("tells", tells=True)
    crowd.all_go()
    assert crowd.began == ["at work", "tells", "looks"]


def test_who_looks_waits_for_all_who_have_something_to_tell(crowd):
    crowd.comes("at work", tells=True)
    crowd.comes("looks")
    crowd.comes("tells", tells=True)
    crowd.goes("at work", "tells")
    crowd.all_go()
    assert crowd.began == ["at work", "tells", "looks"]


def test_a_slow_page_does_not_stop_the_others(crowd, monkeypatch):
    monkeypatch.setattr(turn, "LONGEST", 0.01)
    assert crowd.comes("slow")
    assert crowd.comes("looks") and crowd.comes("tells", tells=True)


@pytest.mark.parametrize("tells", [True, False])
def test_who_breaks_off_gives_the_turn_back(crowd, tells):
    crowd.comes("breaks off", tells=tells, breaks=True)
    crowd.goes("breaks off")
    assert crowd.comes("looks")


def test_where_another_process_answers_nobody_waits(crowd, monkeypatch):
    monkeypatch.setattr(turn, "_answers_within_the_process", lambda: False)
    assert crowd.comes("one") and crowd.comes("other") and crowd.comes("third", tells=True)

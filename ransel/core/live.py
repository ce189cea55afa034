"""Something changed: look again. A ping is a topic and nothing more, so there is nothing in it to leak: whoever is
woken asks for the page anew, through its permit.

In one process the listeners are called here. On PostgreSQL what is published goes to every process by NOTIFY, and
comes back to this one the same way; see `serving.listener`. Treat both as lossy: the state is in the database.
"""

from collections import defaultdict
from contextlib import contextmanager
from threading import Lock

from django.db import connection

CHANNEL = "ransel_live"
NOTIFY_BYTES = 7_500  # PostgreSQL takes payloads below 8000

_listeners = defaultdict(set)
_changing = Lock()
_relay = None


@contextmanager
def subscribe(topic, wake):
    """Call wake() at each ping on the topic while the block lasts; in the writer's thread, so it must be quick."""
    add(topic, wake)
    try:
        yield
    finally:
        discard(topic, wake)


def add(topic, wake):
    with _changing:
        _listeners[topic].add(wake)


def discard(topic, wake):
    with _changing:
        _listeners[topic].discard(wake)
        if not _listeners[topic]:
            del _listeners[topic]


def publish(*topics):
    """Wake whoever listens to one of these, each once, in every process."""
    if connection.vendor == "postgresql":
        _notify(topics)
    elif _relay:
        _relay(topics)
    else:
        deliver(topics)


def relay_through(tell):
    """In a process without streams: hand what is published to the one that has them."""
    global _relay
    _relay = tell


def deliver(topics):
    """Wake those in this process. One that fails stops no other."""
    with _changing:
        woken = {wake: topic for topic in topics for wake in _listeners.get(topic, ())}
    for wake in woken:
        try:
            wake()
        except Exception:  # noqa: S112  a screen that can't be woken stops nobody; it asks again by itself
            continue


def deliver_to_all():
    """After a gap nobody knows what was missed: everybody looks again."""
    with _changing:
        topics = tuple(_listeners)
    deliver(topics)


def _notify(topics):
    batch, size = [], 0
    with connection.cursor() as cursor:
        for topic in topics:
            if batch and size + len(topic) + 1 > NOTIFY_BYTES:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, ",".join(batch)])
                batch, size = [], 0
            batch.append(topic)
            size += len(topic) + 1
        if batch:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, ",".join(batch)])

"""An open page's stream: "changed", and nothing more, until it is old, the reader leaves, or rights have changed."""

import asyncio
from random import uniform

from ransel.core import live

PING = 20  # seconds between signs of life
OLDEST = 300  # seconds; then the browser asks anew, through the door
AT_MOST_EVERY = 0.1  # seconds between two events
ENDS = ("session:", "person:")
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
CHANGED = b"event: changed\ndata:\n\n"


class Stream:
    """One reader. `wake` may be called from any thread; everything else happens on the event loop."""

    __slots__ = ("_wakes", "loop", "over", "topics", "woken")

    def __init__(self, topics):
        self.loop = asyncio.get_running_loop()
        self.topics = topics
        self.woken, self.over = asyncio.Event(), False
        self._wakes = []

    def __enter__(self):
        for topic in self.topics:
            wake = self._end if topic.startswith(ENDS) else self._wake
            live.add(topic, wake)
            self._wakes.append((topic, wake))
        return self

    def __exit__(self, *exc):
        for topic, wake in self._wakes:
            live.discard(topic, wake)

    def _wake(self):
        self.loop.call_soon_threadsafe(self.woken.set)

    def _end(self):
        self.over = True
        self._wake()


async def keep_open(topics, receive, send, *, at_once=False):
    """Send `changed` whenever one of the topics is raised. Holds no thread and no connection to the database."""
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    gone = asyncio.ensure_future(_until_gone(receive))
    ends_at = asyncio.get_running_loop().time() + OLDEST * uniform(0.8, 1.2)  # noqa: S311  not all at once
    try:
        with Stream(topics) as stream:
            await _send(send, CHANGED if at_once else b": open\n\n")
            while not gone.done() and not stream.over and stream.loop.time() < ends_at:
                await _send(send, await _next(stream, gone))
            if stream.over and not gone.done():
                await _send(send, CHANGED)
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()


async def _next(stream, gone):
    waiting = asyncio.ensure_future(stream.woken.wait())
    await asyncio.wait({waiting, gone}, timeout=PING, return_when=asyncio.FIRST_COMPLETED)
    if not waiting.done():
        waiting.cancel()
        return b": alive\n\n"
    stream.woken.clear()
    await asyncio.sleep(0 if stream.over else AT_MOST_EVERY * 0.2)
    return b"" if stream.over else CHANGED


async def _send(send, body):
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_gone(receive):
    while (await receive())["type"] != "http.disconnect":
        pass

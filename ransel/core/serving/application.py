"""The ASGI application: starts and stops what the process needs, answers requests, and keeps streams open."""

import gc

from ransel.core.http import LIVE, LIVE_NOW
from ransel.core.serving.bridge import Bridge
from ransel.core.serving.listener import Listener
from ransel.core.serving.streams import keep_open

HELD, HELD_NOW = LIVE.lower().encode(), LIVE_NOW.lower().encode()
NEW_THINGS = 10_000  # a page makes and drops thousands: Python's 700 would have them counted many times a page


class Application:
    def __init__(self):
        self.bridge = Bridge()
        self.listener = Listener()
        self.child = None

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope, receive, send):
        status, headers, chunks = await self.bridge.answer(scope, receive)
        ours = {name: value for name, value in headers if name in (HELD, HELD_NOW)}
        headers = [(name, value) for name, value in headers if name not in ours]
        topics = ours.get(HELD)
        if topics is not None and status == 200 and scope["method"] == "GET":
            await keep_open(topics.decode().split(","), receive, send, at_once=HELD_NOW in ours)
            return
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for chunk in chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _live(self, receive, send):
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                leave_alone_what_stands()
                self.listener.start()
                if self.child:
                    self.child.start()
                self.bridge.lookers.start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                self.listener.stop()
                if self.child:
                    self.child.stop()
                await self.bridge.lookers.stop()
                self.bridge.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def leave_alone_what_stands():
    """The code and its tables stay as long as the process: the collector need not look through them each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_THINGS, *gc.get_threshold()[1:])

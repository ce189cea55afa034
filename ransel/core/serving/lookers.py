"""Those who look are answered by processes of their own, so that what is told has the interpreter here to itself.

A looker answers one request after the other. What it raises meanwhile comes with the answer, and wakes the streams
here. One that dies is started again; what it was asked is asked elsewhere, as looking does no harm done twice.
Decision 0027.
"""

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE
from typing import Any
from zlib import crc32

from ransel.core import live

PATIENCE = 0.05  # seconds: who answers somebody else for longer is passed by
AGAIN_AFTER = 1.0  # seconds, before one that has died is started again
AT_LAST = 3.0  # seconds, for the answer it is at, before it is ended
SIZE = 4  # bytes that say how long the next message is
MOST = 8  # lookers
SAID = ("method", "path", "query_string", "headers", "http_version", "server", "client", "scheme")
COMMAND = (sys.executable, "-m", "ransel", "looker")
GONE = (OSError, asyncio.IncompleteReadError)


def as_many_as_fit() -> int:
    """One for each processor; two at least, as one may be busy with something slow."""
    return min(max(os.cpu_count() or 2, 2), MOST)


class Lookers:
    def __init__(self, number):
        self.all = [Looker() for _one in range(number)]

    def start(self):
        for one in self.all:
            one.keeper = asyncio.ensure_future(one.keep())

    async def stop(self):
        await asyncio.gather(*(one.stop() for one in self.all))

    async def answer(self, scope):
        """(status, headers, [body]); None where nobody here can, and a thread should."""
        while looker := self._next(scope["path"]):
            try:
                return await asyncio.shield(looker.ask(scope))  # who leaves must not leave half an answer behind
            except GONE:
                looker.stands = False
        return None

    def _next(self, path):
        """For the same page always the same, as long as it is quick: it has drawn the page for others just now."""
        own = crc32(path.encode(errors="replace")) % max(len(self.all), 1)
        return next((one for one in self.all[own:] + self.all[:own] if one.stands and not one.is_slow), None)


class Looker:
    """The parent's end of one."""

    def __init__(self):
        self.process: Any = None
        self.keeper: asyncio.Future | None = None
        self.stands = False
        self.turn, self.began = asyncio.Lock(), 0.0

    @property
    def is_slow(self):
        return bool(self.began) and asyncio.get_running_loop().time() - self.began > PATIENCE

    async def keep(self):
        """Start it, and start it again when it has died."""
        while True:
            self.process = await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE)
            try:
                await self._read()
                self.stands = True
            except GONE:
                pass
            await self.process.wait()
            self.stands = False
            await asyncio.sleep(AGAIN_AFTER)

    async def ask(self, scope):
        async with self.turn:
            self.began = asyncio.get_running_loop().time()
            try:
                message = pickle.dumps({key: scope.get(key) for key in SAID})
                self.process.stdin.write(len(message).to_bytes(SIZE) + message)
                await self.process.stdin.drain()
                status, headers, body, raised = await self._read()
            finally:
                self.began = 0.0
        if raised:
            live.deliver(raised)
        return status, headers, [body]

    async def _read(self):
        size = int.from_bytes(await self.process.stdout.readexactly(SIZE))
        return pickle.loads(await self.process.stdout.readexactly(size))  # noqa: S301  our own program wrote it

    async def stop(self):
        """It ends by itself when nothing can be asked any more."""
        if self.keeper:
            self.keeper.cancel()
        if self.process and self.process.returncode is None:
            self.process.stdin.close()
            try:
                await asyncio.wait_for(self.process.wait(), AT_LAST)
            except TimeoutError:
                self.process.kill()

"""A crowd served on a port of its own, and boards that stay open as a browser keeps them."""

import asyncio
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

from proofs.ground import end
from proofs.load import AGAIN, TOKEN, asked, exchange


@contextmanager
def served(departments, each, data, more):
    """(port, a department each with the ids and sessions of its people, process id). `data`: a folder of its own."""
    said = {**os.environ, **more, "RANSEL_ENV": "test", "RANSEL_DATA_DIR": data}
    command = [sys.executable, "-m", "proofs.floor.crowd", str(departments), str(each)]
    prepared = subprocess.run(command, env=said, capture_output=True, text=True)
    if prepared.returncode:
        sys.exit(prepared.stderr)
    first, *lines = prepared.stdout.splitlines()
    port, said["RANSEL_CLOCK_OFFSET"] = first.split()
    server = subprocess.Popen([sys.executable, "-m", "proofs.floor.server", port, "lookers"], env=said)
    try:
        yield int(port), [SimpleNamespace(**json.loads(line)) for line in lines], server.pid
    finally:
        end(server)


class Board:
    """One open board: its stream, and the fragment fetched anew when the stream says so; one at a time."""

    @classmethod
    async def open(cls, port, group, session):
        self = cls()
        self.path, self.session, self.shows, self.awaited = f"/work/groups/{group}/", session, None, b""
        self.port, self.due, self.fetched, self.woken = port, asyncio.Event(), 0, 0.0
        self.late: list[float] = []  # seconds from a ping until it was fetched anew
        _status, headers, _body = await self._ask({})
        self.tag = headers["hx-ptag"]
        reader = await self._stream()
        self.tasks = [asyncio.ensure_future(self._listen(reader)), asyncio.ensure_future(self._fetch())]
        return self

    async def _stream(self):
        """The server ends it now and then, and a browser opens it again."""
        reader, self.stream = await asyncio.open_connection("127.0.0.1", self.port)
        address = f"{self.path}live/?tag={self.tag}"
        self.stream.write(asked(address, self.session, {"Accept": "text/event-stream"}))
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"event-stream" in head, head
        return reader

    def awaits(self, shown):
        """From now on, until these bytes are in it."""
        self.awaited, self.shows = shown, asyncio.get_running_loop().create_future()
        return self.shows

    async def _listen(self, reader):
        while True:
            while line := await reader.readline():
                if line.startswith(b"event: changed") and not self.due.is_set():
                    self.woken = asyncio.get_running_loop().time()
                    self.due.set()
            self.stream.close()
            reader = await self._stream()

    async def _fetch(self):
        while await self.due.wait():
            self.due.clear()
            woken = self.woken
            status, headers, body = await self._ask(AGAIN | {"HX-PTag": self.tag})
            self.late.append(asyncio.get_running_loop().time() - woken)
            self.tag, self.fetched = headers.get("hx-ptag", self.tag), self.fetched + 1
            if status == 200 and self.shows and not self.shows.done() and self.awaited in body:
                self.shows.set_result(asyncio.get_running_loop().time())

    async def _ask(self, headers):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        answer = await exchange(reader, writer, asked(self.path, self.session, headers))
        writer.close()
        return answer

    @property
    def is_open(self):
        return not any(task.done() for task in self.tasks)

    def close(self):
        for task in self.tasks:
            task.cancel()
        self.stream.close()


async def open_boards(port, crowd):
    """By department."""
    return {one.group: [await Board.open(port, one.group, session) for session in one.staff] for one in crowd}


async def post(port, path, session, headers=(), **fields):
    """What a browser sends, with the token of its cookie: (status, headers, body)."""
    said = {"csrfmiddlewaretoken": TOKEN, "submission": uuid4(), **fields}
    body = "&".join(f"{key}={value}" for key, value in said.items()).encode()
    head = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        f"Cookie: session={session}; csrf={TOKEN}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = await exchange(reader, writer, "\r\n".join([*head, "", ""]).encode() + body)
    writer.close()
    return answer


def resident(pid):
    """Megabytes of memory that the process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    raise LookupError("the process says nothing of its memory")

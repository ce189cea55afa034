"""500 boards of 100 departments stay open: how soon a report is on the five of its own, and what the process weighs."""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from proofs.ground import end
from proofs.load import AGAIN, asked, exchange, ready

DEPARTMENTS, EACH, REPORTS = 100, 5, 60
MOST_MS, MOST_MB = 300, 250


def main():
    from tooling.postgres import database_url

    short = measure("SQLite", {})
    os.environ.pop("DATABASE_URL", None)
    with database_url() as url:
        short += measure("PostgreSQL", {"DATABASE_URL": url})
    print(f"{short} figures short")
    sys.exit(bool(short))


def measure(name, more):
    with tempfile.TemporaryDirectory() as data:
        said = {**os.environ, **more, "RANSEL_ENV": "test", "RANSEL_DATA_DIR": data}
        command = [sys.executable, "-m", "proofs.floor.crowd", str(DEPARTMENTS), str(EACH)]
        prepared = subprocess.run(command, env=said, capture_output=True, text=True)
        if prepared.returncode:
            sys.exit(prepared.stderr)
        port, offset, *lines = prepared.stdout.split()
        said["RANSEL_CLOCK_OFFSET"] = offset
        server = subprocess.Popen([sys.executable, "-m", "proofs.floor.server", port], env=said)
        try:
            crowd = [line.split(",") for line in lines]
            waits, memory = asyncio.run(watch(int(port), crowd, server.pid))
        finally:
            end(server)
    return verdict(name, waits, memory)


def verdict(name, waits, memory):
    """How many of the figures fall short."""
    p95 = statistics.quantiles(waits, n=20)[18]
    print(f"{name}: {DEPARTMENTS * EACH} boards open, {len(waits)} times a board showed what was reported:")
    print(f"  median {statistics.median(waits):.0f} ms, p95 {p95:.0f} ms, longest {max(waits):.0f} ms of {MOST_MS}")
    print(f"  the web process weighs {memory:.0f} MB of {MOST_MB}")
    return (p95 > MOST_MS) + (memory > MOST_MB)


async def watch(port, crowd, pid):
    """Every line of the crowd is a department: its id, a guardian's session and child, and the staff's sessions."""
    await ready(port)
    boards = {}
    for group, _guardian, _child, *staff in crowd:
        boards[group] = [await Board.open(port, group, session) for session in staff]
    await asyncio.sleep(1)
    waits = []
    for group, guardian, child, *_staff in crowd[:REPORTS]:
        for board in boards[group]:
            board.shows = asyncio.get_running_loop().create_future()
        began = time.monotonic()
        await report(port, guardian, child)
        done = await asyncio.wait_for(asyncio.gather(*(board.shows for board in boards[group])), 10)
        waits += [(moment - began) * 1000 for moment in done]
        await asyncio.sleep(0.05)
    memory = resident(pid)
    for some in boards.values():
        for board in some:
            board.close()
    return waits, memory


class Board:
    """One open board: its stream, and the fragment fetched anew when the stream says so."""

    @classmethod
    async def open(cls, port, group, session):
        self = cls()
        self.path, self.session, self.shows = f"/work/groups/{group}/", session, None
        self.port = port
        _status, headers, _body = await self._ask({})
        self.tag = headers["hx-ptag"]
        reader, self.stream = await asyncio.open_connection("127.0.0.1", port)
        address = f"{self.path}live/?tag={self.tag}"
        self.stream.write(asked(address, session, {"Accept": "text/event-stream"}))
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"event-stream" in head, head
        self.listening = asyncio.ensure_future(self._listen(reader))
        return self

    async def _listen(self, reader):
        while line := await reader.readline():
            if line.startswith(b"event: changed"):
                await self._fetch()

    async def _fetch(self):
        status, headers, body = await self._ask(AGAIN | {"HX-PTag": self.tag})
        self.tag = headers.get("hx-ptag", self.tag)
        if status == 200 and b'class="r-kid" data-status="absent"' in body and self.shows and not self.shows.done():
            self.shows.set_result(time.monotonic())

    async def _ask(self, headers):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        answer = await exchange(reader, writer, asked(self.path, self.session, headers))
        writer.close()
        return answer

    def close(self):
        self.listening.cancel()
        self.stream.close()


async def report(port, session, child):
    """What the guardian's browser sends. The token is the one of its cookie."""
    from uuid import uuid4

    token = "a" * 32
    said = f"csrfmiddlewaretoken={token}&submission={uuid4()}&children={child}&when=today&how_long=all_day&reason=ill"
    body = said.encode()
    head = [
        "POST /home/absence/ HTTP/1.1",
        "Host: localhost",
        f"Cookie: session={session}; csrf={token}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    status, _headers, answer = await exchange(reader, writer, "\r\n".join([*head, "", ""]).encode() + body)
    writer.close()
    assert status == 303, (status, answer[:300])


def resident(pid):
    """Megabytes of memory that the process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    raise LookupError("the process says nothing of its memory")

"""A push service that is not ours (tests/push), reached straight, through one that hangs, and through one that refuses.

They run on the same machine as the product, which they do not in life: so they give way to it.
"""

import asyncio
import os
import socket
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from time import sleep
from types import SimpleNamespace

import requests

from proofs.ground import end

HERE = Path(__file__).resolve().parents[2] / "tests" / "push" / "node_modules" / "web-push-testing" / "src" / "bin"
REFUSAL = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def push_services():
    """`port` answers; `hanging` and `refusing` do so once `works` is said. `asked`: how often they turned away."""
    said = SimpleNamespace(port=free_port(), hanging=free_port(), refusing=free_port(), works=False, asked=0)
    command = ["node", str(HERE / "server.js"), str(said.port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    service = subprocess.Popen(command, preexec_fn=lambda: os.nice(15), **quiet)
    loop = asyncio.new_event_loop()
    Thread(target=_stand_between, args=[loop, said], daemon=True).start()
    try:
        _wait_for(said.port)
        yield said
    finally:
        loop.call_soon_threadsafe(loop.stop)
        end(service)


def _wait_for(port):
    for _attempt in range(100):
        with suppress(requests.ConnectionError):
            return requests.post(f"http://127.0.0.1:{port}/status", timeout=1)
        sleep(0.1)
    raise AssertionError("the push service did not start: run bin/setup test")


def _stand_between(loop, said):
    asyncio.set_event_loop(loop)
    for port, ill in ((said.hanging, _hang), (said.refusing, _refuse)):
        loop.run_until_complete(asyncio.start_server(_door(said, ill), "127.0.0.1", port, backlog=256))
    loop.run_forever()


def _door(said, ill):
    async def enter(reader, writer):
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            if said.works:
                await _through(said.port, reader, writer)
            else:
                said.asked += 1
                await ill(said, reader, writer)
        writer.close()

    return enter


async def _hang(_said, reader, _writer):
    """It takes what it is given, and never answers."""
    while await reader.read(65536):
        pass


async def _refuse(_said, reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
    writer.write(REFUSAL)
    await writer.drain()


async def _through(port, reader, writer):
    inner, outer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.wait(
        [asyncio.ensure_future(_pour(reader, outer)), asyncio.ensure_future(_pour(inner, writer))],
        return_when=asyncio.FIRST_COMPLETED,
    )
    outer.close()


async def _pour(reader, writer):
    while some := await reader.read(65536):
        writer.write(some)
        await writer.drain()

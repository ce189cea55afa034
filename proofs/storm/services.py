"""A push service that is not ours (tests/push), reached straight, through one that hangs, and through one that refuses.

They run on the same machine as the product, which they do not in life: so they give way to it.
"""

import asyncio
import multiprocessing
import os
import socket
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from types import SimpleNamespace

import requests

from proofs.ground import end, free_port

HERE = Path(__file__).resolve().parents[2] / "tests" / "push" / "node_modules" / "web-push-testing" / "src" / "bin"
FORK = multiprocessing.get_context("fork")
REFUSAL = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def give_way():
    """Only what nobody else wants of the machine."""
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


@contextmanager
def push_services():
    """`port` answers; `hanging` and `refusing` do so once `works` is set. `asked`: how often they turned away."""
    shared = {"works": FORK.Event(), "asked": FORK.Value("i", 0)}
    doors = [socket.create_server(("127.0.0.1", 0), backlog=256) for _ill in (_hang, _refuse)]
    hanging, refusing = (door.getsockname()[1] for door in doors)
    said = SimpleNamespace(port=free_port(), hanging=hanging, refusing=refusing, **shared)
    command = ["node", str(HERE / "server.js"), str(said.port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    service = subprocess.Popen(command, preexec_fn=give_way, **quiet)
    between = FORK.Process(target=_stand_between, args=[said, doors], daemon=True)
    between.start()
    for door in doors:
        door.close()  # the other process has it
    try:
        _wait_for(said.port)
        yield said
    finally:
        between.terminate()
        end(service)


def _wait_for(port):
    for _attempt in range(100):
        with suppress(requests.ConnectionError):
            return requests.post(f"http://127.0.0.1:{port}/status", timeout=1)
        sleep(0.1)
    raise AssertionError("the push service did not start: run bin/setup test")


def _stand_between(said, doors):
    give_way()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    for door, ill in zip(doors, (_hang, _refuse), strict=True):
        loop.run_until_complete(asyncio.start_server(_door(said, ill), sock=door))
    loop.run_forever()


def _door(said, ill):
    async def enter(reader, writer):
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            if said.works.is_set():
                await _through(said.port, reader, writer)
            else:
                said.asked.value += 1
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

"""How near the floor: the empty answer, the hand-written floor and the product, in turn, on both databases."""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time

from proofs.ground import end

OF_THE_FLOOR, OF_FULL = 0.20, 3.0  # at least this part of the floor; a 304 at least this many times its full answer
ROUNDS, SECONDS, CONNECTIONS = 3, 1.5, 8
AGAIN = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}
TOKEN = "a" * 32  # of the length that the framework makes: another would have it make a new one each time


def main():
    from tooling.postgres import database_url

    short = measure("SQLite", {})
    os.environ.pop("DATABASE_URL", None)
    with database_url() as url:
        short += measure("PostgreSQL", {"DATABASE_URL": url})
    print(f"{len(short)} figures short{': ' if short else ''}{'; '.join(short)}")
    sys.exit(bool(short))


def measure(name, more):
    with tempfile.TemporaryDirectory() as data:
        said = {**os.environ, **more, "RANSEL_ENV": "test", "RANSEL_DATA_DIR": data}
        prepared = subprocess.run(
            [sys.executable, "-m", "proofs.floor.prepare"], env=said, capture_output=True, text=True
        )
        if prepared.returncode:
            sys.exit(prepared.stderr)
        marte, siri, group, port, offset = prepared.stdout.split()[-5:]
        said["RANSEL_CLOCK_OFFSET"] = offset
        server = subprocess.Popen([sys.executable, "-m", "proofs.floor.server", port], env=said)
        try:
            return asyncio.run(compare(name, int(port), marte, siri, f"/work/groups/{group}/"))
        finally:
            end(server)


async def compare(name, port, marte, siri, board):
    await ready(port)
    cases = {"empty": ("/empty", marte, {})}
    pages = (("I dag", "/home/", marte), ("board", board, siri))
    for _page, path, session in pages * 2:
        await one(port, path, session, {})
    for page, path, session in pages:
        same, headers = await one(port, path, session, {})
        floor, _headers = await one(port, f"/floor{path}", session, {})
        if same != floor:
            where = next((n for n, (a, b) in enumerate(zip(same, floor, strict=False)) if a != b), 0)
            print(f"{page}: not the same bytes: {same[where - 60 : where + 60]!r} / {floor[where - 60 : where + 60]!r}")
            return [f"{name} {page}: not the same bytes"]
        cases |= {f"{page} floor": (f"/floor{path}", session, {}), f"{page} product": (path, session, {})}
        cases |= {f"{page} fragment": (path, session, {"HX-Request": "true"})}  # drawn anew; open boards share one
        cases |= {f"{page} 304": (path, session, AGAIN | {"HX-PTag": headers["hx-ptag"]})}
    rates = {case: [] for case in cases}
    for _round in range(ROUNDS):
        for case, (path, session, headers) in cases.items():
            rates[case].append(await rate(port, path, session, headers))
    return verdict(name, {case: statistics.median(found) for case, found in rates.items()})


def verdict(name, rates):
    print(f"{name}, answers a second, median of {ROUNDS}, {CONNECTIONS} at a time:")
    for case, found in rates.items():
        print(f"  {case:<16} {found:9.0f}")
    short = []
    for page in ("I dag", "board"):
        part = rates[f"{page} product"] / rates[f"{page} floor"]
        times = rates[f"{page} 304"] / rates[f"{page} fragment"]
        print(f"  {page}: {part:.2f} of the floor, a 304 {times:.1f} times its full answer")
        short += [f"{name} {page} {part:.2f} of the floor"] if part < OF_THE_FLOOR else []
        short += [f"{name} {page} 304 {times:.1f}"] if times < OF_FULL else []
    return short


async def ready(port):
    for _attempt in range(150):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        except OSError:
            await asyncio.sleep(0.2)
    sys.exit("the server did not start")


def asked(path, session, headers):
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", f"Cookie: session={session}; csrf={TOKEN}"]
    return "\r\n".join([*lines, *(f"{key}: {value}" for key, value in headers.items()), "", ""]).encode()


async def exchange(reader, writer, request):
    """(status, headers, body) of one answer on a connection that stays open."""
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {key.lower(): value for key, _, value in (line.partition(": ") for line in head[1:] if line)}
    status = int(head[0].split()[1])
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return status, headers, body
    return status, headers, await reader.readexactly(int(headers.get("content-length", 0)))


async def one(port, path, session, headers):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    status, said, body = await exchange(reader, writer, asked(path, session, headers))
    writer.close()
    if status != 200:
        sys.exit(f"{path} answered {status}")
    return body, said


async def rate(port, path, session, headers):
    """Answers a second, with so many connections at a time, each asking anew when it is answered."""
    request, ends, answered = asked(path, session, headers), time.monotonic() + SECONDS, 0

    async def keep_asking():
        nonlocal answered
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < ends:
            await exchange(reader, writer, request)
            answered += 1
        writer.close()

    began = time.monotonic()
    await asyncio.gather(*(keep_asking() for _ in range(CONNECTIONS)))
    return answered / (time.monotonic() - began)


if __name__ == "__main__":
    main()

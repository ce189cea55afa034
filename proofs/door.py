"""The door: many hands at once on both databases, taps in time with 500 boards open, and somebody who guesses a PIN.

`bin/prove door --seconds 600` says for how long thirty taps a second are sent; else it is a minute.
"""

import os
import subprocess
import sys
from contextlib import nullcontext

SEEDS = 3
QUEUED = 60  # seconds for ten thousand taps that waited without network, each sent twice, from two devices
BOARDS = 500
SHOWN, ANSWERED, WRONG = 300, 150, 5  # milliseconds; tries
BOARD, WEIGHT, ACT = 12, 25, 15  # statements of the board, kB of it, statements of a department that goes home


def main():
    from tooling.postgres import database_url

    os.environ.pop("DATABASE_URL", None)
    short = measure("SQLite", nullcontext) + measure("PostgreSQL", database_url)
    print(f"{len(short)} figures short{': ' if short else ''}{'; '.join(short)}")
    sys.exit(bool(short))


def measure(name, database) -> list[str]:
    """Each part in a database of its own. `database` gives the address of a new one, or nothing for SQLite."""
    short = []
    print(f"{name}:")
    for seed in range(1, SEEDS + 1):
        taps, errors, twice, unsaid = said("together", database, str(seed))
        print(f"  {taps} taps of six hands: {errors} errors, {twice} children here twice, {unsaid} gone without a word")
        short += [f"{name} seed {seed}"] if errors or twice or unsaid else []
    taps, errors, wrong, seconds = said("queued", database, "1")
    print(f"  {taps} queued taps: {errors} errors, {wrong} children or lists otherwise, {seconds} s of {QUEUED}")
    short += [f"{name} queued taps"] if errors or wrong or seconds > QUEUED else []
    short += in_time(name, database) + guessed(name, database)
    for what, found, most in zip(
        ("statements of the board", "kB of the board", "statements of a department that goes home"),
        said("figures", database),
        (BOARD, WEIGHT, ACT),
        strict=True,
    ):
        print(f"  {what}: {found} of {most}")
        short += [f"{name} {what} {found}"] if found > most else []
    return short


def in_time(name, database) -> list[str]:
    shown, answered, taps, looked_at, otherwise, lost, boards, fetched, anew = said(
        "taps", database, str(for_how_long())
    )
    print(f"  a tap is on every board of its department within {shown} ms of {SHOWN}, p95, with {boards} boards open")
    print(f"  of {taps} taps, thirty a second, 95 % were answered within {answered} ms of {ANSWERED}")
    print(f"  {looked_at} of them have to be looked at first; {otherwise} had another answer; {lost} lost")
    print(
        f"  {fetched} times a board was fetched anew, 95 % within {anew} ms; {boards} of {BOARDS} were open to the end"
    )
    late = shown > SHOWN or answered > ANSWERED or boards < BOARDS
    return [f"{name} taps in time"] if late or otherwise or lost else []


def guessed(name, database) -> list[str]:
    tries, opened, errors, looked_at, locked = said("pins", database)
    print(f"  {tries} tries at a PIN: {opened} opened it, {errors} errors, {looked_at} looked at before it was locked")
    return [f"{name} PIN"] if opened or errors or looked_at > WRONG or not locked else []


def for_how_long() -> int:
    words = sys.argv
    return int(words[words.index("--seconds") + 1]) if "--seconds" in words else 60


def said(part, database, *words) -> list[int]:
    """The numbers that a part of the proof prints last, in a process of its own."""
    command = [sys.executable, "-m", f"proofs.hands.{part}", *words]
    with database() as url:
        environment = {**os.environ, **({"DATABASE_URL": url} if url else {})}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return [int(one) for one in done.stdout.split("\n")[-2].split()]

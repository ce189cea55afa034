"""Guardians' phones without network: re-sends of two guardians, doubled and shuffled, each counted once.

`bin/prove offline --sends 2000` sends so many; else it is ten thousand.
"""

import os
import sys
from contextlib import nullcontext

from proofs.door import said

SENDS = 10_000


def main():
    from tooling.postgres import database_url

    os.environ.pop("DATABASE_URL", None)
    short = []
    for name, database in (("SQLite", nullcontext), ("PostgreSQL", database_url)):
        items, sends, errors, unlike, wrong, stale, delivered, seconds = said("phones", database, str(how_many()))
        print(f"{name}: {items} items of four phones and two guardians, sent {sends} times in {seconds} s")
        print(f"  {errors} errors, {unlike} answered otherwise the second time, {wrong} rows otherwise than the model")
        print(f"  {stale} stale items, of which {delivered} were delivered")
        if errors or unlike or wrong or delivered or sends < how_many() or not stale:
            short.append(name)
    print(f"{len(short)} databases short{': ' if short else ''}{', '.join(short)}")
    sys.exit(bool(short))


def how_many() -> int:
    words = sys.argv
    return int(words[words.index("--sends") + 1]) if "--sends" in words else SENDS

"""A roster of 30,000 children: how long it takes, the same facts again, memory, and who waits in August."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from proofs.ground import end

CHILDREN = 30_000
FIRST_S, AGAIN_S, MOST_MB, WAIT_S, REACH_S = 60, 15, 500, 1.0, 3.0


def main():
    from tooling.postgres import database_url

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "proofs.roster.files", folder, str(CHILDREN)], check=True)
        short = measure("SQLite", Path(folder), {})
        os.environ.pop("DATABASE_URL", None)
        with database_url() as url:
            short += measure("PostgreSQL", Path(folder), {"DATABASE_URL": url})
    print(f"{short} figures short")
    sys.exit(bool(short))


def measure(name, folder, more):
    with tempfile.TemporaryDirectory() as data:
        said = {**os.environ, **more, "RANSEL_ENV": "test", "RANSEL_DATA_DIR": data}
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=said, check=True)
        subprocess.run([sys.executable, "-m", "django", "flush", "--no-input", "-v0"], env=said, check=True)
        first, heavy, _nothing, broken = read_in(folder / "first.zip", said)
        reach, people = reach_of_all(said)
        again, heavy_too, nothing, _broken = read_in(folder / "shuffled.zip", said)
        waits, year, heaviest = new_year(folder / "next_year.zip", said)
    most = max(heavy, heavy_too, heaviest)
    print(f"{name}, {CHILDREN} children:")
    print(f"  the first time {first:.1f} s of {FIRST_S}, {broken:.0f} broken rows")
    print(f"  the same facts shuffled {again:.1f} s of {AGAIN_S}, {'nothing' if nothing else 'SOMETHING'} changed")
    print(
        f"  a new school year {year:.1f} s; {len(waits)} absences meanwhile, the longest {max(waits):.2f} s of {WAIT_S}"
    )
    print(f"  how many children each of {people:.0f} at work reaches {reach:.2f} s of {REACH_S}")
    print(f"  heaviest {most:.0f} MB of {MOST_MB}")
    return sum(
        [
            first > FIRST_S,
            again > AGAIN_S,
            not nothing,
            bool(broken),
            max(waits) > WAIT_S,
            reach > REACH_S,
            most > MOST_MB,
        ]
    )


def read_in(path, said, *more):
    done = subprocess.run(
        [sys.executable, "-m", "proofs.roster.read_in", str(path), *more], env=said, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)
    return [float(part) for part in done.stdout.split()[-4:]]


def reach_of_all(said):
    """(seconds, how many are at work)"""
    done = subprocess.run([sys.executable, "-m", "proofs.roster.reach"], env=said, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return [float(part) for part in done.stdout.split()]


def new_year(path, said):
    """(seconds of each absence reported while every class changes, seconds, megabytes)."""
    command = [sys.executable, "-m", "proofs.roster.meanwhile"]
    family = subprocess.Popen(command, env=said, stdout=subprocess.PIPE, text=True)
    try:
        assert family.stdout is not None
        if family.stdout.readline().strip() != "ready":
            sys.exit("the family that reports meanwhile did not begin")
        took, heavy, _nothing, _broken = read_in(path, said, "new_year")
    finally:
        end(family)
    return [float(line) for line in family.stdout.read().split()], took, heavy


if __name__ == "__main__":
    main()

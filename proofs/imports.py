"""Files and hands in random order: nobody sees a child who should not, on both databases.

1,000 sequences of 6-12 steps in a municipality of 8 children: full rosters with differences, an old one again, a new
school year, files of changes, rows that can't be read, files cut off, bytes flipped, columns swapped; the ground
approved or not, guardians confirmed by hand, blocks set by one and lifted by two, protection up by one and down by two,
undo, and days that pass. After every step every adult's children by the real permit are compared with a model of the
rules in dicts and sets that knows nothing of the product.

Compared exactly: all of these but two. Bytes flipped and columns swapped are followed by invariants: nobody gains who
is blocked, nobody gains without the ground approved, no protection falls, whoever stands in rows that were not touched
loses nothing; undo gives back exactly what was. Then it is rolled back, and the sequence goes on from before it.

`--sequences N`, `--seed S`; `--only N` runs one of them and prints its steps.
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import dropwhile

from proofs.ground import end

SEQUENCES, SEED = 1_000, "2026-11-24"


def main():
    from tooling.postgres import database_url

    arguments = [
        sys.executable,
        "-u",
        "-m",
        "proofs.imports",
        *dropwhile(lambda word: not word.startswith("--"), sys.argv),
    ]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    with tempfile.TemporaryDirectory() as data, database_url() as url:
        said = environment | {"RANSEL_ENV": "test", "RANSEL_DATA_DIR": data}
        both = [subprocess.Popen(arguments, env=said | more) for more in ({}, {"DATABASE_URL": url})]
        try:
            short = sum(bool(one.wait()) for one in both)
        finally:
            for one in both:
                end(one)
    print(f"{short} databases with a wrong access")
    sys.exit(bool(short))


def on_one_database():
    told = _arguments()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from conftest import TUESDAY_MORNING
    from proofs.sequences import driver, steps
    from ransel.core import clock
    from ransel.integrations.actions import apply as applying

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    applying.BREATH = 0
    with clock.moved_to(TUESDAY_MORNING, still=True):
        begun = driver.begin()
    gc.disable()  # each sequence is let go of as a whole
    began, done, counted, asked, wrong = time.monotonic(), 0, Counter(), 0, 0
    for number in [told.only] if told.only is not None else range(told.sequences):
        sequence = steps.run(f"{told.seed}/{number}", TUESDAY_MORNING, begun)
        gc.collect(1)
        done, asked, wrong = done + 1, asked + sequence.asked, wrong + bool(sequence.wrong)
        counted.update(step.split("(")[0].strip() for step in sequence.steps)
        counted.update(word for step in sequence.steps for word in ("stopped", "not read") if word in step)
        if done % 50 == 0:
            print(f"  {connection.vendor}: {done} sequences, {time.monotonic() - began:.0f} s, {wrong} wrong")
        for line in sequence.wrong[:3] if wrong < 20 else ():
            print(f"  {connection.vendor} sequence {number}: {line}")
        if told.only is not None:
            print("\n".join(sequence.steps))
    took = time.monotonic() - began
    in_all = sum(counted.values()) - counted["stopped"] - counted["not read"]
    counts = ", ".join(f"{name} {number}" for name, number in sorted(counted.items()))
    print(f"{connection.vendor}, seed {told.seed}: {counts}")
    print(f"  {done} sequences, {in_all} steps, {asked} pairs compared in {took:.0f} s: {wrong} with a wrong access")
    sys.exit(bool(wrong))


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sequences", type=int, default=SEQUENCES)
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--only", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    on_one_database()

"""The week: 50,000 random steps against a model, a year of a whole unit, and statements of acts and pages.

Guardians and staff send, answer, take back and change; time passes, days close, homes are agreed on. After each step
the days ahead of both children are compared with a model of the rules that knows nothing of the product. On both
databases.

`--steps N`, `--seed S`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import dropwhile

from proofs.ground import end

MONTH = "/home/calendar/?month=2026-12"
STEPS, SEED, IN_A_RUN = 50_000, 20261124, 100


def main():
    from tooling.postgres import database_url

    words = dropwhile(lambda word: not word.startswith("--"), sys.argv)
    arguments = [sys.executable, "-u", "-m", "proofs.week", *words]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    with tempfile.TemporaryDirectory() as data, database_url() as url:
        said = environment | {"RANSEL_ENV": "test", "RANSEL_DATA_DIR": data}
        short = sum(_figures(said | more) for more in ({}, {"DATABASE_URL": url}))
        both = [subprocess.Popen(arguments, env=said | more) for more in ({}, {"DATABASE_URL": url})]
        try:
            diverged = sum(bool(one.wait()) for one in both)
        finally:
            for one in both:
                end(one)
    print(f"{short} figures short, {diverged} databases with a divergence")
    sys.exit(bool(short + diverged))


def _figures(environment) -> int:
    """By itself, with nothing else running: how many are short."""
    return subprocess.run([sys.executable, "-u", "-m", "proofs.week", "--figures"], env=environment).returncode


def figures() -> int:
    village = _begin()
    from django.db import connection, transaction

    from proofs.weeks import figures as of
    from tests.pages import CheckedClient

    with transaction.atomic():
        children = of.crowd(village)
        took, sent = of.a_year(children), of.statements_to_send(village, children)
        siri = CheckedClient().log_in(village.siri)
        week = of.statements_of_page(siri, f"/work/groups/{village.bikuben.pk}/week/?week=2026-W50")
        months = [of.statements_of_page(CheckedClient().log_in(one), MONTH) for one in (village.amina, village.marte)]
        transaction.set_rollback(True)
    print(f"{connection.vendor}:")
    print(f"  effective days of {of.CHILDREN} children in a year {took:.2f} s of {of.YEAR_S}")
    print(f"  a four-week plan for three children {sent} statements of {of.SEND_MOST}")
    print(f"  the week of a department with {of.CHILDREN} children {week} statements of {of.WEEK_MOST}")
    print(f"  a guardian's month with 1 and with 33 children {months} statements of {of.MONTH_MOST}")
    return sum([took > of.YEAR_S, sent > of.SEND_MOST, week > of.WEEK_MOST, max(months) > of.MONTH_MOST])


def _begin():
    import django

    django.setup()
    from django.core.management import call_command

    from conftest import TUESDAY_MORNING
    from ransel.core import clock
    from ransel.demo.load import load_village, village

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    moved = clock.moved_to(TUESDAY_MORNING, still=True)
    moved.__enter__()  # as long as the process lasts
    load_village()
    return village()


def on_one_database(told):
    _begin()
    from django.db import connection
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis.stateful import run_state_machine_as_test

    from proofs.weeks.machine import Weeks, counted

    began, runs = time.monotonic(), 0
    quiet = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck), "print_blob": False}
    many = settings(max_examples=40, stateful_step_count=IN_A_RUN, phases=[Phase.generate], **quiet)
    while _steps(counted) < told.steps:
        Weeks._hypothesis_internal_use_seed = told.seed + runs
        run_state_machine_as_test(Weeks, settings=many)
        runs += 1
        print(f"  {connection.vendor}: {_steps(counted)} steps, {time.monotonic() - began:.0f} s")
    counts = ", ".join(f"{name} {number}" for name, number in sorted(counted.items()))
    print(f"{connection.vendor}, seed {told.seed}: {counts}")
    print(f"  {_steps(counted)} steps in {time.monotonic() - began:.0f} s: 0 divergences")


def _steps(counted) -> int:
    """Those of guardians and staff; that time passes and days close comes beside."""
    return sum(counted[name] for name in ("send", "answer", "withdraw", "change"))


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--figures", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    words = _arguments()
    sys.exit(figures()) if words.figures else on_one_database(words)

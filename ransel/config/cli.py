"""The operator's command line: `ransel serve`, `worker`, `demo`, `begin`, `import`, `key`, `check`, and some more."""

import argparse
import os
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

SCHOOL_DAY = (6, 50)  # when the demo's Tuesday begins


def main(arguments=None):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ransel.config.settings")
    parser = argparse.ArgumentParser(prog="ransel", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _server(commands, "serve", serve, "answer requests, with a worker beside")
    demo_ = _server(commands, "demo", demo, "a made-up municipality on this machine")
    demo_.add_argument("--empty", action="store_true", help="with nobody in it but a head on her first day")
    demo_.add_argument("--fresh", action="store_true", help="throw the old one away first")
    worker_ = commands.add_parser("worker", help="do the jobs (beside PostgreSQL)")
    worker_.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    worker_.set_defaults(run=worker)
    commands.add_parser("looker", help=argparse.SUPPRESS).set_defaults(run=looker)
    import_ = commands.add_parser("import", help="read a roster in")
    import_.add_argument("file", type=Path)
    what = import_.add_mutually_exclusive_group(required=True)
    what.add_argument("--preview", action="store_true", help="say what would change")
    what.add_argument("--apply", action="store_true", help="and change it")
    import_.add_argument("--confirm-ground", action="store_true", help="approve the column naming the ground")
    import_.add_argument("--municipality", required=True, help="its number, four digits")
    import_.set_defaults(run=import_roster)
    begin_ = commands.add_parser("begin", help="a municipality's first steps; asks for a national number")
    begin_.add_argument("--municipality", required=True, help="its number, four digits")
    begin_.add_argument("--name", required=True, help="its name")
    begin_.add_argument("--given-name", required=True, help="of the first who works for it")
    begin_.add_argument("--family-name", required=True)
    begin_.add_argument("--unit", help="the name of a first unit, with the same person as its leader")
    begin_.add_argument("--kind", choices=("kindergarten", "school", "after_school"), default="kindergarten")
    begin_.set_defaults(run=begin)
    _keys(commands)
    commands.add_parser("privacy", help="write docs/privacy.md anew").set_defaults(run=privacy)
    manage = commands.add_parser("manage", help="Django's own commands")
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run=lambda said: _django(*said.rest))
    commands.add_parser("check", help="whether it is safe to serve").set_defaults(run=lambda said: _check())
    said = parser.parse_args(arguments)
    said.run(said)


def _server(commands, name, run, words):
    parser = commands.add_parser(name, help=words)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.set_defaults(run=run)
    return parser


def _keys(commands):
    key_ = commands.add_parser("key", help="the keys that ID-porten knows us by")
    what = key_.add_subparsers(dest="what", required=True, metavar="WHAT")
    for name, words in (("list", "those that live"), ("new", "make the next"), ("publish", "print what to give them")):
        what.add_parser(name, help=words)
    for name, words in (("activate", "sign with it from now on"), ("drop", "never use it again")):
        what.add_parser(name, help=words).add_argument("kid", help="its name, as `ransel key list` says it")
    key_.set_defaults(run=key)


def serve(said):
    _setup()
    _check()
    _serve(said)


def demo(said):
    """Ready in seconds the second time: what is there is used, and the clock set to a Tuesday at 06:50 again."""
    os.environ["RANSEL_ENV"] = "demo"
    os.environ.setdefault("RANSEL_URL", f"http://localhost:{said.port}/")
    data = Path(os.environ.setdefault("RANSEL_DATA_DIR", ".data")).resolve()
    if said.fresh and not os.environ.get("DATABASE_URL") and data.exists():
        shutil.rmtree(data)
    os.environ["RANSEL_CLOCK_OFFSET"] = str(to_a_school_day(datetime.now(ZoneInfo("Europe/Oslo"))).total_seconds())
    _setup()
    from django.core.management import call_command

    from ransel.demo.load import load, load_empty

    call_command("migrate", verbosity=0)
    (load_empty if said.empty else load)()
    _serve(said)


def to_a_school_day(now: datetime) -> timedelta:
    """How far the clock must be moved, from `now` to the Tuesday at 06:50 that the demo begins on: 24 November 2026."""
    begins = datetime(2026, 11, 24, *SCHOOL_DAY, tzinfo=ZoneInfo("Europe/Oslo"))
    return begins - now


def worker(said):
    _setup()
    from ransel.core.jobs.worker import work

    work(child=said.child)


def looker(said):
    _setup()
    from ransel.core.serving.looker import look

    look()


def import_roster(said):
    _setup()
    from ransel.integrations.command import run

    sys.exit(run(said))


def key(said):
    _setup()
    from ransel.identity.oidc.command import run

    run(said)


def privacy(said):
    """In a checkout, after a change to what is kept."""
    _setup()
    from django.utils import translation

    from ransel.retention.account import document

    with translation.override("en"):
        Path("docs/privacy.md").write_text(document())


def begin(said):
    """The national number is asked for, never an argument: arguments are for everybody on the machine to read."""
    from getpass import getpass

    _setup()
    from django.core.management import call_command

    from ransel.access.actions.beginning import begin_municipality, begin_unit
    from ransel.core.writing import Refused, writing
    from ransel.people.national_ids import NotANumber, compact

    typed = getpass("National number: ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        number = compact(typed.strip())
        call_command("migrate", verbosity=0)
        named = {"given_name": said.given_name, "family_name": said.family_name, "national_number": number}
        with writing():
            municipality, by = begin_municipality(number=said.municipality, name=said.name, **named)
            if said.unit:
                begin_unit(by=by, municipality=municipality, name=said.unit, kind=said.kind)
    except (NotANumber, Refused) as wrong:
        sys.exit(f"ransel begin: {wrong}")
    print(f"{said.name} has begun. {said.given_name} {said.family_name} logs in, and finds the first day on the desk.")


def _serve(said):
    import uvicorn

    from ransel.config.asgi import application
    from ransel.core.serving.child import Child
    from ransel.core.serving.lookers import Lookers, as_many_as_fit

    application.child = Child()
    application.bridge.lookers = Lookers(as_many_as_fit())
    print(f"http://{'localhost' if said.host == '127.0.0.1' else said.host}:{said.port}/", flush=True)
    uvicorn.run(
        application,
        host=said.host,
        port=said.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )


def _setup():
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        sys.exit(f"ransel: {wrong}")


def _check():
    """Refuse to serve when it is not safe to."""
    _setup()
    from ransel.config.checks import refusals, warnings

    if wrong := refusals():
        sys.exit("ransel: not safe to serve.\n" + "\n".join(f"- {one}" for one in wrong))
    for one in warnings():
        print(f"ransel: {one}", file=sys.stderr)


def _django(*arguments):
    _setup()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ransel", *arguments])

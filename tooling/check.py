"""Everything that must pass, one step after the other; what fails says so with its output. `bin/test [STEP ...]`"""

import os
import re
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import nullcontext
from pathlib import Path

from tooling import wheel
from tooling.postgres import database_url

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
DATA = ROOT / ".setup" / "test-data"
UNIT = ["pytest", "-m", "not browser"]
PRODUCTION = {
    "RANSEL_ENV": "production",
    "RANSEL_SECRET_KEY": "a-long-text-that-only-this-check-uses-and-nothing-else-ever-will-0123",
    "RANSEL_NATIONAL_ID_KEY": b64encode(bytes(range(32))).decode(),
    "RANSEL_HOSTS": "ransel.example",
    "RANSEL_URL": "https://ransel.example/",
    "RANSEL_EMAIL_URL": "none:",
}
STEPS = {
    "ruff": (["ruff", "check", "."], {}),
    "format": (["ruff", "format", "--check", "."], {}),
    "imports": (["lint-imports"], {}),
    "mypy": (["mypy"], {}),
    "migrations": (["python", "-m", "django", "makemigrations", "--check", "--dry-run"], {}),
    "deploy": (["python", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    "sqlite": (UNIT, {}),
    "postgresql": (UNIT, {"DATABASE_URL": ""}),
    "browser": (["pytest", "-m", "browser"], {}),
    "wheel": (None, {}),
}
COUNT = re.compile(r"(\d+) (passed|failed|error)")


def main(names):
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        sys.exit(f"bin/test: no such step: {', '.join(unknown)}. There are: {', '.join(STEPS)}.")
    passed = failed = 0
    for name in names or STEPS:
        good, bad = step(name)
        passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    sys.exit(bool(failed))


def step(name):
    """(how many passed, how many failed): the tests of a step that has them, else the step itself."""
    began = time.monotonic()
    command, said = STEPS[name]
    environment = {**os.environ, "RANSEL_ENV": "test", "RANSEL_DATA_DIR": str(DATA), **said}
    environment.pop("DATABASE_URL", None)
    with database_url() if name == "postgresql" else nullcontext() as url:
        if url:
            environment["DATABASE_URL"] = url
        code, output = run(command, environment) if command else wheel.check()
    counts = {"passed": 0, "failed": 0, "error": 0}
    for number, word in COUNT.findall(output.splitlines()[-1] if output.strip() else ""):
        counts[word] += int(number)
    bad = counts["failed"] + counts["error"] or int(code != 0)
    good = counts["passed"] or int(code == 0)
    took = f"{time.monotonic() - began:6.1f} s"
    for line in sorted(set(re.findall(r"^NOT READ: .*$", output, re.M))):
        print(line, flush=True)
    print(f"{'FAILED' if code else 'ok    '} {name:<11} {took}  {counts['passed'] or ''}", flush=True)
    if code:
        print(output, flush=True)
    return (good if counts["passed"] or not code else 0), bad


def run(command, environment):
    program = [str(BIN / command[0]), *command[1:]]
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    main(sys.argv[1:])

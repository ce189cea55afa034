"""Logging in: broken answers of which no session comes, words of logout that end nothing, passkeys bound to somebody
whose they are not, and Digdir's own tests.

The tests say what each is; here they are run by themselves, and counted.
"""

import os
import re
import subprocess
import sys

HERE = "ransel/identity/tests"
PARTS = {  # what is counted: (where, which, how many there are at least)
    "broken answers, and no session of any": (
        [f"{HERE}/test_id_porten.py", f"{HERE}/test_feide.py"],
        "lie or changed or browser_alone or counts_once or used_is_worth or comes_late or made_up or one_factor"
        " or (behalf and not 3103)",
        40,
    ),
    "words of logout that are none, and nothing ended": ([f"{HERE}/test_logout.py"], "nothing_ends", 20),
    "ways of binding a passkey to somebody else, and nobody in by any": ([f"{HERE}/test_misbindings.py"], "test_", 12),
    "ways of ending a login that lasts, and one of trusting it": ([f"{HERE}/test_lasting_logins.py"], "test_", 10),
    "of Digdir's verification tests hold, with a certified provider": ([f"{HERE}/test_certified.py"], "test_", 7),
}
DIGDIR = re.compile(r"test_certified\.py::test_(\d+)_")


def main():
    short = []
    for what, (where, which, least) in PARTS.items():
        said = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-rA", "--no-header", "-k", which, *where],
            capture_output=True,
            text=True,
            env={**os.environ, "RANSEL_ENV": "test"},
        )
        passed = [line.split()[1] for line in said.stdout.splitlines() if line.startswith("PASSED ")]
        found = len(passed)
        if "Digdir" in what:
            found = len({match[1] for one in passed if (match := DIGDIR.search(one))})
        print(f"  {found} {what}")
        if said.returncode or found < least:
            print(said.stdout[-2_000:])
            short.append(what)
    print(f"{len(short)} of {len(PARTS)} short")
    sys.exit(bool(short))

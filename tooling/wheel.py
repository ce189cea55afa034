"""The wheel, tried as somebody would who has only Python: an empty environment, no Node, no compiler, `ransel demo`."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

from proofs.ground import end, wait_for

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
WORK = ROOT / ".setup" / "wheel"


def check():
    """(exit code, what went on)."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    fresh = WORK / "venv"
    steps = (
        [BIN / "python", "-m", "build", "--wheel", "--no-isolation", "--outdir", WORK],
        [sys.executable, "-m", "venv", fresh],
    )
    for command in steps:
        code, output = _run(command)
        if code:
            return code, output
    made = next(WORK.glob("*.whl"))
    uv = [BIN / "uv", "pip", "install", "-q", "--python", fresh / "bin" / "python"]
    for command in ([*uv, "--require-hashes", "-r", ROOT / "requirements" / "run.txt"], [*uv, "--no-deps", made]):
        code, output = _run(command)
        if code:
            return code, output
    return _serve(fresh)


def _serve(fresh):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {"HOME": os.environ.get("HOME", "/"), "PATH": str(fresh / "bin"), "RANSEL_DATA_DIR": str(WORK / "data")}
    command = [str(fresh / "bin" / "ransel"), "demo", "--port", str(port)]
    with (WORK / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=WORK, env=kept, stdout=log, stderr=log)
    try:
        return _look(f"http://localhost:{port}")
    except (OSError, AssertionError, SystemExit) as wrong:
        return 1, f"{wrong}\n{(WORK / 'log').read_text()[-3000:]}"
    finally:
        end(process)


def _look(address):
    wait_for(f"{address}/healthz")
    with urlopen(f"{address}/login/") as answer:
        page = answer.read().decode()
    style = re.search(r'href="(/static/vendor/ransel\.[0-9a-f]+\.css)"', page)
    assert style, "the login page names no style sheet"
    asked = Request(f"{address}{style[1]}", headers={"Accept-Encoding": "br"})
    with urlopen(asked) as answer:
        assert answer.headers["Content-Encoding"] == "br", "the style sheet is not compressed"
        assert "immutable" in answer.headers["Cache-Control"], "the style sheet may change"
    assert 'lang="nb"' in page and "Velg en person" in page, "the words are not in the wheel"
    return 0, ""


def _run(command):
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr

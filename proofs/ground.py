"""What proofs stand on: a village in a folder of its own, or a demo served on a port of its own. Both end with them."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

START_WITHIN = 60  # seconds


@contextmanager
def village():
    """The village in a database of its own, on the morning of the tests."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"RANSEL_ENV": "test", "RANSEL_DATA_DIR": data}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ransel.config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        from conftest import TUESDAY_MORNING
        from ransel.core import clock
        from ransel.demo.load import load_village
        from ransel.demo.load import village as people

        call_command("migrate", verbosity=0)
        call_command("flush", verbosity=0, interactive=False)  # a server may keep what the proof before left
        with clock.moved_to(TUESDAY_MORNING, still=True):
            load_village()
            yield people()
        connections.close_all()


@contextmanager
def demo(*arguments, **environment):
    """The address of a demo on a port of its own, begun with these words more."""
    port = free_port()
    with tempfile.TemporaryDirectory() as data:
        said = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        said |= {"RANSEL_ENV": "demo", "RANSEL_DATA_DIR": data, **environment}
        command = [sys.executable, "-m", "ransel", "demo", "--port", str(port), *arguments]
        process = subprocess.Popen(command, env=said, stdout=subprocess.DEVNULL)
        try:
            wait_for(f"http://localhost:{port}/healthz")
            yield f"http://localhost:{port}", process.pid
        finally:
            end(process)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def end(process):
    """Ask it to stop, and see to it that it does."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(address):
    """Until it answers 200. Exits when it takes too long."""
    for _attempt in range(START_WITHIN * 5):
        try:
            with urlopen(address) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    sys.exit("the demo did not start")

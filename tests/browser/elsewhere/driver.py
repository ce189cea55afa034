"""Firefox and WebKit as Debian has them, told what to do in the words of W3C WebDriver (w3.org/TR/webdriver2).

Firefox hears them on a socket of its own (Marionette), WebKitGTK through its driver over HTTP. Only the wire differs.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection

from proofs.ground import free_port

WAIT = 15  # seconds
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the name that the standard gives to a reference
COMMANDS = {  # ours: (Marionette's, the standard's)
    "go": ("WebDriver:Navigate", "POST", "/url"),
    "back": ("WebDriver:Back", "POST", "/back"),
    "address": ("WebDriver:GetCurrentURL", "GET", "/url"),
    "title": ("WebDriver:GetTitle", "GET", "/title"),
    "source": ("WebDriver:GetPageSource", "GET", "/source"),
    "find": ("WebDriver:FindElements", "POST", "/elements"),
    "click": ("WebDriver:ElementClick", "POST", "/element/{id}/click"),
    "text": ("WebDriver:GetElementText", "GET", "/element/{id}/text"),
    "clear": ("WebDriver:ElementClear", "POST", "/element/{id}/clear"),
    "type": ("WebDriver:ElementSendKeys", "POST", "/element/{id}/value"),
    "script": ("WebDriver:ExecuteScript", "POST", "/execute/sync"),
}


class Failed(Exception):
    """What the browser answers when it can not."""


class Marionette:
    """Length, colon, JSON; each answer bears the number of its question (Firefox's own protocol, version 3)."""

    def __init__(self, port):
        self.socket = until(lambda: socket.create_connection(("127.0.0.1", port)), OSError)
        self.heard, self.number = self.socket.makefile("rb"), 0
        self._hear()
        self.ask("WebDriver:NewSession", {})

    def __call__(self, name, **said):
        value = self.ask(COMMANDS[name][0], said)
        return value["value"] if isinstance(value, dict) and "value" in value else value

    def ask(self, name, said):
        self.number += 1
        text = json.dumps([0, self.number, name, said]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        _kind, _number, error, value = self._hear()
        if error:
            raise Failed(error["message"])
        return value

    def _hear(self):
        length = b""
        while not length.endswith(b":"):
            length += self.heard.read(1) or b":"
        return json.loads(self.heard.read(int(length[:-1])))

    def close(self):
        with suppress(Failed, OSError, ValueError):
            self.ask("Marionette:Quit", {"flags": ["eForceQuit"]})
        self.heard.close()
        self.socket.close()


class OverHttp:
    """The standard's own wire, to a driver that starts the browser."""

    def __init__(self, port):
        self.port, self.session = port, ""
        until(lambda: self.ask("GET", "/status"), OSError)
        self.session = f"/session/{self.ask('POST', '/session', {'capabilities': {}})['sessionId']}"

    def __call__(self, name, **said):
        _marionettes, verb, path = COMMANDS[name]
        return self.ask(verb, self.session + path.format(**said), said)

    def ask(self, verb, path, said=None):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(verb, path, json.dumps(said or {}) if verb == "POST" else None)
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value:
            raise Failed(value.get("message") or value["error"])
        return value

    def close(self):
        with suppress(Failed, OSError):
            self.ask("DELETE", self.session)


@contextmanager
def firefox(folder, *, scripts=True):
    """With a profile of its own in the folder."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "Firefox is not installed: run bin/setup test"
    port = free_port()
    preferences = {"marionette.port": port, "javascript.enabled": scripts, "intl.accept_languages": "nb-NO"}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (folder / "user.js").write_text("".join(lines))
    with running(program, "--headless", "--marionette", "--no-remote", "--profile", folder):
        wire = Marionette(port)
        try:
            yield wire
        finally:
            wire.close()


@contextmanager
def webkit(folder):
    """WebKit needs a screen to draw on, and is given one that nobody sees."""
    assert shutil.which("WebKitWebDriver"), "WebKitGTK's driver is not installed: run bin/setup test"
    assert shutil.which("Xvfb"), "Xvfb is not installed: run bin/setup test"
    with ExitStack() as stack:
        screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1024x900x24", "-nolisten", "tcp"]
        display = stack.enter_context(running(*screen, stdout=subprocess.PIPE)).stdout.readline().decode().strip()
        port = free_port()
        said = {**os.environ, "DISPLAY": f":{display}", "HOME": str(folder), "LC_ALL": "C.UTF-8", "LANGUAGE": "nb"}
        stack.enter_context(running("WebKitWebDriver", f"--port={port}", env=said))
        wire = OverHttp(port)
        stack.callback(wire.close)
        yield wire


@contextmanager
def running(*command, stdout=subprocess.DEVNULL, env=None):
    """The program, until the block ends."""
    with subprocess.Popen([str(one) for one in command], stdout=stdout, stderr=subprocess.DEVNULL, env=env) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=WAIT)
            except subprocess.TimeoutExpired:
                process.kill()


def until(do, *faults):
    """What it gives, as soon as it gives anything without one of these faults; else nothing, after a while."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        with suppress(*faults):
            if found := do():
                return found
        time.sleep(0.1)
    return None

"""A server on this machine that answers as it is told to, or lies: hangs, breaks off, or talks rubbish. For tests."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

HANGS, BREAKS_OFF = "hangs", "breaks off"


@dataclass
class Asked:
    verb: str
    path: str
    headers: Any
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def form(self):
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass
class Server:
    """`answers` takes what was asked, and gives (status, what is said), HANGS or BREAKS_OFF. bytes are said as such."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: Any = field(default=lambda asked: (200, {}))
    over: Event = field(default_factory=Event)


class Handler(BaseHTTPRequestHandler):
    server_here: Server

    def answer(self):
        here = self.server_here
        asked = Asked(self.command, self.path, self.headers, self.rfile.read(int(self.headers["Content-Length"] or 0)))
        here.asked.append(asked)
        said = here.answers(asked)
        if said == HANGS:
            here.over.wait()
        if said in (HANGS, BREAKS_OFF):
            self.close_connection = True
            return
        status, told = said
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"{here.url}/elsewhere")
        if status == 429:
            self.send_header("Retry-After", "1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *_said):
        pass


@contextmanager
def server_here():
    here = Server()
    served = ThreadingHTTPServer(("localhost", 0), type("Here", (Handler,), {"server_here": here}))
    here.url = f"http://localhost:{served.server_port}"
    thread = Thread(target=served.serve_forever, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        here.over.set()
        served.shutdown()
        thread.join()
        served.server_close()

"""From ASGI to Django's WSGI handler and back, with one hop into a thread of a small pool.

Django's own ASGI handler hops for every middleware and is several times slower (docs/decisions). A body is read
before a thread is taken, so that a slow phone holds none; it is bounded, and what is long lies on disk.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import unquote

from django.core.handlers.wsgi import WSGIHandler
from django.template.loader import render_to_string

from ransel.core.serving.turn import Turn

LOOKING, TELLING = 2, 2  # threads
LOOKS = ("GET", "HEAD")
IN_MEMORY = 1_000_000  # bytes of a body before it goes to disk
MOST = 2_000_000  # bytes of an ordinary body
MOST_OF_A_FILE = 55_000_000  # where a roster is sent
FILES_AT = "/office/rosters/"


class TooBig(Exception):
    """The body is longer than anything we would read."""


class Bridge:
    """Answers one HTTP request: (status, headers, [body chunks]).

    What is told never queues behind those who look: a tap wakes boards, and each of them would be before the next tap.
    Two threads for each, and of all of them one at work at a time, where its turn is worth waiting for.
    """

    def __init__(self):
        self.handler = WSGIHandler()
        self.turn = Turn()
        self.looking = ThreadPoolExecutor(LOOKING, thread_name_prefix="looking")
        self.telling = ThreadPoolExecutor(TELLING, thread_name_prefix="telling")

    async def answer(self, scope, receive):
        try:
            body = await read_body(scope, receive)
        except TooBig:
            page = await asyncio.get_running_loop().run_in_executor(self.looking, too_big_page)
            return 413, [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")], [page]
        tells = scope["method"] not in LOOKS
        threads = self.telling if tells else self.looking
        return await asyncio.get_running_loop().run_in_executor(threads, self._in_turn, scope, body, tells)

    def _in_turn(self, scope, body, tells):
        with self.turn.taken(tells=tells):
            return self._call(scope, body)

    def _call(self, scope, body):
        """In a thread: Django's own handler, and all it has to say."""
        said: dict[str, Any] = {}

        def start_response(status, headers, exc_info=None):
            said["status"] = int(status[:3])
            said["headers"] = [(_raw(name.lower()), _raw(value.strip())) for name, value in headers]

        with body:
            answer = self.handler(environ_of(scope, body), start_response)
            try:
                chunks = [chunk for chunk in answer if chunk]
            finally:
                answer.close()
        return said["status"], said["headers"], chunks

    def close(self):
        for threads in (self.looking, self.telling):
            threads.shutdown(wait=True, cancel_futures=True)


def too_big_page():
    return render_to_string("413.html", {"actor": None, "color_scheme": "auto", "text_size": "sm"}).encode()


async def read_body(scope, receive):
    """All of it, as a file that can be read from its start. Raises TooBig as soon as that is known."""
    most = MOST_OF_A_FILE if scope["path"].startswith(FILES_AT) else MOST
    told = dict(scope["headers"]).get(b"content-length", b"0")
    if told.isdigit() and int(told) > most:
        raise TooBig
    body, size = SpooledTemporaryFile(IN_MEMORY), 0  # noqa: SIM115  closed by who reads it
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        size += len(message.get("body", b""))
        if size > most:
            body.close()
            raise TooBig
        body.write(message.get("body", b""))
        if not message.get("more_body"):
            break
    body.seek(0)
    return body


def environ_of(scope, body):
    """PEP 3333's environment of this request."""
    host, port = scope.get("server") or ("127.0.0.1", 80)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(scope["path"], "latin-1") if "%" in scope["path"] else _latin(scope["path"]),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": _Silent(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper().replace("-", "_")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = f"HTTP_{name}"
        text = value.decode("latin-1")
        environ[name] = f"{environ[name]},{text}" if name in environ else text
    body.seek(0, 2)
    environ["CONTENT_LENGTH"] = str(body.tell())
    body.seek(0)
    return environ


def _raw(text):
    return text.encode("latin-1")


def _latin(path):
    """WSGI wants the bytes of the path as Latin-1 text."""
    return path.encode().decode("latin-1")


class _Silent:
    """What Django logs goes to its log; nothing goes here."""

    def write(self, text):
        return len(text)

    def flush(self):
        return None

"""From ASGI to Django's WSGI handler and back, with one hop into a thread of a small pool.

Django's own ASGI handler hops for every middleware and is several times slower (docs/decisions). A body is read
before a thread is taken, so that a slow phone holds none; it is bounded, and what is long lies on disk.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile

from django.core.handlers.wsgi import WSGIHandler
from django.template.loader import render_to_string

from ransel.core.serving.lookers import Lookers
from ransel.core.serving.wsgi import answer_of

LOOKING, TELLING = 2, 2  # threads: Python runs one of them at a time; some can wait, and few change places
ASKING = 4  # threads, that do little but wait
ASKS_AT = ("/login/", "/logout/")
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
    Lookers answer those who look. Where there are none, or none can, threads do. Where we ask others who somebody is,
    and they may not answer, threads of their own wait for it, so that nobody else does.
    """

    def __init__(self):
        self.handler, self.lookers = WSGIHandler(), Lookers(0)
        self.looking = ThreadPoolExecutor(LOOKING, thread_name_prefix="looking")
        self.telling = ThreadPoolExecutor(TELLING, thread_name_prefix="telling")
        self.asking = ThreadPoolExecutor(ASKING, thread_name_prefix="asking")

    async def answer(self, scope, receive):
        try:
            body = await read_body(scope, receive)
        except TooBig:
            page = await asyncio.get_running_loop().run_in_executor(self.looking, too_big_page)
            return 413, [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")], [page]
        tells, asks = scope["method"] not in LOOKS, scope["path"].startswith(ASKS_AT)
        if not (tells or asks) and (answer := await self.lookers.answer(scope)):
            body.close()
            return answer
        threads = self.asking if asks else self.telling if tells else self.looking
        return await asyncio.get_running_loop().run_in_executor(threads, answer_of, self.handler, scope, body)

    def close(self):
        for threads in (self.looking, self.telling, self.asking):
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

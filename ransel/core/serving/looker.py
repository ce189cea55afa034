"""A process that answers those who look: one request after the other, asked and answered through its pipes."""

import os
import pickle
import signal
import sys
from io import BytesIO

from django.core.handlers.wsgi import WSGIHandler

from ransel.core import live
from ransel.core.serving.application import leave_alone_what_stands
from ransel.core.serving.lookers import SIZE
from ransel.core.serving.wsgi import answer_of

GIVES_WAY = 5  # of 19: where there is more to do than the machine can, what is told goes first


def look():
    """Until the parent is gone, or wants no more."""
    os.nice(GIVES_WAY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the server stops the parent, and that closes the pipe
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what anything prints must not stand between the answers
    raised: list[str] = []
    live.relay_through(raised.extend)
    handler = WSGIHandler()
    leave_alone_what_stands()
    _write(answers, "ready")
    while head := asked.read(SIZE):
        scope = pickle.loads(asked.read(int.from_bytes(head)))  # noqa: S301  our own program wrote it
        status, headers, chunks = answer_of(handler, scope, BytesIO())
        _write(answers, (status, headers, b"".join(chunks), tuple(raised)))
        raised.clear()


def _write(answers, said):
    message = pickle.dumps(said)
    answers.write(len(message).to_bytes(SIZE) + message)
    answers.flush()

"""The worker: beats, asks for what is due each day, and does one job after another."""

import logging
import os
import signal
import sys
from threading import Event, Thread
from time import monotonic

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils.module_loading import import_string

from ransel.core import live
from ransel.core.jobs import actions

BEAT_EVERY = 5  # seconds
LOOK_EVERY = 0.5  # seconds
GIVES_WAY = 15  # of 19: beside pages, on the same machine, they go first

log = logging.getLogger(__name__)


def work(*, child=False):
    """Until told to stop, or until the parent is gone."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    if child:
        os.nice(GIVES_WAY)
        live.relay_through(_tell_the_parent)
        Thread(target=_end_with_the_parent, args=[stop], daemon=True).start()
    beaten = 0.0
    while not stop.is_set():
        close_old_connections()
        try:
            if monotonic() - beaten >= BEAT_EVERY:
                actions.beat()
                beaten = monotonic()
                actions.enqueue_daily([import_string(name) for name in settings.DAILY_JOBS])
            busy = run_due() | go_round()
        except OperationalError:
            log.warning("The database does not answer; trying again.")
            busy = False
        if not busy:
            stop.wait(LOOK_EVERY)


def run_due():
    """Do what is due, each by itself: one that fails stops no other. Whether there was anything."""
    jobs = actions.take()
    for job in jobs:
        try:
            import_string(job.task).func(*job.arguments["args"], **job.arguments["kwargs"])
        except Exception as error:  # a job's own failure is the job's, and is put off
            log.warning("A job of %s failed: %s", job.task, type(error).__name__)
            actions.put_off(job, error)
        else:
            actions.finish(job)
    return bool(jobs)


def go_round():
    """What rooms have the worker do each time round, named in the settings. Whether there was anything to do."""
    busy = False
    for name in settings.EACH_TIME_ROUND:
        try:
            busy |= import_string(name)()
        except OperationalError:
            raise
        except Exception as error:  # as of jobs: it is said, and the others go on
            log.warning("%s failed: %s", name, type(error).__name__)
    return busy


def _tell_the_parent(topics):
    print(",".join(topics), flush=True)


def _end_with_the_parent(stop):
    """The parent holds the other end of our input; when it is gone, so are we."""
    sys.stdin.read()
    stop.set()

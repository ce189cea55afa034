"""Whose turn it is to work: one at a time, and who tells something before who looks.

Python runs one thread at a time in any case. Where the database answers within the process, two that are at work at
once hand it to each other at every row that is read, and that takes longer than the work. Decision 0027.
"""

from contextlib import contextmanager
from threading import Condition

from django.db import connection

LONGEST = 0.02  # seconds: who has waited so long works beside the others, that one slow page does not stop all


class Turn:
    def __init__(self):
        self.changes, self.at_work, self.telling = Condition(), 0, 0

    @contextmanager
    def taken(self, *, tells: bool):
        """Begin when nobody else is at work, and for who looks, when nobody has something to tell either.

        Not on PostgreSQL: there one waits most of the time for another process, and others can work meanwhile.
        """
        if not _answers_within_the_process():
            yield
            return
        with self.changes:
            self.telling += tells
            self.changes.wait_for(lambda: not self.at_work and (tells or not self.telling), LONGEST)
            self.at_work += 1
        try:
            yield
        finally:
            with self.changes:
                self.at_work -= 1
                self.telling -= tells
                self.changes.notify_all()


def _answers_within_the_process():
    return connection.vendor == "sqlite"

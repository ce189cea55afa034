"""How an action writes: in line, all of it or nothing. Or how it says no."""

from contextlib import contextmanager, nullcontext
from threading import RLock, local

from django.db import connection, transaction

_line = RLock()
_own = local()


def in_line():
    """SQLite takes one writer at a time; waiting here costs milliseconds, waiting there seconds.

    Enough by itself round one statement, which is all or nothing anyway.
    """
    return _line if connection.vendor == "sqlite" else nullcontext()


@contextmanager
def writing():
    """Round every action, in a transaction.

    An action that refuses inside `once` leaves the page to be drawn again, and so has a savepoint of its own. What an
    action has others do stands or falls with it, and needs none.
    """
    depth = getattr(_own, "depth", 0)
    with in_line(), transaction.atomic(savepoint=depth < 2):
        _own.depth = depth + 1
        try:
            yield
        finally:
            _own.depth = depth


def lock(thing):
    """The thing as it now is, and nobody else acts on it until this action is done. On SQLite the line sees to that.

    Raises the model's DoesNotExist when it is gone.
    """
    return lock_all(type(thing), [thing.pk])[0]


def lock_all(model, pks):
    """These rows as they now are, in the order of their ids, so that two who lock the same never wait in a ring."""
    rows = list(model.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk"))
    if len(rows) != len(set(pks)):
        raise model.DoesNotExist
    return rows


class Refused(Exception):
    """The rules say no: why, and if it helps, what is wrong with each field, child or day by itself."""

    def __init__(self, reason, per_item=None):
        super().__init__(reason)
        self.reason, self.per_item = reason, per_item or {}

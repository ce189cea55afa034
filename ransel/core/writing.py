"""How an action writes: in line, all of it or nothing. Or how it says no."""

from contextlib import contextmanager, nullcontext
from threading import RLock

from django.db import connection, transaction

_line = RLock()


@contextmanager
def writing():
    """Round every action. SQLite takes one writer at a time; waiting here costs milliseconds, waiting there seconds."""
    with _line if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        yield


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

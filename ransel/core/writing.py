"""How an action writes: in line, all of it or nothing. Or how it says no."""

import fcntl
from contextlib import contextmanager
from pathlib import Path
from threading import RLock, local

from django.db import connection, transaction

_line = RLock()
_own = local()
_file: dict = {}  # {path: the open file that the processes of one database queue at}


@contextmanager
def in_line():
    """SQLite takes one writer at a time; waiting here costs milliseconds, waiting there seconds.

    The threads of a process queue at a lock, and its processes at a file: the kernel wakes the next as soon as it is
    free, where SQLite would look again now and then. Enough by itself round one statement, which is all or nothing.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with _line:
        depth = getattr(_own, "in_line", 0)
        _own.in_line = depth + 1
        held = _queue() if depth == 0 else None
        try:
            if held:
                fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            if held:
                fcntl.flock(held, fcntl.LOCK_UN)
            _own.in_line = depth


def _queue():
    """The file beside the database; none for one that is only in memory."""
    name = str(connection.settings_dict["NAME"])
    if not Path(name).is_absolute():
        return None
    if name not in _file:
        _file[name] = open(f"{name}.line", "a")  # noqa: SIM115  it stays open as long as the process
    return _file[name]


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

    Others may write rows that point at it meanwhile. Raises the model's DoesNotExist when it is gone.
    """
    return lock_all(type(thing), [thing.pk])[0]


def lock_all(model, pks):
    """These rows as they now are, in the order of their ids, so that two who lock the same never wait in a ring."""
    locked = model.objects.select_for_update(of=("self",), no_key=True)
    rows = list(locked.filter(pk__in=list(pks)).order_by("pk"))
    if len(rows) != len(set(pks)):
        raise model.DoesNotExist
    return rows


def may_yet_not_stand() -> bool:
    """Whether what is written and read now may be rolled back: nothing of it is kept beyond the transaction."""
    return connection.in_atomic_block


class Refused(Exception):
    """The rules say no: why, and if it helps, what is wrong with each field, child or day by itself."""

    def __init__(self, reason, per_item=None):
        super().__init__(reason)
        self.reason, self.per_item = reason, per_item or {}

"""Sessions end, and what hangs on a login ends with it: rooms above say through WHEN_LOGINS_END what that is."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from ransel.core import live
from ransel.core.writing import writing


def end_sessions(sessions):
    """Of an action that says whose: these are over, and what lies open in them is closed."""
    handles = [str(handle) for handle in sessions.values_list("handle", flat=True) if handle]
    sessions.delete()
    tell(handles=handles)
    transaction.on_commit(lambda: live.publish(*(f"session:{handle}" for handle in handles)), robust=True)


@writing()
def logged_out(*, handle: str):
    """Somebody went out of a session by themselves."""
    tell(handles=[handle])


def tell(*, handles: Iterable[str] = (), grants: Iterable[UUID] = (), people: Iterable[UUID] = ()):
    """In the same transaction: sessions by their handles, long-lived logins, or all that somebody had, are over."""
    said = {"handles": list(handles), "grants": list(grants), "people": list(people)}
    if any(said.values()):
        for name in settings.WHEN_LOGINS_END:
            import_string(name)(**said)

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection

from ransel.audit.models import AccessRecord, Event
from ransel.core import clock
from ransel.core.writing import in_line, may_yet_not_stand

LIES_OPEN = timedelta(hours=12)
COLUMNS = ("id", "scope", "quarter", "by", "session", "permit")
LOOK = (
    f"INSERT INTO {AccessRecord._meta.db_table} ({', '.join(f'{chr(34)}{name}{chr(34)}' for name in COLUMNS)})"  # noqa: S608
    " VALUES {rows} ON CONFLICT DO NOTHING"
)
MOST_KNOWN = 50_000
BATCH = 150  # scopes in one statement: SQLite takes 999 values


def record(what, *, by, about, reason=""):
    """Within the action's own transaction: if this can't be written, nothing was done."""
    return Event.objects.create(what=what, by=by.person.pk, about=about.reference, reason=reason, at=clock.now())


def record_all(what, *, by, about, reason=""):
    """The same of many things, in one statement."""
    now = clock.now()
    Event.objects.bulk_create(
        Event(what=what, by=by.person.pk, about=one.reference, reason=reason, at=now) for one in about
    )


def record_looks(*, by, permit, scopes, again=False):
    """Written before anything is shown: what can't be recorded is not shown either.

    `scopes` are references. A page that lies open and fetches itself `again` is no new look. But it must follow upon
    one that is recorded: the browser's word alone keeps nobody out of the log.
    """
    quarter = clock.quarter()
    since = clock.now() - LIES_OPEN if again else quarter
    scopes = {scope for scope in scopes if not _stands(by, permit, scope, since)}
    if again and scopes:
        look = {"by": by.looking, "permit": permit, "session": by.session, "quarter__gte": since}
        known = AccessRecord.objects.filter(**look, scope__in=scopes)
        scopes -= set(known.values_list("scope", flat=True))
    new = sorted(scopes)
    for start in range(0, len(new), BATCH):
        _insert(new[start : start + BATCH], quarter, by, permit)
    if not may_yet_not_stand():
        _remember(by, permit, new, quarter)


_standing: dict[tuple, datetime] = {}  # the quarter in which this process has last recorded a look


def _stands(by, permit, scope, since) -> bool:
    """Whether it is known to be in the log: a tap would else wait twice in the line of writers, to write it once."""
    known = _standing.get((connection.settings_dict["NAME"], by.looking, by.session, permit, scope))
    return known is not None and known >= since


def _remember(by, permit, scopes, quarter):
    if len(_standing) > MOST_KNOWN:
        _standing.clear()
    for scope in scopes:
        _standing[connection.settings_dict["NAME"], by.looking, by.session, permit, scope] = quarter


def _insert(scopes, quarter, by, permit):
    """One statement, and so without a transaction: a page that is read should cost no more."""
    values = []
    for scope in scopes:
        row = (uuid4(), scope, quarter, by.looking, by.session, permit)
        for name, value in zip(COLUMNS, row, strict=True):
            column: Any = AccessRecord._meta.get_field(name)
            values.append(column.get_db_prep_save(value, connection))
    rows = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(scopes))
    with in_line(), connection.cursor() as cursor:
        cursor.execute(LOOK.format(rows=rows), values)

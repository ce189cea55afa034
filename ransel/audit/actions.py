from datetime import timedelta

from ransel.audit.models import AccessRecord, Event
from ransel.core import clock
from ransel.core.writing import writing

LIES_OPEN = timedelta(hours=12)


def record(what, *, by, about, reason=""):
    """Within the action's own transaction: if this can't be written, nothing was done."""
    return Event.objects.create(what=what, by=by.person.pk, about=about.reference, reason=reason, at=clock.now())


def record_all(what, *, by, about):
    """The same of many things, in one statement."""
    now = clock.now()
    Event.objects.bulk_create(Event(what=what, by=by.person.pk, about=one.reference, at=now) for one in about)


def record_looks(*, by, permit, scopes, again=False):
    """Written before anything is shown: what can't be recorded is not shown either.

    `scopes` are references. A page that lies open and fetches itself `again` is no new look. But it must follow upon
    one that is recorded: the browser's word alone keeps nobody out of the log.
    """
    now = clock.now()
    look = {"by": by.person.pk, "permit": permit, "session": by.session}
    if again:
        known = AccessRecord.objects.filter(**look, scope__in=scopes, quarter__gt=now - LIES_OPEN)
        scopes = set(scopes) - set(known.values_list("scope", flat=True))
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    if missing := set(scopes) - set(
        AccessRecord.objects.filter(**look, scope__in=scopes, quarter=quarter).values_list("scope", flat=True)
        if scopes
        else ()
    ):
        with writing():
            records = [AccessRecord(**look, scope=scope, quarter=quarter) for scope in sorted(missing)]
            AccessRecord.objects.bulk_create(records, ignore_conflicts=True)

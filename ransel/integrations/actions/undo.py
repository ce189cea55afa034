"""The last roster taken back: what it made ends; what it changed or ended is as it was, if nobody touched it since."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.integrations import permits
from ransel.integrations.actions import things
from ransel.integrations.actions.applying import BATCH, Applying
from ransel.integrations.models import Change, Import, Kind, SourceLink

KEPT = {"protection"}  # may rise, and never falls


@writing()
def undo(*, by: Actor, roster: Import) -> Import:
    """Raises Refused for any but the last that was applied. Undone twice, it is undone once.

    What it made is not deleted but ends yesterday. A block set since stays; protection stays as high as it is.
    """
    roster = lock(roster)
    permits.APPLY_ROSTER.ask(by, roster.pk)
    if roster.undone_at:
        return roster
    if roster != last_applied(roster.municipality, roster.system):
        raise Refused(_("Only the last roster that was applied can be undone."))
    applying = Applying(by, roster)
    links = {(link.kind, link.target): link for link in applying.links.values()}
    for kind in reversed(Kind):
        _undo_kind(kind, applying, links)
    roster.undone_by, roster.undone_at = by.person, clock.now()
    roster.save(update_fields=["undone_by", "undone_at"])
    audit.record("roster.undone", by=by, about=roster)
    announce("roster.undone", by=by, about=roster, topics=applying.topics())
    return roster


def last_applied(municipality, system):
    """The last that changed anything and stands, and so the one that can be taken back; None when there is none."""
    applied = Import.objects.filter(municipality=municipality, system=system, undone_at=None, applied_at__isnull=False)
    last = Change.objects.filter(roster__in=applied).select_related("roster").order_by("-pk").first()
    return last and last.roster


def _undo_kind(kind, applying, links):
    put, yesterday = things.PUT[kind](applying), applying.today - timedelta(days=1)
    changes = list(Change.objects.filter(roster=applying.roster, kind=kind).order_by("-pk"))
    _restore(put, [one for one in changes if one.before])
    put.end([one.target for one in changes if one.before is None], yesterday)
    touched = []
    for one in changes:
        if link := links.get((kind, one.target)):
            link.digest = one.link["digest"] if one.link else ""
            link.ended_on = one.link["ended_on"] if one.link else applying.today
            touched.append(link)
    SourceLink.objects.bulk_update(touched, ["digest", "ended_on"], batch_size=BATCH)


def _restore(put, changes):
    """Columns that still are as the roster left them become what they were before it."""
    there = put.model._default_manager.in_bulk([one.target for one in changes])
    columns = set()
    for one in changes:
        thing = there.get(one.target)
        for name in (one.before if thing else {}).keys() - KEPT:
            column = put.model._meta.get_field(name)
            if getattr(thing, name) == column.to_python(one.after.get(name)):
                setattr(thing, name, column.to_python(one.before[name]))
                columns.add(name)
    if columns:
        put.model._default_manager.bulk_update(list(there.values()), sorted(columns), batch_size=BATCH)

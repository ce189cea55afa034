"""The last roster taken back: what it made ends; what it changed or ended is as it was, if nobody touched it since."""

import json
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import bulk, clock
from ransel.core.actions import announce, raise_topics
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.integrations import permits
from ransel.integrations.actions import ties
from ransel.integrations.actions.applying import AT_ONCE, Applying, topics
from ransel.integrations.models import Change, Import, Kind, SourceLink

KEPT = {"protection"}  # may rise, and never falls


def undo(*, by: Actor, roster: Import) -> Import:
    """Raises Refused for any but the last that was applied. Undone twice, it is undone once.

    What it made is not deleted but ends yesterday. A block set since stays; protection stays as high as it is.
    """
    applying = Applying(by, _begin(by=by, roster=roster))
    for kind in reversed(Kind):
        while _undo_some(by=by, applying=applying, kind=kind):
            continue
    return _finish(by=by, roster=roster)


def last_applied(municipality, system):
    """The last that changed anything and stands, and so the one that can be taken back; None when there is none."""
    applied = Import.objects.filter(municipality=municipality, system=system, undone_at=None, applied_at__isnull=False)
    last = Change.objects.filter(roster__in=applied).select_related("roster").order_by("-pk").first()
    return last and last.roster


@writing()
def _begin(*, by, roster):
    roster = lock(roster)
    permits.APPLY_ROSTER.ask(by, roster.pk)
    if not roster.undone_at and roster != last_applied(roster.municipality, roster.system):
        raise Refused(_("Only the last roster that was applied can be undone."))
    return roster


@writing()
def _undo_some(*, by, applying, kind):
    """Some changes of one kind, the last first. Whether there were any."""
    permits.APPLY_ROSTER.ask(by, applying.roster.pk)
    changes = list(Change.objects.filter(roster=applying.roster, kind=kind, undone=False).order_by("-pk")[:AT_ONCE])
    if not changes:
        return False
    put, yesterday = ties.PUT[kind](applying), applying.today - timedelta(days=1)
    _restore(put, [one for one in changes if one.before])
    if kind != Kind.PERSON:
        put.end([one.target for one in changes if one.before is None], yesterday)
    links = {link.source_id: link for link in applying.links_of(kind, {one.source_id for one in changes})}
    for one in changes:
        if link := links.get(one.source_id):
            link.target = one.link["target"] if one.link else one.target
            link.digest = one.link["digest"] if one.link else ""
            link.ended_on = one.link["ended_on"] if one.link else applying.today
    bulk.update(SourceLink, links.values(), ["target", "digest", "ended_on"])
    Change.objects.filter(pk__among={one.pk for one in changes}).update(undone=True)
    raise_topics(topics(kind, [one.target for one in changes]))
    return True


@writing()
def _finish(*, by, roster):
    roster = lock(roster)
    if not roster.undone_at:
        roster.undone_by, roster.undone_at = by.person, clock.now()
        roster.save(update_fields=["undone_by", "undone_at"])
        audit.record("roster.undone", by=by, about=roster)
        announce("roster.undone", by=by, about=roster, topics=[roster.topic])
    return roster


def _restore(put, changes):
    """Columns that still are as the roster left them become what they were before it."""
    there = put.model._default_manager.in_bulk([one.target for one in changes])
    columns = set()
    for one in changes:
        thing = there.get(one.target)
        for name in _still_so(put.model, thing, one) - KEPT if thing else ():
            setattr(thing, name, put.model._meta.get_field(name).to_python(one.before[name]))
            columns.add(name)
    if columns:
        bulk.update(put.model, there.values(), sorted(columns))


def _still_so(model, thing, one):
    """The columns that still are as noted. What somebody has confirmed since stays so, on the ground they saw."""
    names = set()
    for name in one.before:
        column = model._meta.get_field(name)
        if column.to_python(_as_noted(getattr(thing, name))) == column.to_python(one.after.get(name)):
            names.add(name)
    since = getattr(thing, "confirmed_at", None) and "confirmed_at" not in names
    return names - {"ground", "confirmed_by_id"} if since else names


def _as_noted(value):
    """As a note keeps it: a moment to the millisecond."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))

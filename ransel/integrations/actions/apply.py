"""A roster comes true, in steps. Each step stands when it is done: broken off, the next try goes on where it ended."""

from time import sleep

from django.utils.translation import gettext as _

from ransel.access.actions.posts import end_logins_of_leavers
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce, raise_topics
from ransel.core.models import Topic
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor, Strength
from ransel.integrations import permits
from ransel.integrations.actions.applying import Applying
from ransel.integrations.models import Import
from ransel.integrations.thresholds import stops

BREATH = 0.002  # seconds between two steps, so that whoever waits in line comes first


def apply(*, by: Actor, roster: Import, approve_ground: bool, new_year=False, despite=False) -> Import:
    """Begin and go through. Applied twice, it is applied once.

    Nothing is deleted: what the roster no longer names ends. Protection only rises. Blocks are not touched. A new
    guardian is confirmed only when the one who applies approves the column naming the ground.
    """
    roster = begin(by=by, roster=roster, approve_ground=approve_ground, new_year=new_year, despite=despite)
    return roster if roster.applied_at else carry_on(roster=roster)


@writing()
def begin(*, by: Actor, roster: Import, approve_ground: bool, new_year=False, despite=False) -> Import:
    """Say that it is to come true. Raises Refused when it would end more than usual and nobody has said it is meant."""
    roster = lock(roster)
    permits.APPLY_ROSTER.ask(by, roster.pk)
    if roster.applied_at or roster.begun_at:
        return roster
    _refuse_what_is_not_as_it_was(roster)
    too_many = [] if despite else stops(roster, new_year=new_year)
    if too_many:
        raise Refused(_("It stops here. %(why)s") % {"why": " ".join(map(str, too_many))})
    roster.begun_at, roster.begun_by, roster.ground_approved = clock.now(), by.person, approve_ground
    roster.save(update_fields=["begun_at", "begun_by", "ground_approved"])
    audit.record("roster.begun", by=by, about=roster)
    raise_topics([roster.topic])
    return roster


def _refuse_what_is_not_as_it_was(roster):
    """What somebody looked at is what comes true: not what has become of it since."""
    others = Import.objects.filter(municipality=roster.municipality_id, system=roster.system).exclude(pk=roster.pk)
    if others.filter(applied_at=None, begun_at__isnull=False).exists():
        raise Refused(_("Another roster is on its way in. Let it come through first."))
    if roster.seen != Topic.raised(roster.topic) or not roster.whole:
        raise Refused(_("Something has been changed since this file was read. Read it in again."))


def carry_on(*, roster: Import) -> Import:
    """Every step that is left. Between two steps others get their turn: no report waits for a roster."""
    if roster.begun_by is None:
        raise LookupError("nobody has begun this roster")
    by = Actor(roster.begun_by, Strength.STRONG)
    for step in Applying(by, roster).steps():
        _step(by=by, roster=roster, step=step)
        sleep(BREATH)
    return _finish(by=by, roster=roster)


@writing()
def _step(*, by, roster, step):
    """Whoever lost the post for the municipality meanwhile changes nothing more."""
    permits.APPLY_ROSTER.ask(by, roster.pk)
    step()


@writing()
def _finish(*, by, roster):
    roster = lock(roster)
    if not roster.applied_at:
        roster.applied_by, roster.applied_at = by.person, clock.now()
        roster.save(update_fields=["applied_by", "applied_at"])
        audit.record("roster.applied", by=by, about=roster)
        end_logins_of_leavers()
        announce("roster.applied", by=by, about=roster, topics=[])
    return roster

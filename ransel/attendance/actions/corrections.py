"""The times of a presence are corrected. What stood before is kept beside them."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from ransel.attendance import permits
from ransel.attendance.models import CheckIn, CheckOut, PresenceCorrection
from ransel.attendance.presence import presences_of
from ransel.audit import actions as audit
from ransel.core import clock, dates
from ransel.core.actions import announce
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor


@writing()
def correct_times(*, by: Actor, check_in: CheckIn, came: time, left: time | None) -> CheckIn:
    """When the child came and left that day, wall time in Oslo. What was forgotten is not, once it is corrected.

    Raises Refused, by "came" and "left", for times that can not be: still to come, the wrong way round, or while the
    child was here another time; and for one who has left without a time, or has not and with one. Raises Http404 for a
    child that is not of a group of the actor's.
    """
    child = lock(check_in.child)
    permits.CHECK_IN.ask(by, child.pk)
    here = CheckIn.objects.standing().filter(pk=check_in.pk).first()
    if here is None:
        raise Refused(_("Somebody has taken this back meanwhile."))
    out = here.check_outs.filter(undone_at=None).first()
    began = _moment(here.day, came, here.at)
    ended = _moment(here.day, left, out.at if out else None) if left else None
    if wrong := _faults(here, out, began, ended):
        raise Refused(_("Look at the times."), wrong)
    if (here.at, out and out.at) == (began, ended) and not (out and out.forgotten):
        return here
    before = {"came": here.at, "left": out.at if out else None, "forgotten": bool(out and out.forgotten)}
    PresenceCorrection.objects.create(check_in=here, **before, by=by.person, at=clock.now())
    here.at = began
    here.save(update_fields=["at"])
    if out:
        CheckOut.objects.filter(pk=out.pk).update(at=ended, by=out.by_id or by.person.pk, forgotten=False)
    audit.record("child.times.corrected", by=by, about=here)
    announce("child.times.corrected", by=by, about=child, topics=[child.reference, f"group:{here.group_id}"])
    return here


def _moment(day, hour, before: datetime | None) -> datetime:
    """To the minute, as it is written; what was not changed keeps its seconds."""
    if before and timezone.localtime(before).time().replace(second=0, microsecond=0) == hour:
        return before
    return datetime.combine(day, hour, dates.OSLO)


def _faults(here, out, began, ended) -> dict[str, str]:
    wrong = {}
    if out is None and ended:
        wrong["left"] = _("The child is still here.")
    if out and not ended:
        wrong["left"] = _("Write when the child left.")
    if ended and ended < began:
        wrong["left"] = _("It can not be before the child came.")
    for name, at in (("came", began), ("left", ended)):
        if at and at > clock.now():
            wrong[name] = _("That time is not yet. Write when it happened.")
    return wrong or _overlap(here, began, ended)


def _overlap(here, began, ended):
    """Another time that day when the child was here too."""
    others = [one for one in presences_of([here.child_id], here.day)[here.child_id] if one.check_in != here.pk]
    for came, left in ((one.came, one.left) for one in others):
        if (left is None or began < left) and (ended is None or came < ended):
            times = dates.times(timezone.localtime(came).time(), timezone.localtime(left).time()) if left else ""
            said = {"times": times or dates.clock_time(came)}
            return {"came": _("The child was also here %(times)s. Two times can not overlap.") % said}
    return {}

"""Whether a child can go as somebody at the door says: what is to be looked at first, said in a sentence."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ransel.core import dates
from ransel.departure.leaving.day import Leaving, guardian_value, person_value
from ransel.departure.leaving.words import told
from ransel.departure.models import AT_A_TIME, DepartureMode, PickupPass
from ransel.departure.models.pickup import folded
from ransel.departure.passes.code import is_of
from ransel.units.models import UnitKind

EARLY = timedelta(minutes=10)  # who goes alone may go so long before its time
ALONE = (*AT_A_TIME, DepartureMode.CHILD_DECIDES)


@dataclass(frozen=True)
class Going:
    """How a child goes, as it is said at the door, where it is not simply as agreed.

    `fetcher` is as forms call who picks up, `name` that of somebody on no list, `pickup_pass` one that was shown with
    its `code`, `spoken_with` the guardian who has said on the phone that it may be so, and `known` the mark of what was
    agreed when it was said.
    """

    mode: DepartureMode
    fetcher: str = ""
    name: str = ""
    pickup_pass: UUID | None = None
    code: str = ""
    spoken_with: UUID | None = None
    known: str = ""


@dataclass
class MayFetch:
    """Who may fetch a child this day; the names of those who are kept from it; and who decides where there is none."""

    guardians: dict[UUID, str] = field(default_factory=dict)
    leaders: dict[UUID, str] = field(default_factory=dict)  # of the unit, where the child has no guardian
    people: dict[UUID, str] = field(default_factory=dict)
    kept_away: set[str] = field(default_factory=set)
    passes: dict[UUID, PickupPass] = field(default_factory=dict)  # of today that wait to be used

    @property
    def deciding(self) -> dict[UUID, str]:
        """Who is asked about what was not agreed. Where there is nobody, whoever stands at the door decides."""
        return self.guardians or self.leaders

    @property
    def by_value(self) -> dict[str, str]:
        guardians = {guardian_value(pk): name for pk, name in self.guardians.items()}
        return guardians | {person_value(pk): name for pk, name in self.people.items()}


def why_not_as_agreed(name: str, agreed: Leaving, kind: UnitKind, at: datetime, kept_away: bool) -> str:
    """Why one tap is not enough for this child, going at that moment; empty when it is.

    `kept_away`: somebody is kept from it, so that it is always said with whom it goes.
    """
    said = {"child": name, "how": told(agreed)}
    if agreed.withdrawn:
        return _("%(child)s can not go yet. Who was to pick up may do so no more.") % said
    if agreed.before:
        return _("How %(child)s leaves was changed today. Look at it first.") % said
    if agreed.mode is None and kind == UnitKind.AFTER_SCHOOL:
        return _("Nobody has said how %(child)s leaves today.") % said
    if kept_away and agreed.mode in (None, DepartureMode.PICKED_UP) and not agreed.fetcher:
        return _("Say with whom %(child)s goes.") % said
    return _too_early(said, agreed, at)


def why_not(name: str, agreed: Leaving, going: Going, may: MayFetch, at: datetime) -> dict[str, str]:
    """Why the child can not go so at that moment, by the field it stands in; empty when it can."""
    if going.known != agreed.mark:
        return {"going": _("It was changed while you looked. Look again.")}
    if going.pickup_pass:
        return _fault_of_pass(going, may, at)
    if going.name and folded(going.name) in may.kept_away:
        return {"going": _("%(child)s can not go with %(who)s.") % {"child": name, "who": going.name}}
    if going.fetcher and going.fetcher not in may.by_value:
        return {"going": _("Choose somebody who may fetch this day.")}
    if going.mode is DepartureMode.PICKED_UP and not (going.fetcher or going.name):
        return {"name": _("Write who picks up.")}
    if not may.deciding or going.spoken_with in may.deciding or not _is_to_be_asked(name, agreed, going, at):
        return {}
    return {"spoken_with": _("%(child)s can not go yet. Ring a guardian first, and say here whom.") % {"child": name}}


def _fault_of_pass(going, may, at) -> dict[str, str]:
    one = may.passes.get(going.pickup_pass)
    if one is None or one.folded in may.kept_away:
        return {"going": _("This pass can not be used.")}
    if not is_of(one, going.code):
        return {"code": _("These are not the six digits of the pass.")}
    if not one.from_time <= _to_the_minute(at) <= one.to_time:
        return {"going": _("The pass is for %(times)s.") % {"times": dates.times(one.from_time, one.to_time)}}
    return {}


def is_as_agreed(agreed: Leaving, going: Going) -> bool:
    """Picked up by one of them is as agreed whichever of the guardians it is; so is who shows a pass."""
    if going.pickup_pass:
        return True
    if agreed.mode is not going.mode or agreed.withdrawn or going.name:
        return False
    anybody = not agreed.fetcher and going.fetcher.startswith("guardian:")
    return going.mode is not DepartureMode.PICKED_UP or anybody or going.fetcher == agreed.fetcher


def _is_to_be_asked(name, agreed, going, at):
    """A guardian, and who is on the list, may fetch always. All else, when it was not agreed, is asked about."""
    if going.fetcher:
        return False
    return not is_as_agreed(agreed, going) or bool(_too_early({"child": name, "how": ""}, agreed, at))


def _to_the_minute(at: datetime) -> time:
    return timezone.localtime(at).time().replace(second=0, microsecond=0)


def _too_early(said, agreed: Leaving, at: datetime) -> str:
    if agreed.mode not in ALONE or agreed.at is None:
        return ""
    if at + EARLY < datetime.combine(timezone.localdate(at), agreed.at, dates.OSLO):
        return _("It is too early for %(child)s to go. Agreed: %(how)s.") % said
    return ""

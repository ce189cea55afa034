"""What stands of some children's day when queued taps are to be laid beside it: rows, and the taps they are made of."""

from collections import defaultdict
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import OuterRef, Subquery

from ransel.attendance.fold import Said
from ransel.attendance.models import CheckIn, CheckOut, PresenceCorrection, QueuedTap, TapReason, TapVerb

LASTING = (TapReason.NOT_AGREED, TapReason.TO_COME, TapReason.OTHER_DAY, TapReason.OTHER_GROUP)


@dataclass(slots=True)
class Known:
    """A tap that is kept, as much of it as is laid beside others. There may be a hundred of a child's day."""

    pk: UUID
    child_id: UUID
    unit_id: UUID
    group_id: UUID
    verb: str
    online: bool
    tapped_at: datetime
    received_at: datetime
    by_id: UUID
    tablet_id: UUID | None
    reason: str
    check_in: UUID | None
    check_out: UUID | None


OF_KNOWN = [one.name for one in fields(Known)]


@dataclass
class Standing:
    """Of one child. What somebody took back, whatever tap it was of, is not here, and does not come back."""

    ins: dict[UUID, CheckIn] = field(default_factory=dict)
    outs: dict[UUID, CheckOut] = field(default_factory=dict)  # by check-in
    taps: dict[UUID, Known | QueuedTap] = field(default_factory=dict)  # the latter are not kept yet
    corrected: dict[UUID, datetime] = field(default_factory=dict)  # when a person did so last, by check-in

    def said(self) -> list[Said]:
        """The taps that count, at the times that stand: a time somebody has corrected is theirs."""
        owners = self._owners()
        outs = {out.pk: out for out in self.outs.values()}
        said = [self._one(tap, owners, outs) for tap in self.taps.values()]
        came = {(one.at, one.unit) for one in said if one.verb == TapVerb.COME and self.taps[one.id].online}
        return [
            replace(one, after=True)
            if one.verb == TapVerb.LEAVE and self.taps[one.id].online and (one.at, one.unit) in came
            else one
            for one in said
        ]

    def _one(self, tap: Known | QueuedTap, owners, outs) -> Said:
        one = Said(tap.pk, tap.tapped_at, tap.verb, tap.unit_id, tap.group_id)
        row = self.ins.get(tap.check_in) if tap.check_in else None
        if tap.verb == TapVerb.COME and row:
            if owners.get(row.pk) is not tap:
                return replace(one, at=max(row.at, tap.tapped_at))
            return replace(one, at=row.at, fixed=row.pk if row.pk in self.corrected else None)
        if tap.check_out not in outs:
            return one
        out = outs[tap.check_out]
        if tap.verb == TapVerb.COME or not self.is_put_right(out):
            return replace(one, at=out.at)
        return replace(one, at=out.at, fixed=out.check_in_id, after=out.at == self.ins[out.check_in_id].at)

    def is_put_right(self, out: CheckOut) -> bool:
        """Who corrects says both times; but of what they had not been told yet they said nothing."""
        corrected = self.corrected.get(out.check_in_id)
        return corrected is not None and out.noted_at <= corrected

    def _owners(self) -> dict[UUID, Known | QueuedTap]:
        """The tap that began each row: the first of those that are part of it, and were so when it was corrected."""
        first: dict[UUID, Known | QueuedTap] = {}
        for tap in self.taps.values():
            corrected = self.corrected.get(tap.check_in) if tap.check_in else None
            if tap.verb == TapVerb.COME and tap.check_in and not (corrected and tap.received_at > corrected):
                known = first.get(tap.check_in)
                if known is None or (tap.tapped_at, tap.pk) < (known.tapped_at, known.pk):
                    first[tap.check_in] = tap
        return first


def standing_of(children, day: date) -> dict[UUID, Standing]:
    """Three statements. What was tapped on line is a tap too from now on: `online`, and not yet kept."""
    found: dict[UUID, Standing] = {child: Standing() for child in children}
    by_hand = PresenceCorrection.objects.filter(check_in=OuterRef("pk"), by_taps=False).order_by("-at")
    here = CheckIn.objects.standing().filter(child__in=found, day=day)
    ins = {one.pk: one for one in here.annotate(corrected=Subquery(by_hand.values("at")[:1]))}
    for one in ins.values():
        found[one.child_id].ins[one.pk] = one
        if one.corrected:
            found[one.child_id].corrected[one.pk] = one.corrected
    outs = CheckOut.objects.filter(check_in__child__in=found, check_in__day=day, undone_at=None)
    for out in outs:
        if out.check_in_id in ins:
            found[ins[out.check_in_id].child_id].outs[out.check_in_id] = out
    of_taps: dict[UUID, list[Known]] = defaultdict(list)
    kept = QueuedTap.objects.open().filter(child__in=found, day=day).exclude(reason__in=LASTING)
    for columns in kept.values_list(*OF_KNOWN):
        tap = Known(*columns)
        of_taps[tap.child_id].append(tap)
    for child, one in found.items():
        _lay_beside(one, of_taps[child])
    return found


def _lay_beside(one: Standing, taps):
    outs = {out.pk for out in one.outs.values()}
    for tap in taps:
        mine, there = (tap.check_in, one.ins) if tap.verb == TapVerb.COME else (tap.check_out, outs)
        if mine is None or mine in there:
            one.taps[tap.pk] = tap
    known_in = {tap.check_in for tap in taps}
    known_out = {tap.check_out for tap in taps if tap.verb == TapVerb.LEAVE}
    ended_by_coming = {tap.check_out for tap in taps if tap.verb == TapVerb.COME}
    for row in one.ins.values():
        if row.pk not in known_in:
            _add(one, row, TapVerb.COME, row, row.by_id, check_in=row.pk)
    for out in one.outs.values():
        if out.pk in known_out or (out.pk in ended_by_coming and not one.is_put_right(out)):
            continue
        if out.by_id:
            _add(one, one.ins[out.check_in_id], TapVerb.LEAVE, out, out.by_id, check_out=out.pk)


def _add(one, here, verb, row, by, **part):
    said = {"child_id": here.child_id, "unit_id": here.unit_id, "group_id": here.group_id, "day": here.day}
    moments = {"tapped_at": row.at, "said_at": row.at, "received_at": row.noted_at}
    tap = QueuedTap(pk=uuid4(), verb=verb, online=True, by_id=by, tablet_id=row.tablet_id, **said, **moments, **part)
    one.taps[tap.pk] = tap

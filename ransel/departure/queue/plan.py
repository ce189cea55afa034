"""What has to be written so that the rows of a child's day say what its taps come to. Rows that fit stay."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from ransel.attendance.fold import Said, Stretch, fold
from ransel.attendance.models import CheckIn, CheckOut, PresenceCorrection, QueuedTap, TapOutcome, TapVerb
from ransel.departure.queue.standing import Known, Standing


@dataclass
class Plan:
    """Of several children. `moved` says, by new check-out, which one that is undone it stands for."""

    by: UUID
    day: date
    now: datetime
    new_ins: list[CheckIn] = field(default_factory=list)
    new_outs: list[CheckOut] = field(default_factory=list)
    ins: list[CheckIn] = field(default_factory=list)  # at another time
    outs: list[CheckOut] = field(default_factory=list)
    kept: list[PresenceCorrection] = field(default_factory=list)
    undone_ins: list[CheckIn] = field(default_factory=list)
    undone_outs: list[CheckOut] = field(default_factory=list)
    new_taps: list[QueuedTap] = field(default_factory=list)
    taps: list[Known] = field(default_factory=list)  # part of other rows than they were
    moved: dict[UUID, UUID | None] = field(default_factory=dict)
    here: set[UUID] = field(default_factory=set)  # children who are so now
    touched: set[UUID] = field(default_factory=set)  # children who came
    child_of: dict[UUID, UUID] = field(default_factory=dict)  # by check-in

    def lay(self, child: UUID, one: Standing):
        stretches, unfit = fold(one.said())
        self.child_of |= dict.fromkeys(one.ins, child)
        parts: dict[UUID, dict[str, UUID]] = {}
        used: set[UUID] = set()
        for stretch in stretches:
            here = self._coming(child, one, stretch, used)
            out = self._leaving(one, stretch, here)
            for came in stretch.coming:
                parts.setdefault(came.id, {})["check_in"] = here.pk
            if out and stretch.left:
                parts.setdefault(stretch.left.id, {})["check_out"] = out.pk
        for pk, row in one.ins.items():
            if pk not in used:
                self.undone_ins.append(row)
                if pk in one.outs:
                    self.undone_outs.append(one.outs[pk])
        for tap in one.taps.values():
            self._mark(tap, parts.get(tap.pk, {}), unfit.get(tap.pk))
        if stretches and not stretches[-1].left:
            self.here.add(child)

    def _coming(self, child, one: Standing, stretch: Stretch, used) -> CheckIn:
        was = (one.taps[came.id].check_in for came in stretch.coming)
        row = next(
            (one.ins[pk] for pk in was if pk in one.ins and pk not in used and _fits(one.ins[pk], stretch)), None
        )
        came = stretch.came
        if row is None:
            said = {"child_id": child, "unit_id": came.unit, "group_id": came.group, "day": self.day}
            tap = one.taps[came.id]
            row = CheckIn(at=came.at, noted_at=self.now, by_id=tap.by_id, tablet_id=tap.tablet_id, **said)
            self.new_ins.append(row)
            self.touched.add(child)
            self.child_of[row.pk] = child
        used.add(row.pk)
        out, at = one.outs.get(row.pk), stretch.left.at if stretch.left else None
        if row.pk in one.ins and (row.at != came.at or (out and at and out.at != at)):
            before = {"came": row.at, "left": out.at if out else None}
            correction = PresenceCorrection(check_in_id=row.pk, by_id=self.by, at=self.now, by_taps=True, **before)
            self.kept.append(correction)
            if row.at != came.at:
                row.at, row.by_id = came.at, one.taps[came.id].by_id
                self.ins.append(row)
        return row

    def _leaving(self, one: Standing, stretch: Stretch, here: CheckIn) -> CheckOut | None:
        out, left = one.outs.get(here.pk), stretch.left
        if left is None:
            if out:
                self.undone_outs.append(out)
            return None
        tap = one.taps[left.id]
        if out is None:
            who = {"by_id": tap.by_id, "tablet_id": tap.tablet_id}
            out = CheckOut(check_in_id=here.pk, at=left.at, noted_at=self.now, **who)
            self.new_outs.append(out)
            if _says_so(left):
                self.moved[out.pk] = tap.check_out
        elif out.at != left.at:
            out.at, out.by_id = left.at, tap.by_id
            self.outs.append(out)
        return out

    def _mark(self, tap: Known | QueuedTap, part, reason):
        said = part.get("check_in"), part.get("check_out"), reason or ""
        same = (tap.check_in, tap.check_out, tap.reason) == said
        tap.check_in, tap.check_out, tap.reason = said
        if isinstance(tap, QueuedTap):
            tap.outcome = outcome_of(tap)
            self.new_taps.append(tap)
        elif not same:
            self.taps.append(tap)


def outcome_of(tap: Known | QueuedTap) -> TapOutcome:
    return TapOutcome.LISTED if tap.reason else TapOutcome.COUNTED


def _fits(row: CheckIn, stretch: Stretch) -> bool:
    return row.unit_id == stretch.came.unit


def _says_so(left: Said) -> bool:
    """Else a child has left because it came somewhere else, and nobody has said how."""
    return left.verb == TapVerb.LEAVE

"""A roll call on the screen and on paper. A fixed number of statements, however many children."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from ransel.cards.reading import Details, details_of
from ransel.core import clock
from ransel.supervision.here import told_apart
from ransel.supervision.models import RollCall, RollCallChild, SafeMark
from ransel.supervision.permits import goes_on, is_old
from ransel.units.models import Group

Where = RollCallChild.Where


@dataclass(frozen=True)
class Kid:
    """`details` are there for who has written their PIN, of the children they may see them of."""

    id: UUID
    given_name: str
    group: str
    where: RollCallChild.Where
    reason: str
    safe_by: str
    safe_at: datetime | None
    details: Details | None = None

    @property
    def is_safe(self) -> bool:
        return self.safe_at is not None

    @property
    def is_called(self) -> bool:
        return self.where in RollCallChild.CALLED

    @property
    def on_trip(self) -> bool:
        return self.where == Where.ON_TRIP


@dataclass
class RollCallPage:
    roll_call: RollCall
    kids: list[Kid]

    @property
    def called(self) -> list[Kid]:
        """Who is not marked stands first."""
        return sorted((kid for kid in self.kids if kid.is_called), key=lambda kid: (kid.is_safe, kid.group))

    @property
    def missing(self) -> list[Kid]:
        return [kid for kid in self.called if not kid.is_safe]

    @property
    def safe(self) -> int:
        return sum(kid.is_safe for kid in self.called)

    @property
    def by_group(self) -> list[tuple[str, list[Kid]]]:
        groups = sorted({kid.group for kid in self.called})
        return [(group, [kid for kid in self.kids if kid.is_called and kid.group == group]) for group in groups]

    @property
    def not_here(self) -> list[tuple[str, list[str]]]:
        """[(why, names)] of those who are not looked for."""
        whys = [Where.AWAY, Where.NOT_COME, Where.LEFT]
        names = [(why, [kid.given_name for kid in self.kids if kid.where == why]) for why in whys]
        return [(str(why.label), some) for why, some in names if some]

    @property
    def goes_on(self) -> bool:
        return goes_on(self.roll_call)

    @property
    def untold(self) -> int:
        """Of how many who are called the reader sees no details."""
        return sum(kid.details is None for kid in self.called)

    @property
    def where(self) -> str:
        return self.roll_call.group.name if self.roll_call.group else self.roll_call.unit.name

    @property
    def many_groups(self) -> bool:
        return len(Counter(kid.group for kid in self.called)) > 1


def with_details(shown: RollCallPage, told: Collection[UUID]) -> RollCallPage:
    """Allergies and telephones of these who are called. Three statements."""
    details = details_of(told)
    kids = [replace(kid, details=details[kid.id]) if kid.id in told else kid for kid in shown.kids]
    return RollCallPage(shown.roll_call, kids)


def roll_call_page(roll_call: RollCall, *, locked=False) -> RollCallPage:
    """One statement. Who is called is told apart from others who are; at a locked tablet by one letter."""
    mark = SafeMark.objects.filter(listed=OuterRef("pk"), undone_at=None)
    marked = {"safe_by": Subquery(mark.values("by__given_name")[:1]), "safe_at": Subquery(mark.values("at")[:1])}
    names = ("child__person__given_name", "child__person__family_name")
    listed = roll_call.children.annotate(**marked).order_by(*names, "pk")
    rows = list(listed.values_list(*names, "child", "group__name", "where", "reason", *marked))
    rows.sort(key=lambda row: row[4] not in RollCallChild.CALLED)
    called = sum(row[4] in RollCallChild.CALLED for row in rows)
    names_of = [(row[0], f"{row[1][:1]}." if locked and row[1] else row[1]) for row in rows]
    shown = [*told_apart(names_of[:called]), *told_apart(names_of)[called:]]
    kids = [
        Kid(pk, name, group or _("No group"), Where(where), *more)
        for name, (_given, _family, pk, group, where, *more) in zip(shown, rows, strict=True)
    ]
    return RollCallPage(roll_call, kids)


def roll_calls_of(reach: QuerySet[RollCall], group: Group) -> tuple[list[RollCall], list[RollCall]]:
    """(going on, earlier) of a group and its unit, the last first; `known` says whether the reader may open it.

    One that nobody ended on its day does not go on.

    `called` and `found` are how many. One statement.
    """
    marks = SafeMark.objects.filter(undone_at=None, listed=OuterRef("children"))
    ours = RollCall.objects.filter(Q(group=group) | Q(group=None), unit=group.unit_id)
    called = Q(children__where__in=RollCallChild.CALLED)
    known = ours.annotate(
        known=Exists(reach.filter(pk=OuterRef("pk"))),
        called=Count("children", filter=called, distinct=True),
        found=Count("children", filter=called & Q(Exists(marks)), distinct=True),
    )
    recent = Q(ended_at=None) | Q(day__gt=clock.today() - 365 * clock.DAY)
    some: list[RollCall] = list(known.filter(recent).select_related("group", "unit", "by").order_by("-at")[:20])
    now = [one for one in some if not one.ended_at and not is_old(one)]
    return now, [one for one in some if one not in now]

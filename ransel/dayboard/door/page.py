"""A child at the door: what is agreed, who may fetch it and whom to ring, and when it was here today."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ransel.attendance.presence import Presence, presences_of
from ransel.core import clock, dates
from ransel.dayboard.door.trips import trips_of, words
from ransel.dayboard.permits import SEE_BOARD
from ransel.departure.door.fetchers import who_may_fetch
from ransel.departure.door.judging import ALONE, Going, MayFetch, why_not, why_not_as_agreed
from ransel.departure.door.words import UNTOLD, Way, ways_of
from ransel.departure.leaving.day import UNSAID, Leaving, guardian_value, person_value
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.leaving.words import told
from ransel.departure.models import DepartureMode
from ransel.notifications.standing import phones_of
from ransel.people.models import Child, Enrolment
from ransel.units.models import Function, Group, UnitKind

OTHER = "other"  # somebody on no list


@dataclass(frozen=True)
class Option:
    """One way for the child to go. `hint` is what is to be known of it; `asks`: a guardian is to be rung first."""

    value: str
    label: str
    hint: str = ""
    asks: bool = False


@dataclass
class AtTheDoor:
    child: Child
    group: Group
    agreed: Leaving
    may: MayFetch
    presences: list[Presence]
    ways: dict[UUID, Way]  # by check-out, how the child left
    uses_departure: bool
    phones: dict[UUID, str] = field(default_factory=dict)  # of guardians
    trip: str = ""  # that it is out on one, in words

    @property
    def is_here(self) -> bool:
        return bool(self.presences) and not self.presences[-1].left

    def way_of(self, one: Presence) -> Way:
        return self.ways.get(one.check_out, UNTOLD) if one.check_out else UNTOLD

    def lacks_who(self, one: Presence) -> bool:
        """It has left, and nobody has said with whom."""
        return bool(self.uses_departure and one.left and not one.forgotten and not self.way_of(one).told)

    @property
    def query(self) -> str:
        """Of the address of the page, and of what is sent from it: of which group's board it is."""
        return f"?group={self.group.pk}"

    @property
    def kind(self) -> UnitKind:
        return UnitKind(self.group.unit.kind)

    @property
    def words(self) -> str:
        return told(self.agreed)

    @property
    def before(self) -> str:
        return told(self.agreed.before) if self.agreed.before else ""

    @property
    def alarm(self) -> str:
        """Why one tap was not enough."""
        if not self.is_here or not self.uses_departure:
            return ""
        kept_away = bool(self.may.kept_away)
        return why_not_as_agreed(self.child.given_name, self.agreed, self.kind, clock.now(), kept_away)

    @property
    def to_ring(self) -> list[tuple[str, str]]:
        """Names and numbers of who decides; without a number where none is known."""
        return [(name, self.phones.get(pk, "")) for pk, name in self.may.deciding.items()]

    @property
    def options(self) -> list[Option]:
        """What was agreed stands first."""
        people = [Option(guardian_value(pk), name, _("Guardian")) for pk, name in self.may.guardians.items()]
        people += [Option(person_value(pk), name, _("On the list")) for pk, name in self.may.people.items()]
        people += [Option(pass_value(pk), one.name, _pass_hint(one)) for pk, one in self.may.passes.items()]
        modes = [DepartureMode.TRANSPORT]
        if self.kind != UnitKind.KINDERGARTEN:
            decides = self.agreed.mode is DepartureMode.CHILD_DECIDES
            modes.insert(0, DepartureMode.CHILD_DECIDES if decides else DepartureMode.WALKS_HOME)
        if self.agreed.mode is DepartureMode.GOES_WITH:
            people.insert(0, Option(DepartureMode.GOES_WITH, self.words))
        ways = [Option(mode, str(mode.label), asks=self._is_asked(Going(mode))) for mode in modes]
        options = [*people, *ways, Option(OTHER, pgettext("fetches", "Somebody else"), _("On no list"), asks=True)]
        return sorted((self._agreed(one) for one in options), key=lambda one: one.value != self._agreed_value)

    @property
    def asked_first(self) -> str:
        """The values of those where a guardian is rung first, as pages put away what does not apply."""
        return " ".join(one.value for one in self.options if one.asks)

    @property
    def passes(self) -> str:
        """The values of those who show a pass."""
        return " ".join(pass_value(pk) for pk in self.may.passes)

    @property
    def chosen(self) -> str:
        """What was agreed, where it can be so."""
        return "" if self.alarm else self._agreed_value

    @property
    def _agreed_value(self) -> str:
        if self.agreed.withdrawn or self.agreed.mode is None:
            return ""
        return self.agreed.fetcher if self.agreed.mode is DepartureMode.PICKED_UP else self.agreed.mode

    def _agreed(self, one: Option) -> Option:
        if one.value != self._agreed_value:
            return one
        at = dates.clock_time(self.agreed.at) if self.agreed.at else _("today")
        return Option(one.value, one.label, _("Agreed, %(when)s") % {"when": at}, one.asks)

    def _is_asked(self, going: Going) -> bool:
        going = Going(going.mode, known=self.agreed.mark)
        return going.mode in ALONE and bool(why_not("", self.agreed, going, self.may, clock.now()))


def pass_value(pk: UUID) -> str:
    return f"pass:{pk}"


def _pass_hint(one) -> str:
    return _("Pass, %(times)s") % {"times": dates.times(one.from_time, one.to_time)}


def at_the_door(actor, child: Child, **where) -> AtTheDoor:
    """Thirteen statements. `where` is as `group_of` has it."""
    today = clock.today()
    group = group_of(actor, child, **where)
    unit = group.unit_id
    uses = Function.objects.filter(unit=unit, name=Function.Name.DEPARTURE, staff=True).exists()
    said = leaving_of([child.pk], today, today, unit=unit) if uses else {}
    may = who_may_fetch([child.pk], unit)[child.pk]
    presences = [one for one in presences_of([child.pk], today).get(child.pk, []) if one.unit == unit]
    out = [one.check_out for one in presences if one.check_out]
    agreed = said.get((child.pk, unit, today), UNSAID)
    trip = next((words(child.given_name, to) for to in trips_of([child], group.unit).values()), "")
    return AtTheDoor(child, group, agreed, may, presences, ways_of(out), uses, phones_of(may.deciding), trip)


def group_of(actor, child: Child, asked: str = "", unit: UUID | None = None) -> Group:
    """Where the child is today, of the groups whose board the reader sees: the one asked for, or in the unit.

    Raises Http404 where the reader sees no board that the child is on.
    """
    places = Enrolment.objects.on(clock.today()).filter(child=child, group__in=SEE_BOARD.reach(actor))
    if unit:
        places = places.filter(unit=unit)
    groups = [place.group for place in places.select_related("group__unit").order_by("unit__kind", "pk")]
    if not groups:
        raise Http404
    return next((group for group in groups if str(group.pk) == asked), groups[0])

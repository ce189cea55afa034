"""I dag: one card a child across all units, and what happens next, in a fixed number of statements."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.access.residence import ANSWER_RESIDENCE
from ransel.attendance.asked import ToAnswer, waiting_for
from ransel.attendance.day import Away, Day, aways_of, days_of
from ransel.attendance.stays.day import StayKind
from ransel.core import clock
from ransel.core.prepared import DAY, IDS, prepared
from ransel.home.leaves import Leaves, leaves_of_today
from ransel.home.may import May
from ransel.home.times import Holiday, Missing, TodayThere, holidays_to_answer, times_of_today
from ransel.people.children import colours
from ransel.people.models import Child, Enrolment, ResidencePattern
from ransel.receipts.models import Subject, Told
from ransel.receipts.standing import Standing, latest, standings_of

WEEK = timedelta(days=7)


@dataclass
class Place:
    unit: UUID
    unit_name: str
    group_name: str
    starts: date
    colour: int  # 1-6, the unit's look; 0 has none


@dataclass
class ChildCard:
    """One child, as its guardian's first page shows it."""

    id: UUID
    given_name: str
    initial: str
    colour: int
    day: Day
    protected: bool = False
    places: list[Place] = field(default_factory=list)
    receipts: list[Standing] = field(default_factory=list)
    called_off: list[Standing] = field(default_factory=list)
    times: list[TodayThere] = field(default_factory=list)
    changed: list[Standing] = field(default_factory=list)  # late changes of today's times
    leaves: Leaves | None = None  # how it leaves today, where the reader says that

    @property
    def status(self):
        return self.day.status

    @property
    def where(self):
        return [place for place in self.places if not self.day.unit or place.unit == self.day.unit]

    @property
    def begins(self):
        """The day the first place begins, for a child whose place is still to come."""
        return min((place.starts for place in self.places), default=None)


@dataclass
class Coming:
    """An absence in the days ahead: once for all the siblings it concerns. `absences` by child."""

    away: Away
    cards: list[ChildCard] = field(default_factory=list)
    absences: dict[UUID, UUID] = field(default_factory=dict)


@dataclass
class News:
    """What the others have told of the children lately."""

    standing: Standing
    cards: list[ChildCard]

    @property
    def words(self):
        withheld = self.standing.sent_by_protected or any(card.protected for card in self.cards)
        said = {"name": _("Another guardian") if withheld else self.standing.sent_by}
        if self.standing.subject == Subject.STAY:
            return _("%(name)s changed the times") % said
        if self.standing.subject == Subject.DEPARTURE:
            return _("%(name)s changed how the child leaves") % said
        if self.standing.subject == Subject.DAY_NOTE:
            return self._note % said
        if self.standing.told == Told.WITHDRAWN:
            return _("%(name)s withdrew an absence") % said
        if self.standing.told == Told.CHANGED:
            return _("%(name)s changed an absence") % said
        return _("%(name)s reported an absence") % said

    @property
    def _note(self):
        if self.standing.told == Told.WITHDRAWN:
            return _("%(name)s withdrew a day note")
        return _("%(name)s sent a day note")


@dataclass
class Today:
    day: date
    cards: list[ChildCard]
    to_do: list[ResidencePattern]  # proposals that wait for this reader's answer
    to_plan: list[tuple[Missing, list[ChildCard]]]  # weeks without times, the first of them first
    holidays: list[tuple[Holiday, list[ChildCard]]]  # that are asked about, the first deadline first
    asked: list[tuple[ToAnswer, ChildCard]]  # what is asked of this reader today
    coming: list[Coming]
    news: list[News]


def today_of(actor, children: list[Child], may: May) -> Today:
    """Eight statements, however many children; two more where times are missing, one where a child is missed, one where
    another guardian planned today, up to six of how it leaves, three where days in two homes were proposed, and some
    for each holiday asked about.
    """
    day = clock.today()
    ids = [child.pk for child in children]
    aways = aways_of(ids, day, day + WEEK)
    days = days_of(ids, day, aways=aways)
    cards = _cards(children, days)
    times, missing = times_of_today(actor, ids, may.two_homes, may.plan)
    for place in _places(children=ids, day=day):
        cards[place[0]].places.append(Place(*place[1:]))
    for pk, card in cards.items():
        card.times = times.get(pk, [])
    leaves = leaves_of_today(actor, may, _there(cards, day))
    for pk, card in cards.items():
        card.day.off = _is_off(card, day)
        card.leaves = leaves.get(pk)
        if card.leaves:
            card.leaves.may_ask = is_somewhere(card)
    sent = standings_of(ids, day, day + WEEK)
    _put_all(sent, cards)
    to_do = _proposals(actor) if may.two_homes else []
    to_plan = [(one, [card for pk, card in cards.items() if pk in one.children]) for one in missing]
    waiting = holidays_to_answer(actor, ids) if may.holiday else []
    holidays = [(one, [cards[child] for child in one.children]) for one in waiting]
    asked = [(one, cards[one.child]) for one in (waiting_for(actor.person, ids) if may.missed else [])]
    coming = {key: away for key, away in aways.items() if key[1] > day}
    ahead, news = _coming(coming, cards), _news(actor, sent, cards)
    return Today(day, list(cards.values()), to_do, to_plan, holidays, asked, ahead, news)


def _cards(children, days) -> dict[UUID, ChildCard]:
    colour = colours(children)
    return {
        child.pk: ChildCard(
            child.pk,
            child.given_name,
            child.given_name[:1],
            colour[child.pk],
            days.get(child.pk, Day()),
            child.person.protected,
        )
        for child in children
    }


def _is_off(card, day):
    """By the plans of all the places of today; a child at school is not off because after-school is."""
    off = {one.unit.pk for one in card.times if one.stay.kind is StayKind.OFF and not one.withheld}
    here = {place.unit for place in card.places if place.starts <= day}
    return bool(off) and here <= off


def _proposals(actor):
    """The permit is a long statement, and is asked where there is something to ask it of."""
    return list(ANSWER_RESIDENCE.reach(actor).filter(answer=None).order_by("proposed_at", "pk"))


@prepared(children=IDS, day=DAY)
def _places(children, day):
    """Where each child has its place; a place to come counts while there is no other. One statement."""
    places = (
        Enrolment.objects.on_or_later(day).filter(child__among=children).order_by("starts", "unit__kind", "unit__name")
    )
    return places.values_list("child_id", "unit_id", "unit__name", "group__name", "starts", "unit__colour")


def _there(cards, day) -> set[tuple[UUID, UUID]]:
    """The children and units where they are to be today, as far as the times say."""
    here = {(pk, place.unit) for pk, card in cards.items() for place in card.places if place.starts <= day}
    kinds = {(pk, one.unit.pk): one.stay.kind for pk, card in cards.items() for one in card.times}
    return {key for key in here if kinds.get(key) not in (StayKind.CLOSED, StayKind.OFF)}


def is_somewhere(card) -> bool:
    """Not where it is closed, or the child is off: then it leaves from nowhere today."""
    return not card.times or any(one.stay.kind not in (StayKind.CLOSED, StayKind.OFF) for one in card.times)


def _put_all(sent, cards):
    for one in sent:
        _put(one, cards[one.child])
    for card in cards.values():
        card.changed = latest(card.changed)
        if card.leaves:
            card.leaves.receipts = latest(card.leaves.receipts)


def _put(standing, card):
    """A receipt stands on the line it is about: today's absence, or that it was called off."""
    if standing.subject == Subject.DAY_NOTE:
        return  # they stand on the page of the day
    if standing.subject == Subject.DEPARTURE:
        if card.leaves and standing.about in card.leaves.notices:
            card.leaves.receipts.append(standing)
    elif standing.subject == Subject.STAY:
        card.changed += [standing] if any(standing.about in one.pending for one in card.times) else []
    elif card.day.away and standing.about == card.day.away.notice:
        card.receipts.append(standing)
    elif (standing.withdrawn or standing.back) and not standing.seen:
        card.called_off.append(standing)


def _coming(aways, cards):
    """The first day of each absence ahead; siblings away for the same reason on the same day share a line."""
    lines, begun = {}, set()
    for (child, day), away in aways.items():
        if away.notice in begun or (cards[child].day.away and cards[child].day.away.notice == away.notice):
            continue
        begun.add(away.notice)
        key = (day, away.reason, tuple(away.spans))
        line = lines.setdefault(key, Coming(away))
        line.cards.append(cards[child])
        line.absences[child] = away.absence
    return [lines[key] for key in sorted(lines, key=lambda key: key[0])]


def _news(actor, sent, cards):
    """What somebody else told, or took back; siblings told of in one go stand on one line."""
    lines = {}
    for one in sent:
        if one.sent_by_id == actor.person.pk:
            continue
        line = lines.setdefault((one.sent_by_id, one.sent_at, one.told), News(one, []))
        if cards[one.child] not in line.cards:
            line.cards.append(cards[one.child])
    return sorted(lines.values(), key=lambda line: line.standing.sent_at, reverse=True)


def topics_of(children):
    """What makes the page new: anything about one of the children."""
    return [child.reference for child in children]

"""How a child leaves today, from a phone: a way and a time, and who fetches only where that is the sender."""

from datetime import date, time
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.core.models import Submission
from ransel.core.writing import lock
from ransel.departure.actions.leaving import say_leaving
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.day import guardian_value
from ransel.departure.leaving.place import places_of
from ransel.departure.models import AT_A_TIME, DepartureDay, DepartureMode
from ransel.departure.permits import SAY_LEAVING
from ransel.home.queued.items import Item, No, Why, day_of

WAYS = (DepartureMode.PICKED_UP, *AT_A_TIME)
ME = "me"


def deliver(*, by, item: Item, made) -> str:
    """Raises No; Refused as `say_leaving` does. What another guardian has said was not seen, and so stands."""
    child, wish = _read(by, item.said)
    day = day_of(made)
    if day < clock.today() or (wish.at and wish.at <= clock.wall_time()):
        raise No(Why.OVER)
    child = lock(child)
    key = (child.pk, _unit(child, day, wish.at), day)
    stamp = (_milliseconds(made), item.id.hex)
    if _last_of_mine(by, key) > stamp:
        raise No(Why.LATER)
    say_leaving(by=by, asked={key: wish})
    return f"{_mark(key)} {_number(key)} {stamp[0]}"


def _read(by, said):
    try:
        pk, mode = UUID(said["child"]), DepartureMode(said["mode"])
        at = time.fromisoformat(said["at"]) if said.get("at") else None
    except (ValueError, KeyError):
        raise No(Why.UNREAD) from None
    if mode not in WAYS or said.get("by", "") not in ("", ME) or (at and at.tzinfo):
        raise No(Why.UNREAD)
    child = SAY_LEAVING.reach(by).filter(pk=pk).first()
    if child is None:
        raise No(Why.UNKNOWN)
    mine = mode is DepartureMode.PICKED_UP and said.get("by") == ME
    return child, Wish(mode, at, fetcher=guardian_value(by.person.pk) if mine else "")


def _unit(child, day, at: time | None) -> UUID:
    """Where it leaves from: the only place of the day, or the only one that sends children home at that time."""
    places = {unit: place for (_child, unit, _day), place in places_of([child.pk], day, day).items()}
    if not places:
        raise No(Why.RULES, _("%(child)s is not there this day.") % {"child": child.given_name})
    fitting = [unit for unit, place in places.items() if at in place.slots] if len(places) > 1 else list(places)
    if len(fitting) != 1:
        said = {"child": child.given_name}
        raise No(Why.RULES, _("%(child)s is in several places that day. Say in each how it leaves.") % said)
    return fitting[0]


def _last_of_mine(by, key) -> tuple[int, str]:
    """When the sender made what stands, if it is theirs. The last that was made counts, whichever way it came."""
    child, unit, day = key
    row = DepartureDay.objects.filter(child=child, unit=unit, day=day).order_by("-number").first()
    if row is None or row.sent_by_id != by.person.pk:
        return (0, "")
    queued = Submission.objects.filter(account=by.account, answer__startswith=f"{_mark(key)} {row.number} ")
    stamps = [(int(answer.rpartition(" ")[2]), pk.hex) for pk, answer in queued.values_list("key", "answer")]
    return max(stamps, default=(_milliseconds(row.sent_at), ""))


def _number(key) -> int:
    child, unit, day = key
    last = DepartureDay.objects.filter(child=child, unit=unit, day=day).order_by("-number").first()
    return last.number if last else 0


def _mark(key: tuple[UUID, UUID, date]) -> str:
    child, unit, day = key
    return f"leaving {child.hex} {unit.hex} {day}"


def _milliseconds(moment) -> int:
    return round(moment.timestamp() * 1000)

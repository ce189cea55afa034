"""What lies on a phone and is sent: ids and codes, when it was made, and never a word of one's own."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from ransel.core import clock

MOST, BYTES = 100, 64_000  # of one batch
OLDEST = timedelta(hours=48)
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)


class Kind(StrEnum):
    ABSENCE = "absence"
    LEAVING = "leaving"
    NOTE = "note"


class Why(StrEnum):
    """Why something was not taken, as the phone keeps it until its owner has read it. The pages have the sentences."""

    UNREAD = "unread"
    UNKNOWN = "unknown"  # the child, the right, or the function of the unit
    OVER = "over"  # the day or the time
    OLD = "old"
    UNSURE = "unsure"  # the clock of the phone was changed meanwhile
    LATER = "later"  # the same person has said something later
    RULES = "rules"


class No(Exception):
    """It is not taken. `said` is what the rules answered, in the reader's words."""

    def __init__(self, why: Why, said=""):
        super().__init__(why)
        self.why, self.said = why, said


@dataclass(frozen=True)
class Item:
    """As the phone says it: `at` is the moment by its own clock, `said` what its kind takes, as forms send it."""

    id: UUID
    kind: Kind
    at: datetime
    said: dict[str, Any]

    @property
    def digest(self) -> str:
        told = json.dumps([self.kind, self.at.isoformat(), self.said], sort_keys=True)
        return sha256(f"queued {told}".encode()).hexdigest()


ONE, MANY = str, list
TAKES: dict[Kind, dict[str, type]] = {
    Kind.ABSENCE: {
        "children": MANY,
        **dict.fromkeys(("when", "first_day", "last_day", "how_long", "from_time", "to_time"), ONE),
        **dict.fromkeys(("reason", "ask_again", "ask_at"), ONE),
    },
    Kind.LEAVING: dict.fromkeys(("child", "mode", "at", "by"), ONE),
    Kind.NOTE: {"children": MANY, **dict.fromkeys(("slept", "breakfast", "mood"), ONE)},
}  # and nothing else: there is no place for a word of one's own


class BatchForm(forms.Form):
    """`now` is what the clock of the phone says. Each of `items` is judged by itself, and holds up no other."""

    now = forms.CharField(max_length=40, required=False)
    items = forms.CharField(max_length=BYTES, strip=False, required=False)

    def clean_now(self):
        try:
            return _moment(self.cleaned_data["now"])
        except UNREADABLE:
            raise forms.ValidationError(_("This is nothing that a phone has kept.")) from None

    def clean_items(self):
        """Those that can be read, the one that was made first before the others; the ids of the rest in `unread`."""
        try:
            told = json.loads(self.cleaned_data["items"])
            by_id = {UUID(one["id"]): one for one in reversed(told)}
        except UNREADABLE:
            raise forms.ValidationError(_("This is nothing that a phone has kept.")) from None
        if not 0 < len(told) <= MOST:
            raise forms.ValidationError(_("Send at least one, and at most %(most)s.") % {"most": MOST})
        found = {pk: _item(pk, one) for pk, one in by_id.items()}
        self.unread = [pk for pk, one in found.items() if one is None]
        return sorted((one for one in found.values() if one), key=lambda one: (one.at, one.id))


def _item(pk, one) -> Item | None:
    try:
        kind = Kind(one["kind"])
        return Item(pk, kind, _moment(one["at"]), {name: _said(kind, name, of) for name, of in one["said"].items()})
    except UNREADABLE:
        return None


def _said(kind, name, value):
    """Raises KeyError for what the kind does not take, ValueError for what is no code, id, day or time."""
    parts: Any = [value] if TAKES[kind][name] is ONE else value
    if not isinstance(parts, list) or not all(isinstance(one, str) and len(one) <= 40 for one in parts):
        raise ValueError
    return value


def _moment(said) -> datetime:
    """With its zone. A clock may be off by any number of years: it is put right by what it says when it sends."""
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError
    return min(max(moment, EARLIEST), LATEST)


def made_at(item: Item, behind: timedelta) -> datetime:
    """When it was made, by our clock; `behind` is how far the phone's is behind ours. Raises No for what is stale."""
    made = item.at + behind
    if made > clock.now():
        raise No(Why.UNSURE)
    if made < clock.now() - OLDEST:
        raise No(Why.OLD)
    return made


def day_of(made: datetime) -> date:
    """What "today" was to the one who made it."""
    return timezone.localdate(made)

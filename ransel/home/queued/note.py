"""A day note from a phone: what can be chosen, of today. What is told in words waits for the network."""

from ransel.core import clock
from ransel.home.queued.items import Item, No, Why, day_of
from ransel.supervision.actions.day_notes import send_note
from ransel.supervision.notes.forms import NoteForm
from ransel.supervision.permits import SEND_NOTE


def deliver(*, by, item: Item, made) -> str:
    """Raises No; Refused as `send_note` does."""
    day = day_of(made)
    form = NoteForm(item.said | {"day": day.isoformat()}, children=SEND_NOTE.reach(by), days=[day])
    if not form.is_valid():
        raise No(Why.UNKNOWN if form.has_error("children", "invalid_choice") else Why.UNREAD)
    if day < clock.today():
        raise No(Why.OVER)
    return f"note {min(send_note(by=by, **form.told))}"

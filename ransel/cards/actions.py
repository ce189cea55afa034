"""What stands on a child's card: a guardian writes it, and takes it off."""

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.cards import permits
from ransel.cards.models import CardNote
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child

MOST = 20  # lines on one card: longer, nobody reads it at a door


@writing()
def write_on_card(*, by: Actor, child: Child, kind: str, text: str) -> CardNote:
    """The same said twice stands there once. Raises Refused for a card that is full; Http404 if it is not theirs."""
    child = lock(child)
    permits.WRITE_CARD.ask(by, child.pk)
    standing = CardNote.objects.filter(child=child, ended_at=None)
    if found := standing.filter(kind=kind, text=text).first():
        return found
    if standing.count() >= MOST:
        raise Refused(_("The card is full. Take something off it first."))
    note = CardNote.objects.create(child=child, kind=kind, text=text, said_by=by.person, said_at=clock.now())
    _tell("card.written", by, note)
    return note


@writing()
def take_off_card(*, by: Actor, note: CardNote):
    """Taken off twice, it is off. Raises Http404 if the child is not theirs."""
    lock(note.child)
    permits.END_NOTE.ask(by, note.pk)
    if CardNote.objects.filter(pk=note.pk, ended_at=None).update(ended_by=by.person, ended_at=clock.now()):
        _tell("card.taken_off", by, note)


def _tell(what, by, note):
    audit.record(what, by=by, about=note)
    announce(what, by=by, about=note.child, topics=[note.child.reference])

"""Who stands at a shared tablet: said with one tap, and proved with a PIN."""

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import in_line, lock, writing
from ransel.identity.actions.pins import try_pin
from ransel.identity.actor import Actor
from ransel.identity.models import Tablet, Turn
from ransel.people.models import Person


@writing()
def take_turn(*, tablet: Tablet, person: Person) -> Turn:
    """From now on what is tapped is credited to this one. Nothing is opened by it."""
    turn = _begin(lock(tablet), person)
    audit.record("tablet.turn", by=Actor(person), about=tablet)
    return turn


@writing()
def unlock(*, tablet: Tablet, person: Person, digits: str) -> bool:
    """Whether it is opened for this one, as `try_pin` has it."""
    if not try_pin(person=person, digits=digits, tablet=tablet):
        return False
    turn = _begin(tablet, person, unlocked_at=clock.now())
    audit.record("tablet.unlocked", by=Actor(person), about=turn.tablet)
    return True


def stand_there_yet(turn: Turn):
    """Something was done while it is open: so it stays, and who stands there is credited on."""
    with in_line():
        Turn.objects.filter(pk=turn.pk, ended_at=None).update(used_at=clock.now())


@writing()
def lock_up(*, tablet: Tablet):
    """Nobody stands there any more."""
    tablet = lock(tablet)
    if tablet.turn:
        audit.record("tablet.locked", by=Actor(tablet.turn.person), about=tablet)
    end_turns(Turn.objects.filter(tablet=tablet))


def end_turns(turns):
    """Of an action that says whose. One statement more for the tablets, which point at no turn that is over."""
    Tablet.objects.filter(turn__in=turns).update(turn=None)
    turns.filter(ended_at=None).update(ended_at=clock.now())


def _begin(tablet, person, **more) -> Turn:
    now = clock.now()
    end_turns(Turn.objects.filter(tablet=tablet))
    turn = Turn.objects.create(tablet=tablet, person=person, began_at=now, used_at=now, **more)
    Tablet.objects.filter(pk=tablet.pk).update(turn=turn)
    return turn

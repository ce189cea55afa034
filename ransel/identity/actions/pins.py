"""An employee's PIN: chosen with a strong login, and tried at most five times in a row."""

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.identity.models import Pin, PinTry, Tablet
from ransel.identity.pins.trying import MOST_WRONG, why_no_try
from ransel.people.models import Person

SHORTEST, LONGEST = 4, 8  # digits
ROWS = ("01234567890", "09876543210")


@writing()
def choose_pin(*, by: Actor, digits: str) -> Pin:
    """In place of the one before, which is forgotten; and no longer locked. Raises Refused for one easily guessed."""
    if fault := fault_of(digits):
        raise Refused(fault, {"digits": fault})
    said = {"hash": make_password(digits), "set_at": clock.now(), "wrong": 0, "locked_at": None}
    pin, _new = Pin.objects.update_or_create(person=by.person, defaults=said)
    audit.record("pin.chosen", by=by, about=pin)
    return pin


@writing()
def try_pin(*, person: Person, digits: str, tablet: Tablet | None = None) -> bool:
    """Whether these are theirs. Nothing is raised where they are not: the wrong try has to be counted, and stand."""
    if tablet:
        lock(tablet)
    pin = Pin.objects.select_for_update(of=("self",)).filter(person=person).first()
    if pin is None or why_no_try(person, tablet):
        return False
    if check_password(digits, pin.hash):
        Pin.objects.filter(pk=pin.pk).update(wrong=0)
        return True
    PinTry.objects.create(person=person, tablet=tablet, at=clock.now())
    locks = pin.wrong + 1 >= MOST_WRONG
    Pin.objects.filter(pk=pin.pk).update(wrong=pin.wrong + 1, locked_at=clock.now() if locks else None)
    if locks:
        audit.record("pin.locked", by=Actor(person), about=pin)
    return False


def fault_of(digits: str) -> str:
    """Why this is no PIN; empty if it is one."""
    if not digits.isascii() or not digits.isdigit() or not SHORTEST <= len(digits) <= LONGEST:
        return _("Choose four to eight digits.")
    if len(set(digits)) < 3 or any(digits in row for row in ROWS):
        return _("That is too easy to guess. Choose other digits.")
    if len(digits) == SHORTEST and digits[:2] in ("19", "20"):
        return _("A year is too easy to guess. Choose other digits.")
    return ""

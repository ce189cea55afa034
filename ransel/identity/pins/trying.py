"""Why a PIN is not even looked at."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.identity.models import Pin, PinTry, Tablet
from ransel.people.models import Person

MOST_WRONG = 5  # of one person, in a row
ON_ONE_TABLET = 10  # of all persons, in
WITHIN = timedelta(minutes=10)


def tries_left(person: Person) -> int:
    """Before it locks. One statement."""
    return MOST_WRONG - sum(Pin.objects.filter(person=person).values_list("wrong", flat=True))


def why_no_try(person: Person, tablet: Tablet | None = None) -> str:
    """In words for the person; empty where it may be tried. Two statements."""
    pin = Pin.objects.filter(person=person).first()
    if pin is None:
        return _("You have not chosen a PIN yet. Do so on your own phone, under your name.")
    if pin.locked_at:
        return _("Your PIN is locked after five wrong tries. Choose a new one on your own phone, under your name.")
    if tablet and PinTry.objects.filter(tablet=tablet, at__gt=clock.now() - WITHIN).count() >= ON_ONE_TABLET:
        return _("There were too many wrong tries on this tablet. Wait ten minutes.")
    return ""

"""Whom nothing would reach that cannot wait, as a query: for those who must know it before it does not."""

from django.db.models import Exists, OuterRef, Q

from ransel.core import clock
from ransel.notifications import mail
from ransel.notifications.health import silent
from ransel.notifications.models import Channel, ContactPoint, How, PushDevice, Wish


def can_be_reached(person: str) -> Q:
    """For rows whose column `person` names somebody: whether there is an address, or a device that is not silent.

    Where they never want to be told anything there, it does not count.
    """
    everything_off = Wish.objects.filter(person=OuterRef("person"), subject="", child=None, how=How.OFF)
    channels = [Channel.EMAIL, Channel.PHONE] if mail.sends_texts() else [Channel.EMAIL]
    points = ContactPoint.objects.in_use().filter(person=OuterRef(person), channel__in=channels)
    devices = PushDevice.objects.in_use().filter(person=OuterRef(person)).exclude(silent(clock.now()))
    return Q(Exists(points.filter(~Exists(everything_off.filter(channel=OuterRef("channel")))))) | Q(
        Exists(devices.filter(~Exists(everything_off.filter(channel=Channel.PUSH))))
    )

"""Where people can be reached, what they are told and how they want it, and how far each telling has come."""

from ransel.notifications.letters.rows import Letter
from ransel.notifications.models.contact import Channel, ContactCode, ContactPoint
from ransel.notifications.models.notice import Delivery, Notice
from ransel.notifications.models.push import PushDevice, PushService, Trial, VapidKey
from ransel.notifications.models.wish import How, Telling, Wish
from ransel.notifications.registers.rows import RegisterContact

__all__ = [
    "Channel",
    "ContactCode",
    "ContactPoint",
    "Delivery",
    "How",
    "Letter",
    "Notice",
    "PushDevice",
    "PushService",
    "RegisterContact",
    "Telling",
    "Trial",
    "VapidKey",
    "Wish",
]

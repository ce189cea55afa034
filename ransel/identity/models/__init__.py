from ransel.identity.models.login import Account, Session
from ransel.identity.models.pin import Pin, PinTry
from ransel.identity.models.tablet import Tablet, Turn

__all__ = ["Account", "Pin", "PinTry", "Session", "Tablet", "Turn"]

from ransel.identity.models.code import LoginCode
from ransel.identity.models.first_step import FirstStep
from ransel.identity.models.grant import Grant, Passkey
from ransel.identity.models.login import Account, Session
from ransel.identity.models.oidc import ClientKey, SpentToken
from ransel.identity.models.pin import Pin, PinTry
from ransel.identity.models.tablet import Tablet, Turn

__all__ = [
    "Account",
    "ClientKey",
    "FirstStep",
    "Grant",
    "LoginCode",
    "Passkey",
    "Pin",
    "PinTry",
    "Session",
    "SpentToken",
    "Tablet",
    "Turn",
]

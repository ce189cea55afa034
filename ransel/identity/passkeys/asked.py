"""What a device was asked: kept in the session of the browser that asked, for one answer, for five minutes."""

import time
from secrets import token_bytes

from ransel.identity.provider import NotProved

ASKED = "asked of a passkey"  # in the session
LASTS = 300  # seconds
LONG = 32  # bytes

MAKE, OPEN = "make", "open"


def ask(request, what: str, account=None) -> bytes:
    """A challenge; the one before, if any, counts no longer. `account`: for whom alone the answer counts."""
    challenge = token_bytes(LONG)
    said = {"what": what, "challenge": challenge.hex(), "account": str(account), "at": time.time()}
    request.session[ASKED] = said
    return challenge


def spend(request, what: str, account=None) -> bytes:
    """The challenge; spent, whatever comes of it. Raises NotProved for none, one that is old, and another's."""
    said = request.session.pop(ASKED, None)
    if said is None or said["what"] != what or said["account"] != str(account):
        raise NotProved("a passkey that was not asked")
    if not 0 <= time.time() - said["at"] <= LASTS:
        raise NotProved("a passkey that was asked long ago")
    return bytes.fromhex(said["challenge"])

"""The two codes of a pairing and the token it ends in. None of them is kept: only what they are known by."""

import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

from ransel.core.clock import now

COOKIE = "tablet"
CODE, ANSWER = 8, 6  # digits
OPEN_FOR = timedelta(minutes=10)  # from the first code to the second
MOST_WRONG = 5  # second codes; then the office begins anew


def digits(number: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(number))


def token() -> str:
    """256 bits, as the cookie of a tablet carries them."""
    return secrets.token_urlsafe(32)


def known_by(secret: str) -> str:
    """What is kept of a code or a token."""
    return salted_hmac("ransel.identity.tablets", secret, algorithm="sha256").hexdigest()


def open_since():
    """A pairing begun before this is over."""
    return now() - OPEN_FOR

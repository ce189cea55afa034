"""The code of a visit: eight letters and digits that are not mistaken for each other, made of its id."""

import re
from uuid import UUID

from django.utils.crypto import salted_hmac

SALT, LOOKUP = "ransel.departure.visit", "ransel.departure.visit.lookup"
LETTERS, LONG = "ACDEFGHJKMNPQRTUVWXY34679", 8  # 25 to the power of 8: more than can be tried in a day


def code_of(pk: UUID) -> str:
    """As it is read aloud: "KX74 PQ3M". Nobody makes it of the id without the server's key."""
    number = int.from_bytes(salted_hmac(SALT, str(pk), algorithm="sha256").digest())
    letters = []
    for _place in range(LONG):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return f"{''.join(letters[:4])} {''.join(letters[4:])}"


def lookup_of(code: str) -> str:
    """By which a code is found, however it is written."""
    written = re.sub(r"[^A-Z0-9]", "", code.upper())
    return salted_hmac(LOOKUP, written, algorithm="sha256").hexdigest()

"""The code on the paper: twelve signs that are not mistaken for each other, 60 bits of them."""

import re

from django.utils.crypto import salted_hmac

from ransel.identity.models import LoginCode

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
ALIKE = str.maketrans("ILO", "110")
BETWEEN = re.compile(r"[^0-9A-Z]")
LENGTH, TOGETHER = 12, 4
MADE, KNOWN = "ransel.identity.codes.made", "ransel.identity.codes.known"


def text_of(code: LoginCode) -> str:
    """As "7K2M-0QXR-9FDA". Made of its id with the server's key: who reads the database alone can not make it."""
    number = int.from_bytes(salted_hmac(MADE, str(code.pk), algorithm="sha256").digest())
    signs = "".join(SIGNS[(number >> 5 * at) % len(SIGNS)] for at in range(LENGTH))
    return "-".join(signs[at : at + TOGETHER] for at in range(0, LENGTH, TOGETHER))


def known_by(text: str) -> str:
    """What is kept of it. However it is written, with small letters, spaces or an O for the 0, it is the same."""
    return salted_hmac(KNOWN, BETWEEN.sub("", text.upper()).translate(ALIKE), algorithm="sha256").hexdigest()

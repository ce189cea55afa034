"""What the holder of a pass shows beside the picture that leads staff to its page: six digits."""

import re

from django.utils.crypto import constant_time_compare, salted_hmac

from ransel.departure.models import PickupPass

SALT, DIGITS = "ransel.departure.pass", 6


def digits_of(pickup_pass: PickupPass) -> str:
    """Made of its id with the server's key: whoever reads the database alone can not make it."""
    digest = salted_hmac(SALT, str(pickup_pass.pk), algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def is_of(pickup_pass: PickupPass, code: str) -> bool:
    """However the digits are written: "481 902" is "481902"."""
    return constant_time_compare(re.sub(r"\D", "", code), digits_of(pickup_pass))

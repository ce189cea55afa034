"""What the holder of a pass shows: six digits, or a picture that leads staff to its page."""

import re

import segno
from django.utils.crypto import constant_time_compare, salted_hmac
from markupsafe import Markup

from ransel.departure.models import PickupPass

SALT, DIGITS = "ransel.departure.pass", 6


def digits_of(pickup_pass: PickupPass) -> str:
    """Made of its id with the server's key: whoever reads the database alone can not make it."""
    digest = salted_hmac(SALT, str(pickup_pass.pk), algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def is_of(pickup_pass: PickupPass, code: str) -> bool:
    """However the digits are written: "481 902" is "481902"."""
    return constant_time_compare(re.sub(r"\D", "", code), digits_of(pickup_pass))


def picture_of(address: str) -> Markup:
    """A QR code (ISO/IEC 18004) of the address, as SVG without styles: our content policy allows none."""
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(border=4, svgclass="r-pass__qr", lineclass=None, omitsize=True))  # noqa: S704  drawn here

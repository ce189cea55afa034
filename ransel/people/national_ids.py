"""National numbers: read strictly, kept encrypted, found by a keyed hash. Source: folkeregisterforskriften § 2-2-1."""

import hmac
from base64 import b64decode
from functools import cache
from hashlib import sha256
from os import urandom

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from stdnum.exceptions import ValidationError
from stdnum.no import fodselsnummer

NONCE = 12  # bytes, as AES-GCM wants it
SYNTHETIC_MONTH = 80  # Skatteetaten's synthetic persons have it added to the month


class NotANumber(ValueError):
    """Eleven digits that can't be a national number. The text never holds them."""


def compact(number: str) -> str:
    """The eleven digits, if they can be a fødselsnummer or a D-number. Raises NotANumber."""
    digits = number.replace(" ", "").replace("-", "")
    if len(digits) != 11 or not digits.isdigit():
        raise NotANumber("eleven digits are asked for")
    if not _checks(digits):
        raise NotANumber("the check digits do not agree")
    return digits


def is_synthetic(digits: str) -> bool:
    return int(digits[2:4]) > SYNTHETIC_MONTH


def _checks(digits):
    try:
        first = fodselsnummer.calc_check_digit1(digits)
        second = fodselsnummer.calc_check_digit2(digits)
    except ValidationError:
        return False
    return digits[-2:] == first + second


def encrypt(digits: str) -> bytes:
    nonce = urandom(NONCE)
    return nonce + _cipher(settings.NATIONAL_ID_KEY).encrypt(nonce, digits.encode(), b"national-id")


def decrypt(cipher: bytes) -> str:
    cipher = bytes(cipher)
    return _cipher(settings.NATIONAL_ID_KEY).decrypt(cipher[:NONCE], cipher[NONCE:], b"national-id").decode()


def lookup(digits: str) -> str:
    """What the number is found by: the same number gives the same text, and nobody without the key can make it."""
    return hmac.digest(_key("lookup"), digits.encode(), "sha256").hex()


def _key(purpose):
    return _derived(settings.NATIONAL_ID_KEY, purpose)


@cache
def _cipher(secret):
    return AESGCM(_derived(secret, "cipher"))


@cache
def _derived(secret, purpose):
    return hmac.new(b64decode(secret), purpose.encode(), sha256).digest()

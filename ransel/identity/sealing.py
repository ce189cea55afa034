"""Secrets of ours at rest: AES-GCM under a key of each purpose's own, made from the installation's secret key."""

from functools import cache
from hashlib import sha256
from hmac import digest
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes, as AES-GCM wants it


class NotOurs(Exception):
    """It was not sealed here, not for this purpose, or was changed since."""


def seal(secret: bytes, purpose: bytes) -> bytes:
    nonce = urandom(NONCE)
    return nonce + _cipher(settings.SECRET_KEY, purpose).encrypt(nonce, secret, purpose)


def unseal(sealed: bytes, purpose: bytes) -> bytes:
    """Raises NotOurs."""
    try:
        return _cipher(settings.SECRET_KEY, purpose).decrypt(sealed[:NONCE], sealed[NONCE:], purpose)
    except (InvalidTag, ValueError) as wrong:
        raise NotOurs from wrong


@cache
def _cipher(secret, purpose):
    return AESGCM(digest(secret.encode(), purpose, sha256))

"""The key that push services know us by (RFC 8292): made at first need, encrypted at rest, and not changed after.

A browser asks for notices with its public half, and its service takes none that is signed with another. A new one
would silence every device.
"""

from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from hmac import digest
from os import urandom
from time import time
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from ransel.notifications.models import VapidKey

NONCE = 12  # bytes, as AES-GCM wants it
PURPOSE = b"vapid-key"
HOLDS = 12 * 60 * 60  # seconds that a signature says it holds; 24 hours are the most (RFC 8292, 2)
SIGNED_EVERY = 60 * 60


def new_key() -> tuple[bytes, str]:
    """(the private half, sealed; the public half as a browser wants it)."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    nonce = urandom(NONCE)
    return nonce + _cipher().encrypt(nonce, pem, PURPOSE), urlsafe_b64encode(point).rstrip(b"=").decode()


def signature(row: VapidKey, endpoint: str) -> str:
    """The header that says who we are to the service of this endpoint. Signed once an hour for each."""
    parts = urlsplit(endpoint)
    return _signed(bytes(row.cipher), f"{parts.scheme}://{parts.netloc}", int(time()) // SIGNED_EVERY)


@cache
def _opened(cipher: bytes) -> Vapid02:
    return Vapid02.from_pem(_cipher().decrypt(cipher[:NONCE], cipher[NONCE:], PURPOSE))


_known: dict = {}


def _signed(cipher, audience, hour):
    """Two threads that sign at the same time do no harm."""
    if _known.get((cipher, audience), (None, ""))[0] != hour:
        claims = {"aud": audience, "sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}", "exp": int(time()) + HOLDS}
        _known[cipher, audience] = hour, _opened(cipher).sign(claims)["Authorization"]
    return _known[cipher, audience][1]


def _cipher():
    return AESGCM(digest(settings.SECRET_KEY.encode(), PURPOSE, sha256))

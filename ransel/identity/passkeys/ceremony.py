"""W3C Web Authentication: what a device is asked, and what of its answer is believed. It knows no rows.

A device shows that it holds a key, and that whoever holds the device is somebody it knows (user verification). Nothing
of attestation is asked: which device somebody buys is their own affair.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ransel.identity.provider import NotProved

NAME = "Ransel"
MOST = 20_000  # characters of an answer
WAITS = 5 * 60_000  # milliseconds that the device may take
TRANSPORTS = ("ble", "hybrid", "internal", "nfc", "usb")
VERIFIED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class Site:
    """Where the key counts: one installation, one origin, one name."""

    origin: str
    name: str


@dataclass(frozen=True)
class NewKey:
    """What a device has made. `credential` is its name for it, `key` the public half (COSE)."""

    credential: bytes
    key: bytes
    count: int
    aaguid: str
    transports: list[str]
    may_be_copied: bool
    is_copied: bool


@dataclass(frozen=True)
class Opened:
    count: int
    is_copied: bool


def site(request) -> Site:
    """In production what was configured, whatever the browser says it asked for."""
    origin = settings.PUBLIC_URL if settings.IN_PRODUCTION else f"{request.scheme}://{request.get_host()}"
    parts = urlsplit(origin)
    return Site(f"{parts.scheme}://{parts.netloc}", parts.hostname or "")


def to_make(where: Site, challenge: bytes, *, handle: bytes, called: str, known: list[bytes]) -> dict[str, Any]:
    """What the browser is told to make a key. `known`: those that open us already; a device that has one makes none."""
    options = generate_registration_options(
        rp_id=where.name,
        rp_name=NAME,
        user_id=handle,
        user_name=called,
        user_display_name=called,
        challenge=challenge,
        timeout=WAITS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return json.loads(options_to_json(options))


def to_open(where: Site, challenge: bytes) -> dict[str, Any]:
    """What the browser is told to open us with a key. Whose is for the device to say: nobody's is named."""
    options = generate_authentication_options(
        rp_id=where.name, challenge=challenge, timeout=WAITS, user_verification=VERIFIED
    )
    return json.loads(options_to_json(options))


def made(text: str, where: Site, challenge: bytes) -> NewKey:
    """Raises NotProved for anything but a key made here and now, by somebody the device knows."""
    said = _read(text)
    found = _verified(
        verify_registration_response,
        credential=said,
        expected_challenge=challenge,
        expected_rp_id=where.name,
        expected_origin=where.origin,
        require_user_verification=True,
    )
    named = said["response"].get("transports")
    return NewKey(
        found.credential_id,
        found.credential_public_key,
        found.sign_count,
        found.aaguid,
        [one for one in TRANSPORTS if isinstance(named, list) and one in named],
        found.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
        found.credential_backed_up,
    )


def named(text: str) -> tuple[bytes, bytes]:
    """By which key it says that it opens us, and for whom: credential and handle. Raises NotProved."""
    said = _read(text)
    try:
        return base64url_to_bytes(said["id"]), base64url_to_bytes(said["response"]["userHandle"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise NotProved("a passkey that names nobody") from wrong


def opened(text: str, where: Site, challenge: bytes, *, key: bytes, count: int) -> Opened:
    """Raises Copied where the counter went backwards, and NotProved for anything else that is not as asked."""
    found = _verified(
        verify_authentication_response,
        credential=_read(text),
        expected_challenge=challenge,
        expected_rp_id=where.name,
        expected_origin=where.origin,
        credential_public_key=key,
        credential_current_sign_count=0,  # the library's own refusal can't be told from others
        require_user_verification=True,
    )
    if found.new_sign_count <= count and (count or found.new_sign_count):
        raise Copied("counter")
    return Opened(found.new_sign_count, found.credential_backed_up)


class Copied(NotProved):
    """The key has signed elsewhere since: somebody holds a copy of what can't be copied."""


def _read(text) -> dict[str, Any]:
    try:
        said = json.loads(text) if len(text) <= MOST else None
    except ValueError as wrong:
        raise NotProved("no answer of a passkey") from wrong
    if not isinstance(said, dict) or not isinstance(said.get("response"), dict):
        raise NotProved("no answer of a passkey")
    return said


def _verified(verify, **said) -> Any:
    try:
        return verify(**said)
    except Exception as wrong:  # the bytes are a stranger's: whatever the library makes of them, it is no proof
        raise NotProved(f"passkey: {type(wrong).__name__}") from None

"""A device that makes passkeys and opens with them, and lies where it is told to. W3C Web Authentication, level 2."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from os import urandom
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, MAY_BE_COPIED, IS_COPIED, NEW_KEY = 0x01, 0x04, 0x08, 0x10, 0x40
ES256 = -7


@dataclass
class Device:
    """`flags` are what it says of who holds it; `origin` and `name` where it believes that it is."""

    origin: str = "http://testserver"
    name: str = "testserver"
    flags: int = PRESENT | VERIFIED | MAY_BE_COPIED
    count: int = 0
    counts: bool = False
    handle: bytes = b""
    credential: bytes = field(default_factory=lambda: urandom(32))
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def makes(self, asked: dict, **lies) -> str:
        """A key for whoever the page says, and its answer."""
        self.handle = base64url_to_bytes(asked["user"]["id"])
        length = len(self.credential).to_bytes(2, "big")
        made = bytes(16) + length + self.credential + cbor2.dumps(self._public())
        said = {"fmt": "none", "attStmt": {}, "authData": self._data(NEW_KEY) + made}
        answer = {"attestationObject": bytes_to_base64url(cbor2.dumps(said)), "transports": ["internal", "made-up"]}
        return self._told(answer, lies.pop("type", "webauthn.create"), asked["challenge"], **lies)

    def opens(self, asked: dict, **lies) -> str:
        """Its answer to a login. `handle`, `credential`, `type` and `key` may be others than its own."""
        self.count += self.counts
        data = self._data()
        kind, key, handle = lies.pop("type", "webauthn.get"), lies.pop("key", self.key), lies.pop("handle", self.handle)
        signed = key.sign(data + sha256(self._client(kind, asked["challenge"])).digest(), ec.ECDSA(SHA256()))
        answer = {"authenticatorData": bytes_to_base64url(data), "signature": bytes_to_base64url(signed)}
        answer["userHandle"] = bytes_to_base64url(handle) if handle else None
        return self._told(answer, kind, asked["challenge"], **lies)

    def _public(self):
        numbers = self.key.public_key().public_numbers()
        return {1: 2, 3: ES256, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}

    def _data(self, more=0):
        return sha256(self.name.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _told(self, answer, kind, challenge, credential=None):
        named = bytes_to_base64url(credential or self.credential)
        client = bytes_to_base64url(self._client(kind, challenge))
        said = {"id": named, "rawId": named, "type": "public-key", "clientExtensionResults": {}}
        return json.dumps(said | {"response": answer | {"clientDataJSON": client}})

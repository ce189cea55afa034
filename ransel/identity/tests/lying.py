"""A provider on this machine that answers as it should, or lies in one way. For tests: it vouches for anybody."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT = "ransel-in-a-test"
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


class Provider:
    """`claims` and `header` are changed by who wants a lie told; so are `pushes`, `documents` and `signs_with`."""

    def __init__(self, port):
        self.issuer = f"http://localhost:{port}"
        self.key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "first"})
        self.signs_with, self.header = self.key, {"kid": "first"}
        self.by_hand = ""  # an algorithm that no library signs with
        self.claims: dict[str, Any] = {}  # said instead of the true ones; None: left out
        self.metadata: dict[str, Any] = {}
        self.about: dict[str, Any] = {}
        self.silent: set[str] = set()  # paths that answer 503
        self.asked: list[dict[str, str]] = []  # what was pushed, and posted for tokens
        self.pushed: dict[str, dict] = {}
        self.codes: dict[str, dict] = {}
        self.person, self.sid, self.proved_at = "", "", None
        self.active: Any = True  # what it says of every token

    def document(self):
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "pushed_authorization_request_endpoint": f"{self.issuer}/par",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout",
            "introspection_endpoint": f"{self.issuer}/tokeninfo",
            "revocation_endpoint": f"{self.issuer}/revoke",
            "authorization_response_iss_parameter_supported": True,
        }
        return {key: value for key, value in (said | self.metadata).items() if value is not None}

    def logs_in(self, address, number):
        """Somebody proves who they are at the address the browser was sent to: the query it comes back with."""
        asked = dict(parse_qsl(urlsplit(address).query))
        if "request_uri" in asked:
            asked = self.pushed.pop(asked["request_uri"])
        code, self.sid = str(uuid4()), self.sid or str(uuid4())
        self.codes[code] = {**asked, "number": number}
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def token(self, fields):
        """None for what is not owed."""
        asked = self.codes.pop(fields.get("code", ""), None)
        digest = _encoded(sha256(fields.get("code_verifier", "").encode()).digest())
        if asked is None or digest != asked["code_challenge"] or fields["redirect_uri"] != asked["redirect_uri"]:
            return None
        return {"access_token": "at", "token_type": "Bearer", "id_token": self.id_token(asked)}

    def id_token(self, asked):
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "pairwise",
            "pid": asked["number"],
            "acr": asked["acr_values"],
            "amr": ["BankID"],
            "auth_time": self.proved_at or now,
            "iat": now,
            "exp": now + 120,
            "nonce": asked["nonce"],
            "sid": self.sid,
        }
        return self.sign(said | self.claims)

    def logout_token(self, **claims):
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 120, "jti": str(uuid4()), "sid": self.sid}
        return self.sign({**said, "events": {LOGOUT: {}}, **claims}, typ="logout+jwt")

    def sign(self, claims, **header):
        said = {key: value for key, value in claims.items() if value is not None}
        if self.by_hand:
            return self._signed_by_hand({"alg": self.by_hand, "typ": "JWT", **self.header}, said)
        return jwt.encode({"alg": "RS256", **header, **self.header}, said, self.signs_with, algorithms=["RS256"])

    def _signed_by_hand(self, header, claims):
        """Not at all; or with the public key as a secret that both know, an old trick."""
        text = ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))
        if self.by_hand == "none":
            return f"{text}."
        return f"{text}.{_encoded(hmac.digest(self.key.as_pem(private=False), text.encode(), 'sha256'))}"

    def keys(self):
        return KeySet([self.key]).as_dict(private=False)


def _encoded(text):
    return urlsafe_b64encode(text).rstrip(b"=").decode()


class Handler(BaseHTTPRequestHandler):
    provider: Any = None

    def do_GET(self):
        path = urlsplit(self.path).path
        said = {"/.well-known/openid-configuration": self.provider.document, "/jwks": self.provider.keys}
        said["/userinfo"] = lambda: self.provider.about
        self._answer(200, said[path]()) if path in said and path not in self.provider.silent else self._answer(503, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {key: values[0] for key, values in parse_qs(body).items()}
        self.provider.asked.append(fields | {"authorization": self.headers.get("Authorization", "")})
        if self.path in self.provider.silent:
            return self._answer(503, {})
        if self.path == "/par":
            name = f"urn:pushed:{uuid4()}"
            self.provider.pushed[name] = fields
            return self._answer(201, {"request_uri": name, "expires_in": 120})
        if self.path in ("/tokeninfo", "/revoke"):
            return self._answer(200, {"active": self.provider.active} if self.path == "/tokeninfo" else {})
        token = self.provider.token(fields)
        return self._answer(200, token) if token else self._answer(400, {"error": "invalid_grant"})

    def _answer(self, status, said):
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said):
        pass


@contextmanager
def provider_here():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(server.server_port)
    server.RequestHandlerClass = type("Handler", (Handler,), {"provider": provider})
    thread = Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""A push service on this machine, and browsers that ask it for notices and can read them."""

import json
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import urandom
from threading import Thread
from types import SimpleNamespace
from uuid import uuid4

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ransel.core import clock
from ransel.notifications.actions import sending
from ransel.notifications.endpoints import host_of, name_of
from ransel.notifications.models import PushDevice


@contextmanager
def push_service(answers=201):
    """`answers` is a status, or is asked for one with the path: what it took is in `taken`, all it heard in `heard`.
    `retry_after`: what it says under that name.
    """
    service = SimpleNamespace(answers=answers, retry_after="", taken=[], heard=[])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = service.answers(self.path) if callable(service.answers) else service.answers
            said = SimpleNamespace(path=self.path, headers=self.headers, body=body)
            service.heard.append(said)
            if status == 201:
                service.taken.append(said)
            self.send_response(status)
            if status == 307:
                self.send_header("Location", f"{service.address}/elsewhere")
            if service.retry_after:
                self.send_header("Retry-After", service.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads, request_queue_size = True, 128

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


class Browser:
    """It has asked a service for an address, and has two keys of its own."""

    def __init__(self, address):
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), urandom(16)
        self.path = f"/{uuid4()}"
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.subscription = {
            "endpoint": f"{address}{self.path}",
            "p256dh": urlsafe_b64encode(point).decode().rstrip("="),
            "auth": urlsafe_b64encode(self.secret).decode().rstrip("="),
        }

    def taken_from(self, service):
        """What it reads in what the service brought it."""
        found = [one for one in service.taken if one.path == self.path]
        return [json.loads(http_ece.decrypt(one.body, private_key=self.key, auth_secret=self.secret)) for one in found]


def device_of(person, address, **said):
    """A browser, and the row that says it is this person's."""
    browser = Browser(address)
    endpoint = browser.subscription["endpoint"]
    named = {"name": name_of(endpoint), "host": host_of(endpoint), "device": "Chrome, Android", "login": uuid4()}
    made = {"person": person, "made_at": clock.now()}
    browser.row = PushDevice.objects.create(**browser.subscription, **named, **made, **said)
    return browser


def all_sent():
    """Rounds until there is nothing to do, and nobody is waited for."""
    for _round in range(200):
        if not sending.send_due():
            return
    raise AssertionError("there is always something to send")

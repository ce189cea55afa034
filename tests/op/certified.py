"""The certified provider, on this machine, and a browser that logs in at it."""

import json
import os
import subprocess
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from urllib.parse import parse_qs, parse_qsl, urljoin, urlsplit

import requests
from joserfc.jwk import RSAKey

HERE = Path(__file__).parent
MOST = 12  # steps from page to page


@contextmanager
def certified(client_id, our_keys, back, after):
    """`ended`: the words of logout that it has sent. `our_keys`: what we publish. It lasts as long as the block."""
    signing = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "certified"})
    with heard() as (address, ended):
        said = {"OP_CLIENT": client_id, "OP_RETURN": back, "OP_AFTER": after, "OP_ENDED": address}
        said |= {"OP_KEYS": json.dumps(our_keys), "OP_SIGNING_KEY": json.dumps(signing.as_dict(private=True))}
        environment = {**os.environ, **said, "NODE_NO_WARNINGS": "1"}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(["node", "server.js"], cwd=HERE, env=environment, text=True, **pipes) as process:
            try:
                issuer = next(line.strip() for line in process.stdout if line.startswith("http://localhost"))
                yield SimpleNamespace(issuer=issuer, ended=ended)
            finally:
                process.kill()


@contextmanager
def heard():
    """(address, what was posted there)"""
    words: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            words.append(parse_qs(body)["logout_token"][0])
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/ended", words
    finally:
        server.shutdown()
        server.server_close()


class Browser:
    """One person's, with the provider's cookies. `was_asked`: whether the last login wanted them to prove anything."""

    def __init__(self, provider):
        self.provider, self.web, self.was_asked = provider, requests.Session(), False

    def logs_in(self, address, who):
        """From the address we send them to, to the query that they come back with."""
        self.was_asked = False
        for _step in range(MOST):
            answer = self.web.get(address, allow_redirects=False, timeout=10)
            if answer.status_code == 200:
                assert "/interaction/" in address, answer.text
                self.was_asked = True
                address = f"{address}?who={who}"
                continue
            address = urljoin(address, answer.headers["Location"])
            if not address.startswith(self.provider.issuer):
                return dict(parse_qsl(urlsplit(address).query))
        raise AssertionError(f"still on the way: {address}")

    def logs_out(self, address):
        """Where they end up. The page in between sends its form by itself."""
        answer = self.web.get(address, timeout=10)
        fields = dict(parse_qsl(urlsplit(address).query))
        page = answer.text
        secret = page.split('name="xsrf" value="')[1].split('"')[0]
        to = page.split('action="')[1].split('"')[0]
        answer = self.web.post(to, {"xsrf": secret, "logout": "yes"}, allow_redirects=False, timeout=10)
        assert fields["state"] in answer.headers["Location"]
        return answer.headers["Location"]

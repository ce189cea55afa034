"""A page that does all that ours must not, on a port of its own: whoever searches well finds a canary in each place."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PLACES = {  # where a searcher must meet one, and which it is
    "localStorage": 90001,
    "sessionStorage": 90002,
    "history.state": 90003,
    "document.cookie": 90004,
    "IndexedDB": 90005,
    "Cache Storage": 90006,
    "cookies": 90007,
    "disk: History": 90008,
    "disk: Cache": 90009,
    "disk: Local Storage": 90001,
    "disk: Session Storage": 90002,
    "disk: IndexedDB": 90005,
    "disk: Service Worker": 90006,
    "disk: Sessions": 90010,
    "disk: Web Data": 90012,
    "back": 90011,
    "offline": 90009,
}


def canary(number):
    return f"zq{number:05}qz"


PAGE = f"""<!doctype html><html lang="en"><title>{canary(90008)}</title><body><main id="said"></main>
<textarea id="text"></textarea>
<form method="post" action="/sent"><label>Name <input name="name"></label><button>Send</button></form>
<script src="/kept.js"></script></body></html>"""
KEPT = f"""document.getElementById("said").textContent = "{canary(90009)} {canary(90011)}";
localStorage.setItem("one", "{canary(90001)}");
sessionStorage.setItem("one", "{canary(90002)}");
history.replaceState("{canary(90003)}", "");
document.cookie = "one={canary(90004)}; max-age=9999";
const request = indexedDB.open("leaky", 1);
request.onupgradeneeded = () => request.result.createObjectStore("all");
request.onsuccess = () => {{
  request.result.transaction("all", "readwrite").objectStore("all").put("{canary(90005)}", "one");
  caches.open("leaky").then((cache) => cache.put("/kept", new Response("{canary(90006)}")))
    .then(() => {{ document.body.dataset.done = "yes"; }});
}};
"""


class Leaky(BaseHTTPRequestHandler):
    def do_GET(self):
        body = (KEPT if self.path == "/kept.js" else PAGE).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if self.path == "/kept.js" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=9999")
        self.send_header("Set-Cookie", f"hidden={canary(90007)}; HttpOnly; Max-Age=9999; Path=/")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_said):
        """It says nothing."""


@contextmanager
def leaky():
    """Its address, while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Leaky)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()

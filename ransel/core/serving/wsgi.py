"""One HTTP request, from what ASGI says of it to what Django's WSGI handler answers. See PEP 3333."""

from typing import Any
from urllib.parse import unquote


def answer_of(handler, scope, body):
    """Django's own handler, and all it has to say: (status, headers, body in chunks)."""
    said: dict[str, Any] = {}

    def start_response(status, headers, exc_info=None):
        said["status"] = int(status[:3])
        said["headers"] = [(_raw(name.lower()), _raw(value.strip())) for name, value in headers]

    with body:
        answer = handler(environ_of(scope, body), start_response)
        try:
            chunks = [chunk for chunk in answer if chunk]
        finally:
            answer.close()
    return said["status"], said["headers"], chunks


def environ_of(scope, body):
    """PEP 3333's environment of this request."""
    host, port = scope.get("server") or ("127.0.0.1", 80)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(scope["path"], "latin-1") if "%" in scope["path"] else _latin(scope["path"]),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": _Silent(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper().replace("-", "_")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = f"HTTP_{name}"
        text = value.decode("latin-1")
        environ[name] = f"{environ[name]},{text}" if name in environ else text
    body.seek(0, 2)
    environ["CONTENT_LENGTH"] = str(body.tell())
    body.seek(0)
    return environ


def _raw(text):
    return text.encode("latin-1")


def _latin(path):
    """WSGI wants the bytes of the path as Latin-1 text."""
    return path.encode().decode("latin-1")


class _Silent:
    """What Django logs goes to its log; nothing goes here."""

    def write(self, text):
        return len(text)

    def flush(self):
        return None

"""All three in one: the empty answer, the floor, and the product. `-m proofs.floor.server PORT [lookers]`

"lookers": with processes that answer those who look, as the product is served. Without, all three share one.
"""

import sys

import uvicorn

HTML = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]


def application():
    from ransel.config.asgi import application as product
    from ransel.core.serving.lookers import Lookers, as_many_as_fit

    fix_what_is_random()
    if "lookers" in sys.argv:
        product.bridge.lookers = Lookers(as_many_as_fit())
    from django.conf import settings

    from proofs.floor import pages, rows

    database = rows.Database(settings.DATABASES["default"])

    async def serve(scope, receive, send):
        path = scope["path"] if scope["type"] == "http" else ""
        if path == "/empty":
            await answer(send, b"ok")
        elif path.startswith("/floor/home/"):
            await answer(send, pages.home(database, session_of(scope)))
        elif path.startswith("/floor/work/groups/"):
            await answer(send, pages.board(database, session_of(scope), path.split("/")[4]))
        else:
            await product(scope, receive, send)

    return serve


async def answer(send, body):
    headers = [*HTML, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def session_of(scope):
    cookies = dict(scope["headers"])[b"cookie"].decode()
    return dict(part.strip().split("=", 1) for part in cookies.split(";"))["session"]


def fix_what_is_random():
    """Token, submission and running clock differ each time by nature; here they are the same for both."""
    from uuid import UUID

    from django.middleware import csrf
    from django.template import engines

    from proofs.floor.pages import CSRF
    from ransel.core import clock

    same = UUID(int=0)
    environment = engines["jinja2"].env
    environment.globals["uuid"] = lambda: same
    for template in ("ui.html", "dayboard/tiles.html"):
        environment.get_template(template).globals["uuid"] = lambda: same
    clock.milliseconds = lambda: 0
    csrf._mask_cipher_secret = lambda _secret: CSRF


if __name__ == "__main__":
    uvicorn.run(application(), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)

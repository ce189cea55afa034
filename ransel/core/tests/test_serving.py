"""The server itself, asked as a server asks it: requests, bodies, streams. No port is opened."""

import asyncio
from threading import Event

import pytest

from ransel.core import live
from ransel.core.serving import bridge, streams, wsgi
from ransel.core.serving.application import Application


def scope(path, method="GET", headers=(), query=b""):
    said = [(b"host", b"localhost"), *headers]
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": said,
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
    }


def ask(said, *parts, application=None):
    """(status, headers, body) of one request with this body, in parts."""
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})
    sent = []

    async def receive():
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    asyncio.run((application or Application())(said, receive, send))
    start = sent[0]
    return start["status"], dict(start["headers"]), b"".join(one.get("body", b"") for one in sent[1:])


@pytest.mark.django_db(transaction=False)
def test_a_page_comes_through_the_bridge():
    status, headers, body = ask(scope("/gallery/"))
    assert status == 200 and headers[b"cache-control"] == b"no-store" and b"</html>" in body


def test_a_body_that_says_it_is_too_big_is_not_read():
    status, _headers, body = ask(scope("/home/absence/", "POST", [(b"content-length", b"99999999")]), b"x")
    assert status == 413 and b"</html>" in body


def test_a_body_that_turns_out_too_big_is_not_read_to_its_end():
    part = b"x" * 1_000_000
    assert ask(scope("/home/absence/", "POST"), part, part, part, part)[0] == 413


def test_a_roster_may_be_bigger():
    said = scope(f"{bridge.FILES_AT}in/", "POST", [(b"content-length", b"50000000")])

    async def nothing():
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(bridge.read_body(said, nothing)).close()


def test_a_path_in_other_letters_reaches_django_as_it_was():
    with asyncio.run(_empty()) as body:
        assert wsgi.environ_of(scope("/barn/åse"), body)["PATH_INFO"].encode("latin-1").decode() == "/barn/åse"


async def _empty():
    async def nothing():
        return {"type": "http.request", "body": b"", "more_body": False}

    return await bridge.read_body(scope("/"), nothing)


def listen(topics, *happenings, at_once=False):
    """What a stream sends while these things happen, one after the other."""
    sent = []

    async def run():
        gone = asyncio.Event()

        async def receive():
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            sent.append(message.get("body", b""))

        stream = asyncio.ensure_future(streams.keep_open(topics, receive, send, at_once=at_once))
        await asyncio.sleep(0.02)
        for happens in happenings:
            happens()
            await asyncio.sleep(0.08)
        ended = stream.done()
        gone.set()
        await asyncio.wait_for(stream, 2)
        return ended

    return asyncio.run(run()), b"".join(sent)


def test_a_stream_says_changed_for_its_own_topics_and_nothing_else():
    ended, sent = listen(["group:1"], lambda: live.deliver(["group:2"]))
    assert not ended and b"changed" not in sent
    ended, sent = listen(["group:1"], lambda: live.deliver(["group:1"]))
    assert not ended and sent.count(streams.CHANGED) == 1


def test_what_happens_at_once_is_said_once():
    def often():
        for _time in range(50):
            live.deliver(["group:1"])

    assert listen(["group:1"], often)[1].count(streams.CHANGED) == 1


def test_what_happened_before_the_stream_was_open_is_said_at_once():
    assert listen(["group:1"], at_once=True)[1].count(streams.CHANGED) == 1


@pytest.mark.parametrize("topic", ["person:1", "session:1"])
def test_a_stream_ends_when_rights_may_have_changed(topic):
    ended, sent = listen(["group:1", topic], lambda: live.deliver([topic]))
    assert ended and sent.count(streams.CHANGED) == 1, "the page asks anew, through its door"


def test_a_stream_that_is_closed_leaves_nothing_behind():
    listen(["group:1", "person:1"], lambda: live.deliver(["group:1"]))
    assert "group:1" not in live._listeners and "person:1" not in live._listeners


def test_the_names_of_topics_never_leave(monkeypatch):
    async def answer(self, said, receive):
        return 200, [(b"ransel-live", b"group:1"), (b"ransel-live-now", b"changed")], []

    monkeypatch.setattr(bridge.Bridge, "answer", answer)
    _status, headers, body = ask(scope("/work/", "HEAD"))
    assert b"group:1" not in str(headers).encode() + body


def while_some_wait(these, *others, waits):
    """(statuses of the others, how many of these still waited then). The handler `waits` with those it is asked of."""
    go_on = Event()

    class Nothing(list):
        def close(self):
            pass

    def handler(environ, start_response):
        if waits(environ):
            go_on.wait(10)
        start_response("200 OK", [])
        return Nothing()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def main():
        ours = bridge.Bridge()
        ours.handler = handler
        all_these = [asyncio.ensure_future(ours.answer(one, receive)) for one in these]
        statuses = [(await asyncio.wait_for(ours.answer(one, receive), 5))[0] for one in others]
        waiting = [one for one in all_these if not one.done()]
        go_on.set()
        await asyncio.gather(*all_these)
        ours.close()
        return statuses, len(waiting)

    return asyncio.run(main())


def test_while_all_wait_for_who_vouches_for_somebody_the_others_go_on():
    """ID-porten that does not answer must not stop those who are in."""
    logins = [scope("/login/idporten/") for _number in range(20)]
    others = [scope("/home/"), scope("/home/", "POST")]
    found = while_some_wait(logins, *others, waits=lambda environ: environ["PATH_INFO"].startswith("/login/"))
    assert found == ([200, 200], 20)


def test_what_is_told_is_answered_while_all_who_look_wait():
    """A tap must not queue behind the boards that the taps before it have woken."""
    looks = [scope("/") for _number in range(8)]
    found = while_some_wait(looks, scope("/", "POST"), waits=lambda environ: environ["REQUEST_METHOD"] == "GET")
    assert found == ([200], 8)

"""Those who look are answered by processes of their own: as they would be here, and also when one of them dies."""

import asyncio
import os
import signal
from types import SimpleNamespace

import pytest

from ransel.core import live
from ransel.core.serving import lookers
from ransel.core.serving.bridge import Bridge
from ransel.core.serving.lookers import Looker, Lookers
from ransel.core.tests.test_serving import scope

PAGE = "/privacy/"  # a page that asks no database


async def nothing_more():
    return {"type": "http.request", "body": b"", "more_body": False}


def with_lookers(number, do):
    """What `do` finds with a bridge whose lookers all stand."""

    async def run():
        bridge = Bridge()
        bridge.lookers = Lookers(number)
        bridge.lookers.start()
        try:
            await all_stand(bridge.lookers)
            return await do(bridge)
        finally:
            await bridge.lookers.stop()
            bridge.close()

    return asyncio.run(run())


async def all_stand(ours):
    async with asyncio.timeout(60):
        while not all(one.stands for one in ours.all):
            await asyncio.sleep(0.02)


def test_a_page_is_the_same_from_a_looker_as_from_a_thread():
    async def do(bridge):
        thread = Bridge()
        both = [await one.answer(scope(PAGE), nothing_more) for one in (bridge, thread)]
        thread.close()
        return both

    (status, headers, chunks), (other_status, other_headers, other_chunks) = with_lookers(1, do)
    assert status == other_status == 200
    assert [name for name, _value in headers] == [name for name, _value in other_headers]
    assert b"</html>" in b"".join(chunks) and b"".join(chunks) == b"".join(other_chunks)


def test_what_one_that_dies_was_asked_is_asked_elsewhere_and_it_is_started_again(monkeypatch):
    monkeypatch.setattr(lookers, "AGAIN_AFTER", 0.01)

    async def do(bridge):
        looker = bridge.lookers.all[0]
        first = looker.process.pid
        os.kill(first, signal.SIGKILL)
        status, _headers, _chunks = await bridge.answer(scope(PAGE), nothing_more)
        looker.stands = False
        await all_stand(bridge.lookers)
        return status, looker.process.pid != first, await bridge.lookers.answer(scope(PAGE))

    status, started_again, answer = with_lookers(1, do)
    assert status == 200 and started_again and answer[0] == 200


def test_a_looker_ends_with_the_server():
    async def do(bridge):
        return bridge.lookers.all[0].process

    assert with_lookers(1, do).returncode == 0


def test_what_is_told_goes_to_no_looker():
    async def do():
        bridge, asked = Bridge(), []
        bridge.handler = lambda environ, start_response: start_response("204 No Content", []) or Empty()
        bridge.lookers = SimpleNamespace(answer=asked.append)
        await bridge.answer(scope(PAGE, "POST"), nothing_more)
        bridge.close()
        return asked

    assert asyncio.run(do()) == []


class Empty(list):
    def close(self):
        pass


class Pretended(Looker):
    """One without a process, that answers when it is let."""

    def __init__(self, number, *, takes=0.0, raised=()):
        super().__init__()
        self.stands, self.number, self.takes, self.raised = True, number, takes, raised
        self.process = SimpleNamespace(stdin=SimpleNamespace(write=lambda _text: None, drain=self.drain))

    async def drain(self):
        pass

    async def _read(self):
        await asyncio.sleep(self.takes)
        return 200, [], str(self.number).encode(), self.raised


def pretending(*all_of_them):
    ours = Lookers(0)
    ours.all = list(all_of_them)
    return ours


async def who(ours, path):
    return int((await ours.answer({"path": path}))[2][0])


def test_the_same_page_is_asked_of_the_same_looker():
    async def do():
        ours = pretending(*map(Pretended, range(4)))
        return [{await who(ours, f"/work/groups/{group}/") for _time in range(5)} for group in range(20)]

    found = asyncio.run(do())
    assert all(len(those) == 1 for those in found) and len(set().union(*found)) > 1


@pytest.mark.parametrize("slow", [0, 1])
def test_one_that_is_busy_with_something_slow_is_passed_by(slow):
    async def do():
        ours = pretending(*(Pretended(number, takes=0.4 * (number == slow)) for number in range(2)))
        waiting = asyncio.ensure_future(ours.all[slow].ask({"path": "/slow/"}))
        await asyncio.sleep(lookers.PATIENCE * 2)
        found = {await who(ours, f"/work/groups/{group}/") for group in range(10)}
        await waiting
        return found

    assert asyncio.run(do()) == {1 - slow}


def test_where_all_are_slow_a_thread_answers():
    async def do():
        ours = pretending(Pretended(0, takes=0.3))
        waiting = asyncio.ensure_future(ours.answer({"path": "/slow/"}))
        await asyncio.sleep(lookers.PATIENCE * 2)
        found = await ours.answer({"path": PAGE})
        await waiting
        return found

    assert asyncio.run(do()) is None


def test_what_is_raised_by_who_looks_wakes_the_streams_here():
    woken = []

    async def do():
        with live.subscribe("group:1", lambda: woken.append("group:1")):
            await pretending(Pretended(0, raised=("group:1",))).answer({"path": PAGE})

    asyncio.run(do())
    assert woken == ["group:1"]


def test_who_leaves_meanwhile_leaves_no_half_answer_behind():
    async def do():
        ours = pretending(Pretended(0, takes=0.05))
        leaving = asyncio.ensure_future(ours.answer({"path": PAGE}))
        await asyncio.sleep(0.01)
        leaving.cancel()
        await asyncio.wait({leaving})
        return await who(ours, PAGE), ours.all[0].turn.locked()

    assert asyncio.run(do()) == (0, False)

"""Asking another system in JSON, with time limits, following nothing, and reading no more than was to be expected."""

import json
from typing import Any

import requests

WAIT = (3.05, 15)  # seconds: to reach it, and for its answer
MOST = 5_000_000  # bytes of an answer: a thousand people take about one


class NotAnswered(Exception):
    """It does not answer, says no, or says what can't be read. The text names the place asked, and nobody."""


def ask(verb: str, where: str, *, place: str, unknown: Any = None, **told) -> Any:
    """What it says, as JSON says it. Raises NotAnswered for all but 2xx; a 404 is `unknown`, where that is given."""
    try:
        with requests.request(
            verb, where, timeout=WAIT, allow_redirects=False, stream=True, headers=told.pop("headers", {}), **told
        ) as answer:
            body = answer.raw.read(MOST + 1, decode_content=True)
            status = answer.status_code
    except (requests.RequestException, OSError) as failed:
        raise NotAnswered(f"{place}: {type(failed).__name__}") from None
    except Exception as failed:  # urllib3's own, when an answer breaks off while it is read
        raise NotAnswered(f"{place}: {type(failed).__name__}") from None
    if status == 404 and unknown is not None:
        return unknown
    if not 200 <= status < 300:
        raise NotAnswered(f"{place}: answered {status}")
    try:
        if len(body) > MOST:
            raise ValueError
        return json.loads(body)
    except ValueError:
        raise NotAnswered(f"{place}: it can't be read") from None

"""How a text message leaves: posted to whoever sends texts for the installation, or laid in a folder."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests
from django.conf import settings

WAIT = (3.05, 10)  # seconds: to reach them, and for their answer
E164 = re.compile(r"\+[1-9]\d{6,14}")  # ITU-T E.164: + and the country's number first, fifteen digits at most
AGAIN = (408, 425, 429)  # of those that say no, the ones that mean: not yet


class NotTaken(OSError):
    """It was not taken, and may be tried again. As with e-mail, an OSError. Its text holds no number."""


class NeverTaken(Exception):
    """It was refused, and would be the next time too. Its text holds no number."""


def by_http(address: str, text: str):
    """Taken by RANSEL_SMS_URL when this returns. Raises NotTaken, NeverTaken.

    A POST of JSON {to, text, from?} with a bearer token. 2xx is taken; 408, 425, 429, 5xx, a redirect and silence are
    not; every other 4xx is never. Of the answer nothing but its status is read.
    """
    if not E164.fullmatch(address):
        raise NeverTaken("not a number in E.164")
    said = {"to": address, "text": text} | ({"from": settings.SMS_FROM} if settings.SMS_FROM else {})
    headers = {"Authorization": f"Bearer {settings.SMS_TOKEN}"}
    told: dict[str, Any] = {"json": said, "headers": headers, "allow_redirects": False, "stream": True}
    try:
        with requests.post(settings.SMS_URL, timeout=WAIT, **told) as answer:
            status = answer.status_code
    except requests.RequestException as failed:
        raise NotTaken(type(failed).__name__) from None
    if 400 <= status < 500 and status not in AGAIN:
        raise NeverTaken(f"refused with {status}")
    if not 200 <= status < 300:
        raise NotTaken(f"answered {status}")


def to_file(address: str, text: str):
    """For the demo and the tests: what would be sent lies in a folder."""
    folder = Path(settings.EMAIL_FILE_PATH)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{uuid4()}.sms").write_text(f"{address}\n{text}\n")

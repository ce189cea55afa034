"""One push: what is in it, which is nothing of anyone, and how its service answers."""

import json
import logging
from datetime import timedelta
from enum import Enum
from typing import NamedTuple
from uuid import UUID

import pywebpush
import requests
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ransel.notifications import keys
from ransel.notifications.models import PushDevice, VapidKey
from ransel.notifications.rest import asked_wait

TIMEOUT = (5, 5)  # seconds to connect, and for an answer
HOLDS = 24 * 60 * 60  # seconds for which a service keeps what it cannot bring; what cannot wait is old by then too
TOPIC = "ransel"  # the same of all: a newer one takes the place of one that waits (RFC 8030, 5.4)

log = logging.getLogger(__name__)


class Answer(Enum):
    TAKEN = "taken"
    GONE = "gone"  # nobody takes pushes there any more
    WRONG = "wrong"  # it will never take this one: our fault
    LATER = "later"
    LEFT_ALONE = "left alone"  # it was not asked: it has failed too often


class Heard(NamedTuple):
    """An answer. `waits`: how long it asks to be left alone; `rests`: by all that goes there."""

    answer: Answer
    waits: timedelta | None = None
    rests: bool = False


class Session(requests.Session):
    """A service that sends us elsewhere is not followed: only known hosts are asked."""

    def post(self, url, data=None, json=None, **more):
        return super().post(url, data, json, **more | {"allow_redirects": False})


def session(connections: int) -> Session:
    """One for each service, for as many threads."""
    found = Session()
    for scheme in ("https://", "http://"):
        found.mount(scheme, requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=connections))
    return found


def payload(token: UUID, language: str, *, urgent=False, trial=False) -> str:
    """Fixed words. The token says which one came, and to us alone."""
    with translation.override(language):
        title, body = words(urgent=urgent)
        if trial:
            title, body = _("Notices from Ransel arrive here"), _("This is the test you asked for.")
        return json.dumps({"title": title, "body": body, "lang": translation.get_language(), "token": str(token)})


def words(*, urgent: bool) -> tuple[str, str]:
    if urgent:
        return _("Answer us about your child"), _("The staff wait for an answer. Open Ransel and answer.")
    return _("Something new in Ransel"), _("Open Ransel to see it.")


def send(device: PushDevice, text: str, key: VapidKey, web: Session, *, urgent=False) -> Heard:
    """Raises nothing: what is not taken is tried again, or is our own fault and is written in the log."""
    headers = {
        "Authorization": keys.signature(key, device.endpoint),
        "Content-Type": "application/octet-stream",
        "Urgency": "high" if urgent else "normal",
        "Topic": TOPIC,
    }
    info = {"endpoint": device.endpoint, "keys": {"p256dh": device.p256dh, "auth": device.auth}}
    try:
        pywebpush.webpush(info, text, ttl=HOLDS, timeout=TIMEOUT, headers=headers, requests_session=web)
    except requests.RequestException:
        return Heard(Answer.LATER)
    except pywebpush.WebPushException as refused:
        return _answered(refused, device.host)
    except ValueError:  # keys that no browser made
        return Heard(Answer.GONE)
    return Heard(Answer.TAKEN)


def _answered(refused: pywebpush.WebPushException, host: str) -> Heard:
    """Too many are too many for one device (RFC 8030, 8.4); a service that is not available is so for all."""
    status = refused.status_code
    if status in (404, 410):
        return Heard(Answer.GONE)
    if status is not None and status != 429 and 300 <= status < 500:
        log.warning("%s answered %s to a push, and will not take it.", host, status)
        return Heard(Answer.WRONG)
    waits = asked_wait(refused.retry_after, timezone.now())
    return Heard(Answer.LATER, waits, rests=bool(waits) and status == 503)

"""Where pushes may be sent: to the services of the browsers, and nowhere else that somebody might name (CWE-918)."""

import re
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

PLAIN = re.compile(r"[\x21-\x7e]+")


def host_of(endpoint: str) -> str | None:
    """The service's host, with its port where it has one; None where nothing may be sent there."""
    if not PLAIN.fullmatch(endpoint) or "\\" in endpoint:
        return None  # addresses that one reads one way and another reads otherwise
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return None
    if parts.username is not None or parts.password is not None or parts.fragment or not parts.hostname:
        return None
    if _is_known(parts, port) or (settings.PUSH_TO_THIS_MACHINE and _is_here(parts)):
        return parts.netloc.lower()
    return None


def name_of(endpoint: str) -> str:
    return sha256(endpoint.encode()).hexdigest()


def _is_known(parts: SplitResult, port) -> bool:
    if parts.scheme != "https" or port not in (None, 443):
        return False
    host = parts.hostname or ""
    return any(host == one or (one.startswith("*.") and host.endswith(one[1:])) for one in settings.PUSH_HOSTS)


def _is_here(parts: SplitResult) -> bool:
    if parts.scheme not in ("http", "https"):
        return False
    try:
        return parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False

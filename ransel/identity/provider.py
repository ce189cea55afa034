"""The seam for those who vouch for who somebody is: ID-porten, Feide, and in the demo a list to choose from.

A provider is one object with two verbs. What it learns comes back as an `Identity`; nothing else of it is kept.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


@dataclass(frozen=True, repr=False)
class Identity:
    """What a provider vouches for: the national number, and the level of assurance in ID-porten's own words."""

    national_number: str
    acr: str
    provider_session: str


class Provider(Protocol):
    name: str  # in addresses
    label: str  # on the button

    def start(self, request: HttpRequest, *, onward: str, step_up: bool) -> HttpResponse:
        """Send the browser away to prove who it is; it comes back to `finish`, and then goes on to `onward`."""

    def finish(self, request: HttpRequest) -> Identity:
        """Read the answer. Raises `NotProved` for anything that is not exactly as asked for."""


class NotProved(Exception):
    """The provider's answer proves nothing. No session comes of it."""


def providers() -> list[Provider]:
    """Those this installation uses, in the order in which they are offered."""
    return [import_string(path)() for path in settings.LOGIN_PROVIDERS]

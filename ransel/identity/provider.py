"""The seam for those who vouch for who somebody is: ID-porten, Feide, and in the demo a list to choose from.

A provider is one object with two verbs. What it learns comes back as an `Identity`; nothing else of it is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


@dataclass(frozen=True, repr=False)
class Identity:
    """What a provider vouches for. `proved_at`: when they last proved it to an eID; nothing where it is none.

    `provider_session` is the provider's own name for its login, by which it says that it is over. `onward` is where
    they were going, where the provider had to be told.
    """

    national_number: str
    acr: str  # in the provider's own words
    provider_session: str = ""
    proved_at: datetime | None = None
    onward: str = ""
    long_token: str = ""  # the provider's for a long-lived login, where one was asked for


class Provider(Protocol):
    name: str  # in addresses
    label: str  # on the button
    is_eid: bool  # whether it serves where an eID minutes ago is asked for
    long_lived: bool  # whether it lets a login of its last, opened with a passkey
    gives_token: bool  # for such a login, by which we hear that it was ended there

    def start(self, request: HttpRequest, *, onward: str, step_up: bool, long_lived: bool = False) -> HttpResponse:
        """Send the browser away to prove who it is; it comes back to `finish`, and then goes on to `onward`."""

    def finish(self, request: HttpRequest) -> Identity:
        """Read the answer. Raises `NotProved` for anything that is not exactly as asked for; `Unreachable`."""

    def way_out(self, request: HttpRequest) -> str:
        """Where the browser goes to end the provider's own login too; nowhere if there is no such place."""

    def stands(self, token: str) -> bool:
        """Whether a long-lived login has not been ended there. Raises Unreachable."""

    def end_token(self, token: str):
        """A long-lived login ends there too. Raises Unreachable."""


class NotProved(Exception):
    """The provider's answer proves nothing. No session comes of it. Why is for our log, and never names anybody."""


class Declined(NotProved):
    """Who was to prove it did not want to. `onward`: where they were going."""

    def __init__(self, onward: str = ""):
        super().__init__("declined")
        self.onward = onward


class NoNumber(NotProved):
    """They proved who they are, but to somebody who knows no national number of theirs."""


class Unreachable(Exception):
    """The provider does not answer, or not in a way that can be read."""


def providers() -> list[Provider]:
    """Those this installation uses, in the order in which they are offered."""
    return [import_string(path)() for path in settings.LOGIN_PROVIDERS]

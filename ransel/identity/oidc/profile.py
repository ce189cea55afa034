"""How each of those who vouch is spoken to, and what of its answer is good enough."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ID_PORTEN = ("idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high")  # from weakest to strongest
TWO_FACTORS = "urn:mace:feide.no:auth:level:fad08:3"  # docs.feide.no, service-initiated MFA


@dataclass(frozen=True)
class Profile:
    """`acr` is asked for; `good_enough` are the levels that we take for it. Of claims only those named are read."""

    name: str  # in addresses
    label: Promise | str  # on the button
    issuer: str
    client_id: str
    scope: str
    acr: str
    good_enough: frozenset[str]
    number: str  # the claim with the national number
    is_eid: bool  # proves who somebody is, for what asks for an eID minutes ago
    number_apart: bool = False  # it is asked of the userinfo endpoint
    secret: str = ""  # else we sign with a key of our own
    on_behalf_of: str = ""
    on_behalf_of_claim: str = ""
    long_scope: str = ""  # for a login that lasts, opened with a passkey


def id_porten() -> Profile:
    """Substantial or high, as the municipality has chosen. Foreign eIDs are off: they are not asked for."""
    acr = settings.ID_PORTEN_ACR
    return Profile(
        name="idporten",
        label=_("Log in with ID-porten"),
        issuer=settings.ID_PORTEN_ISSUER,
        client_id=settings.ID_PORTEN_CLIENT_ID,
        scope="openid profile",
        acr=acr,
        good_enough=frozenset(ID_PORTEN[ID_PORTEN.index(acr) :]),
        number="pid",
        is_eid=True,
        on_behalf_of=settings.ID_PORTEN_ON_BEHALF_OF,
        on_behalf_of_claim=settings.ID_PORTEN_ON_BEHALF_OF_CLAIM,
        long_scope=settings.ID_PORTEN_LONG_SCOPE,
    )


def feide() -> Profile:
    """For staff, always with two factors. The municipality must have approved that we see the national number."""
    return Profile(
        name="feide",
        label=_("Log in with Feide (staff)"),
        issuer=settings.FEIDE_ISSUER,
        client_id=settings.FEIDE_CLIENT_ID,
        scope="openid userid-nin",
        acr=TWO_FACTORS,
        good_enough=frozenset([TWO_FACTORS]),
        number="https://n.feide.no/claims/nin",
        is_eid=False,
        number_apart=True,
        secret=settings.FEIDE_SECRET,
    )


PROFILES = {"idporten": id_porten, "feide": feide}  # by the names in addresses


def profile(name: str) -> Profile:
    """Raises KeyError for one there is not."""
    return PROFILES[name]()

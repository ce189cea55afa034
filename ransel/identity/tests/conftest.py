import pytest

from ransel.identity.actions import oidc
from ransel.identity.oidc import endpoints
from ransel.identity.tests.device import Device
from ransel.identity.tests.lying import CLIENT, provider_here
from ransel.identity.tests.test_passkeys import log_in, switch_on


@pytest.fixture
def a_key(db):
    """One that we sign with."""
    key = oidc.make_key()
    oidc.publish_keys()
    return oidc.activate_key(key.kid)


@pytest.fixture
def id_porten(settings, a_key):
    """ID-porten, on this machine."""
    endpoints.forget()
    with provider_here() as provider:
        settings.ID_PORTEN_CLIENT_ID, settings.ID_PORTEN_ISSUER = CLIENT, provider.issuer
        settings.LOGIN_PROVIDERS = ["ransel.identity.oidc.provider.IdPorten"]
        settings.LOGIN_ORIGINS = [provider.issuer]
        yield provider
    endpoints.forget()


@pytest.fixture
def feide(settings, db):
    """Feide, on this machine: it takes no pushed requests, and tells the number apart."""
    endpoints.forget()
    with provider_here() as provider:
        settings.FEIDE_CLIENT_ID, settings.FEIDE_SECRET, settings.FEIDE_ISSUER = CLIENT, "a secret", provider.issuer
        settings.LOGIN_PROVIDERS = ["ransel.identity.oidc.provider.Feide"]
        left_out = ("pushed_authorization_request_endpoint", "authorization_response_iss_parameter_supported")
        provider.metadata = dict.fromkeys(left_out)
        provider.claims = {"pid": None}
        yield provider
    endpoints.forget()


@pytest.fixture
def phone(village):
    """Marte's, which opens for her."""
    device = Device()
    assert switch_on(log_in(village.marte), device).url == "/me/logins/?on"
    return device

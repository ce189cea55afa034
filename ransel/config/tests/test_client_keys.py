"""The keys that we sign with: made, published, taken into use, dropped; and told of before they end."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from ransel.config import cli
from ransel.config.checks import warnings
from ransel.core.writing import Refused
from ransel.identity.actions import oidc
from ransel.identity.models import ClientKey
from ransel.identity.oidc import keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_key(db):
    """In use."""
    key = oidc.make_key()
    oidc.publish_keys()
    return oidc.activate_key(key.kid)


def ransel_key(capsys, *words):
    """What the command prints."""
    cli.main(["key", *words])
    return capsys.readouterr().out


def test_a_key_goes_its_way_on_the_command_line(capsys):
    kid = ransel_key(capsys, "new").split()[0]
    published = json.loads(ransel_key(capsys, "publish"))
    assert [one["kid"] for one in published["keys"]] == [kid]
    assert "in use" in ransel_key(capsys, "activate", kid)
    other = ransel_key(capsys, "new").split()[0]
    assert [one["kid"] for one in json.loads(ransel_key(capsys, "publish"))["keys"]] == [kid, other]
    ransel_key(capsys, "activate", other)
    ransel_key(capsys, "drop", kid)
    assert keys.signing_key().kid == other
    assert kid not in ransel_key(capsys, "list")


def test_nothing_private_is_published():
    oidc.make_key()
    assert not [one for one in oidc.publish_keys()["keys"] if set(one) & {"d", "p", "q", "dp", "dq", "qi"}]


def test_a_key_lies_encrypted():
    assert b"PRIVATE" not in bytes(oidc.make_key().cipher)


def test_there_are_two_at_most():
    oidc.make_key()
    oidc.make_key()
    with pytest.raises(Refused):
        oidc.make_key()


def test_a_key_that_the_provider_does_not_have_is_not_used():
    with pytest.raises(Refused):
        oidc.activate_key(oidc.make_key().kid)


def test_the_key_in_use_is_not_dropped(a_key):
    with pytest.raises(Refused):
        oidc.drop_key(a_key.kid)


def test_of_one_that_was_dropped_the_private_half_is_gone(a_key):
    other = oidc.make_key()
    assert not bytes(oidc.drop_key(other.kid).cipher)
    with pytest.raises(Refused):
        oidc.activate_key(other.kid)


@pytest.mark.parametrize("words", [("activate", "none"), ("drop", "none")])
def test_a_key_that_there_is_not_is_said_in_words(words):
    with pytest.raises(SystemExit, match="no such key"):
        cli.main(["key", *words])


@pytest.mark.parametrize(("days", "warned"), [(300, False), (334, False), (336, True), (400, True)])
def test_a_key_that_ends_is_told_of_a_month_before(settings, a_key, days, warned):
    settings.ID_PORTEN_CLIENT_ID = "ransel"
    ClientKey.objects.update(made_at=timezone.now() - timedelta(days=days))
    assert bool(warnings()) == warned


def test_without_a_key_it_is_said_that_nobody_can_log_in(settings):
    assert not warnings()
    settings.ID_PORTEN_CLIENT_ID = "ransel"
    assert "nobody can log in" in warnings()[0]

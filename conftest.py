from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from ransel.core import clock, live, prepared
from tests.pages import CheckedClient

pytest_plugins = ["tests.no_network", "tests.village"]

# How fast a busy machine draws examples is not what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

TUESDAY_MORNING = datetime(2026, 11, 24, 7, 2, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture(autouse=True, scope="session")
def statements_checked():
    """Those that are kept are compared, each time, with what is put together anew."""
    prepared.checked = True


@pytest.fixture(autouse=True)
def tuesday_morning():
    """In the tests it is always Tuesday 24 November 2026, two minutes past seven, in bokmål."""
    translation.activate("nb")  # whatever the reader of the test before read
    with clock.moved_to(TUESDAY_MORNING, still=True):
        yield


@pytest.fixture
def client():
    return CheckedClient()


@pytest.fixture
def published(monkeypatch):
    """The topics that screens were woken by, on either database."""
    topics = []
    monkeypatch.setattr(live, "publish", lambda *names: topics.extend(names))
    return topics


@pytest.fixture
def as_(client):
    """The client, logged in as this person of the village."""

    def log_in(person, *, strong=False):
        return CheckedClient().log_in(person, strong=strong)

    return log_in


@pytest.fixture
def english():
    """Sentences as they stand in the code; else everybody in the village reads bokmål."""
    with translation.override("en"):
        yield


@pytest.fixture
def empty(db):
    """A database as it is after its migrations: what the tests begin with is taken out, inside this test alone."""
    from django.apps import apps

    for model in apps.get_models():
        if model._meta.app_label not in ("contenttypes", "audit"):
            model._base_manager.all()._raw_delete("default")


def pytest_terminal_summary(terminalreporter, config):
    if getattr(config, "roster_samples_missing", False):
        terminalreporter.write_line(
            "NOT READ: the real rosters in ../shared/data/roster-samples are not here.", red=True
        )

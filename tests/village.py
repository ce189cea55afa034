"""The village: the same few people in every test, read in by the real importer once a run."""

from copy import copy

import pytest

from ransel.core import clock


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The village stands in the database before the first test; each test's own changes are rolled back."""
    from conftest import TUESDAY_MORNING
    from ransel.demo.load import load_village

    with django_db_blocker.unblock(), clock.moved_to(TUESDAY_MORNING, still=True):
        load_village()


@pytest.fixture
def village(db):
    """Who lives here, by the names of ransel/demo/village.py, as they are in the database now."""
    from ransel.demo.load import village as found

    return copy(found())

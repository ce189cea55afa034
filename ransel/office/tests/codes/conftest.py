"""A guardian of Ella's with a code from Fjellheim, and the desk that gave it."""

import pytest

from ransel.identity.codes.text import text_of
from ransel.identity.models import LoginCode
from ransel.office.tests.codes.given import give, open_with
from ransel.people.models import Guardianship
from ransel.units.models import LoginRules


@pytest.fixture
def allowed(village):
    LoginRules.objects.create(municipality=village.fjordvik, codes=True)


@pytest.fixture
def desk(as_, village):
    return as_(village.leader, strong=True)


@pytest.fixture
def relation(village):
    return Guardianship.objects.get(guardian=village.marte, child=village.ella)


@pytest.fixture
def code(allowed, desk, relation):
    give(desk, relation)
    return LoginCode.objects.get()


@pytest.fixture
def marte(code):
    return open_with(text_of(code))[0]

"""Every URL says who may enter. The table says it again, by person. They must agree.

A row is a URL by its name, a verb, and for each kind of thing ("own", "other", "missing") what every person of the
village is answered. What is not named in a row is answered 404; who is not logged in is sent to the login.
"""

from uuid import uuid4

import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from tests.architecture.doors import OPEN, TABLE
from tests.architecture.rows import PEOPLE
from tests.architecture.things import things


def person_of(village, name):
    someone = getattr(village, name)
    return getattr(someone, "person", someone)


def urls(resolver=None, before=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from urls(entry, before)
        else:
            yield entry


def test_every_door_is_in_the_table_and_every_row_has_its_door():
    assert {entry.name for entry in urls()} == {row.name for row in TABLE} | set(OPEN)


def test_every_door_has_a_permit_or_a_reason():
    for entry in urls():
        assert hasattr(entry.callback, "permit") or getattr(entry.callback, "public", ""), entry.name


def test_what_stands_in_an_address_is_an_id_that_tells_nothing():
    for entry in urls():
        for name, converter in entry.pattern.converters.items():
            assert isinstance(converter, UUIDConverter) or entry.name.startswith("login-"), (entry.name, name)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}-{row.verb}")
def test_each_person_is_answered_as_the_table_says(row, village, as_, client):
    made = things(village)
    for kind in row.kinds:
        target = uuid4() if kind == "missing" else made[row.thing][kind] if row.thing else None
        url = reverse(row.name, args=[target] if row.thing else [])
        ask = client.post if row.verb == "POST" else client.get
        assert ask(url).status_code == 303, f"{row.name}: nobody is let in without a login"
        for person in PEOPLE:
            visitor = as_(person_of(village, person), strong=row.strong)
            answer = (visitor.post if row.verb == "POST" else visitor.get)(url)
            assert answer.status_code == row.expected(kind, person), f"{person} {row.verb} {row.name} ({kind})"


@pytest.mark.parametrize("row", [row for row in TABLE if row.thing], ids=lambda row: f"{row.name}-{row.verb}")
def test_what_one_may_not_know_of_is_answered_as_if_it_were_not_there(row, village, as_):
    made = things(village)
    stranger = as_(village.stranger, strong=row.strong)
    ask = stranger.post if row.verb == "POST" else stranger.get
    unseen, unknown = (ask(reverse(row.name, args=[pk])) for pk in (made[row.thing]["own"], uuid4()))
    assert (unseen.status_code, unseen.text) == (unknown.status_code, unknown.text) and unseen.status_code == 404

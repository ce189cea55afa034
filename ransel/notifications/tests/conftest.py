from datetime import timedelta
from uuid import uuid4

import pytest

from ransel.core import clock
from ransel.core.models import Announcement
from ransel.notifications.letters.actions.printing import plan_letters
from ransel.notifications.letters.rows import Letter
from ransel.notifications.models import Notice

FORMAL = "guardianship.confirmed"


@pytest.fixture
def nothing_announced(db):
    """What was announced while the village was read in is heard of already."""
    Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())


@pytest.fixture
def told(nothing_announced):
    """Somebody was told something of a child, so many days ago."""

    def tell(person, child, *, days=3, kind=FORMAL, **columns):
        at = clock.now() - timedelta(days=days)
        columns = {"receiver": person, "child": child, "kind": kind, "at": at, "announcement": uuid4()} | columns
        return Notice.objects.create(**columns)

    return tell


@pytest.fixture
def planned(told):
    """A letter to somebody about a child, that waits."""

    def plan(person, child):
        told(person, child)
        plan_letters()
        return Letter.objects.waiting().get(receiver=person, child=child)

    return plan

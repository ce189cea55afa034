"""The municipality says how long guardians open us with face or finger."""

import pytest

from ransel.units.models import LoginRules
from tests.pages import error_of, send


@pytest.fixture
def desk(as_, village):
    return as_(village.municipality, strong=True)


def address(village):
    return f"/office/municipalities/{village.fjordvik.pk}/logins/"


def test_it_is_on_for_thirty_days_and_ninety_until_the_municipality_says_otherwise(desk, village):
    said = desk.form(address(village))
    assert said["unused_days"] == "30" and said["longest_days"] == "90" and said["passkeys"] == ["on"]


def test_what_is_ticked_or_not_is_not_called_optional(desk, village):
    assert "Valgfritt" not in desk.get(address(village)).text


def test_the_municipality_says_how_long_and_sees_it_again(desk, village):
    answer = send(desk, address(village), unused_days="7", longest_days="14")
    assert answer.url == "/office/?saved=1"
    assert "Lagret" in desk.get(answer.url).text and "Lagret" not in desk.get("/office/").text
    rules = LoginRules.objects.get()
    assert (rules.passkeys, rules.unused_days, rules.longest_days) == (True, 7, 14)
    assert desk.form(address(village))["unused_days"] == "7"


def test_the_municipality_switches_it_off(desk, village):
    said = desk.form(address(village))
    del said["passkeys"]
    desk.post(address(village), said)
    assert not LoginRules.objects.get().passkeys


@pytest.mark.parametrize(
    ("unused", "longest", "field"),
    [("0", "90", "unused_days"), ("30", "91", "longest_days"), ("20", "10", "unused_days"), ("x", "9", "unused_days")],
)
def test_what_can_not_be_is_said_beside_the_field_and_changes_nothing(desk, village, unused, longest, field):
    answer = send(desk, address(village), unused_days=unused, longest_days=longest)
    assert answer.status_code == 422 and error_of(answer, field)
    assert not LoginRules.objects.exists()


def test_no_leader_of_a_unit_says_it(as_, village):
    assert as_(village.leader, strong=True).get(address(village)).status_code == 404

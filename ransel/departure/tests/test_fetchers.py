"""Who may fetch: a guardian names them with a strong login, the other is told, and a block is stronger than both."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.departure.actions.pickup import add_pickup_person, end_pickup_person
from ransel.departure.models import PickupPerson
from ransel.departure.who import fetched_by, least_age
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Block
from ransel.units.models import Function, StayRules
from tests.pages import CheckedClient

pytestmark = pytest.mark.usefixtures("english")
BJORG = {"name": "Bjørg Solheim", "relation": "mormor", "phone": "+4790000001", "in_crisis": False}


def add(person, *children, strength=Strength.STRONG, **more):
    said = BJORG | {"starts": clock.today(), "ends": None, "is_of_age": True} | more
    return add_pickup_person(by=Actor(person, strength), children=list(children), **said)


def shown(person, child):
    return fetched_by(Actor(person), [child])[0]


def names(person, child):
    return [one.name for one in shown(person, child).people]


def test_somebody_is_named_for_several_children_in_one_act(village):
    assert len(add(village.marte, village.ella, village.sunniva)) == 2
    assert names(village.marte, village.ella) == names(village.marte, village.sunniva) == ["Bjørg Solheim"]
    assert Event.objects.filter(what="pickup_person.added").count() == 2


def test_it_takes_a_strong_login(village):
    with pytest.raises(Http404):
        add(village.marte, village.ella, strength=Strength.ANY)
    assert not PickupPerson.objects.exists()


def test_the_other_guardian_is_told_and_sees_who_but_not_the_number(village):
    add(village.marte, village.ella)
    told = Announcement.objects.get(what="pickup_person.added")
    assert told.about == village.ella.reference
    (theirs,) = shown(village.henrik, village.ella).people
    assert (theirs.name, theirs.phone, theirs.added_by) == ("Bjørg Solheim", "", village.marte.name)
    assert shown(village.marte, village.ella).people[0].phone == "+4790000001"


def test_said_twice_it_is_said_once_however_it_is_written(village):
    add(village.marte, village.ella)
    add(village.henrik, village.ella, name=" bjørg  SOLHEIM ")
    assert PickupPerson.objects.count() == 1


def test_the_same_name_with_another_number_is_asked_about(village):
    add(village.marte, village.ella)
    with pytest.raises(Refused) as no:
        add(village.marte, village.ella, village.sunniva, phone="+4790000002")
    assert "name" in no.value.per_item and PickupPerson.objects.count() == 1


def test_who_has_a_block_can_not_be_put_in_by_anybody_and_why_is_not_said(village):
    blocked = Block.objects.standing().select_related("person", "child").first()
    guardian = next(
        one.guardian for one in blocked.child.guardianships.all() if one.confirmed_at and one.guardian != blocked.person
    )
    with pytest.raises(Refused) as no:
        add(guardian, blocked.child, name=blocked.person.name.upper())
    assert "block" not in no.value.reason.lower() and not PickupPerson.objects.exists()


def test_who_is_blocked_afterwards_is_no_longer_shown(village):
    add(village.marte, village.ella, name=village.stranger.name)
    said = {"reason": "Vedtak", "set_by": village.municipality, "set_at": clock.now()}
    Block.objects.create(person=village.stranger, child=village.ella, **said)
    assert names(village.marte, village.ella) == names(village.henrik, village.ella) == []


def test_guardians_may_fetch_but_not_one_who_is_kept_away_or_not_confirmed(village):
    guardians = [one.name for one in shown(village.marte, village.ella).guardians]
    assert sorted(guardians) == sorted([village.marte.name, village.henrik.name])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"is_of_age": False}, "is_of_age"),
        ({"starts": date(2026, 11, 23)}, "starts"),
        ({"ends": date(2026, 11, 23)}, "ends"),
    ],
)
def test_who_is_too_young_or_days_that_have_been_are_refused_beside_the_field(village, wrong, field):
    with pytest.raises(Refused) as no:
        add(village.marte, village.ella, **wrong)
    assert list(no.value.per_item) == [field] and not PickupPerson.objects.exists()


def test_the_age_is_that_of_the_strictest_unit(village):
    assert least_age([village.ella.pk]) == 16
    said = {"municipality": village.fjordvik, "kind": "after_school", "unit": village.nordvik_sfo}
    StayRules.objects.create(**said, fetcher_age=18)
    assert least_age([village.ella.pk, village.sunniva.pk]) == 18
    assert least_age([village.ella.pk]) == 16


def test_a_guardian_removes_whom_either_has_named_and_the_day_after_it_is_as_before(village):
    (bjorg,) = add(village.marte, village.ella)
    end_pickup_person(by=Actor(village.henrik), pickup_person=bjorg)
    assert names(village.marte, village.ella) == []
    assert Announcement.objects.filter(what="pickup_person.ended", about=village.ella.reference).exists()
    with pytest.raises(Http404):
        end_pickup_person(by=Actor(village.henrik), pickup_person=bjorg)


def test_it_ends_by_its_last_day(village):
    add(village.marte, village.ella, ends=clock.today() + timedelta(days=1))
    with clock.moved_to(clock.now() + timedelta(days=1)):
        assert names(village.marte, village.ella) == ["Bjørg Solheim"]
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert names(village.marte, village.ella) == []


def test_where_an_address_is_protected_each_sees_only_whom_they_named(village):
    (bjorg,) = add(village.marte, village.ella)
    village.marte.protection = 1
    village.marte.save()
    theirs = shown(village.henrik, village.ella)
    assert theirs.people == [] and theirs.withheld
    assert [one.name for one in theirs.guardians] == [village.henrik.name]
    assert names(village.marte, village.ella) == ["Bjørg Solheim"]
    with pytest.raises(Http404):
        end_pickup_person(by=Actor(village.henrik), pickup_person=bjorg)


def test_a_family_reads_but_does_not_change_where_the_unit_wants_it_so(village):
    (bjorg,) = add(village.marte, village.ella)
    Function.objects.filter(unit=village.fjellheim, name="departure").update(guardians=Function.Use.READ)
    assert names(village.marte, village.ella) == ["Bjørg Solheim"]
    with pytest.raises((Http404, PermissionDenied)):
        end_pickup_person(by=Actor(village.marte), pickup_person=bjorg)
    with pytest.raises(Http404):
        add(village.marte, village.ella)


def test_the_page_costs_the_same_for_one_child_and_for_many(village, django_assert_num_queries):
    add(village.marte, village.ella, village.sunniva)
    for children in ([village.ella], [village.ella, village.sunniva]):
        with django_assert_num_queries(4):
            fetched_by(Actor(village.marte), children)


def test_a_guardian_names_somebody_sees_it_and_removes_it(village):
    client = CheckedClient().log_in(village.marte, strong=True)
    url, to = f"/home/fetchers/new/?child={village.ella.pk}", "/home/fetchers/new/"
    who = {"name": "Bjørg Solheim", "relation": "mormor", "phone": "900 00 001"}
    answer = client.post(to, client.form(url, to) | who)
    assert answer.status_code == 422 and "900 00 001" in answer.text
    assert "Den som henter, må være fylt 16 år." in answer.text
    answer = client.post(to, client.form(url, to) | who | {"is_of_age": "on"})
    assert answer.status_code == 303 and answer.url == "/home/fetchers/"
    page = client.get("/home/fetchers/").text
    assert page.count("Bjørg Solheim") >= 1 and "mormor, +4790000001" in page
    end = f"/home/fetchers/{PickupPerson.objects.get().pk}/end/"
    assert "Fjern Bjørg Solheim" in client.get(end).text
    assert client.post(end, client.form(end)).status_code == 303
    assert "Bjørg Solheim" not in client.get("/home/fetchers/").text


def test_the_childs_page_leads_there_where_the_unit_has_it(village):
    client = CheckedClient().log_in(village.marte)
    assert "/home/fetchers/" in client.get(f"/home/children/{village.ella.pk}/").text
    Function.objects.filter(name="departure").delete()
    assert "/home/fetchers/" not in client.get(f"/home/children/{village.ella.pk}/").text
    assert client.get("/home/fetchers/").status_code == 200, "and who comes anyway is told"

"""A pass works once, today, in its hours, for its child; and never for somebody kept from it."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from ransel.access.actions.residence import answer, propose
from ransel.attendance.actions.presence import check_in_all, undo
from ransel.attendance.models import CheckOut
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.core.models import Announcement, Topic
from ransel.core.square import picture_of
from ransel.core.writing import Refused
from ransel.departure.actions.door import let_go_with
from ransel.departure.actions.passes import MOST, make_pass, withdraw_pass
from ransel.departure.door.judging import Going
from ransel.departure.models import DepartureMode, Handover, PickupPass
from ransel.departure.passes.code import digits_of
from ransel.departure.passes.reading import passes_of
from ransel.departure.tests.test_door import mark
from ransel.departure.tests.test_leaving import at
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Block
from ransel.people.rota import week_about
from ransel.receipts.models import Receipt
from ransel.receipts.standing import standings
from ransel.units.models import Function

pytestmark = pytest.mark.usefixtures("english")
TUESDAY = date(2026, 11, 24)


def make(village, person=None, child=None, strength=Strength.STRONG, hour=9, **said):
    told = {"name": "Kari Brekke", "from_time": time(15), "to_time": time(16)} | said
    with at(hour):
        by = Actor(person or village.marte, strength)
        return make_pass(by=by, child=child or village.ella, unit=village.fjellheim.pk, **told)


def use(village, one, code=None, child=None, hour=15, minute=10):
    child = child or village.ella
    if not child.check_ins.filter(undone_at=None).exists():
        with at(8):
            check_in_all(by=Actor(village.siri), children=[child], group=village.bikuben)
    shown = {"pickup_pass": one.pk, "code": digits_of(one) if code is None else code}
    going = Going(DepartureMode.PICKED_UP, known=mark(child, village.fjellheim), **shown)
    with at(hour, minute):
        return let_go_with(by=Actor(village.siri), child=child, unit=village.fjellheim, going=going)


def refused(village, one, **said):
    before = CheckOut.objects.count()
    with pytest.raises(Refused) as no:
        use(village, one, **said)
    assert CheckOut.objects.count() == before
    return no.value.per_item


def test_a_pass_lets_somebody_without_a_login_fetch_and_both_guardians_see_it(village):
    version = Topic.raised(village.bikuben.reference)
    one = make(village)
    assert Topic.raised(village.bikuben.reference) == version + 1
    assert [shown.one for shown in passes_of(Actor(village.henrik), village.ella)] == [one]
    assert Announcement.objects.get(what="pickup_pass.made").about == village.ella.reference
    left = use(village, one)
    assert (left.handover.name, left.handover.pickup_pass, left.handover.as_agreed) == ("Kari Brekke", one, True)
    with at(15, 20):
        (shown,) = passes_of(Actor(village.henrik), village.ella)
    assert shown.used_at == left.at and not shown.open


def test_it_takes_a_strong_login(village):
    with pytest.raises((Http404, PermissionDenied)):
        make(village, strength=Strength.ANY)
    assert not PickupPass.objects.exists()


def test_it_is_used_once_and_again_only_where_the_first_was_a_mistake(village):
    one = make(village)
    use(village, one)
    with at(15, 11):
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    use(village, one, minute=12)
    with at(15, 13):
        check_in_all(by=Actor(village.siri), children=[village.ella], group=village.bikuben)
    assert refused(village, one, minute=14) == {"going": "This pass can not be used."}
    assert Handover.objects.filter(pickup_pass=one).count() == 2


@pytest.mark.parametrize(("hour", "minute", "works"), [(14, 59, False), (15, 0, True), (16, 0, True), (16, 1, False)])
def test_it_is_used_in_its_hours(village, hour, minute, works):
    one = make(village)
    if works:
        assert use(village, one, hour=hour, minute=minute)
    else:
        why = {"going": "The pass is for 15:00\N{EN DASH}16:00."}
        assert refused(village, one, hour=hour, minute=minute) == why


def test_it_is_used_on_its_day(village):
    one = make(village)
    PickupPass.objects.update(day=TUESDAY - timedelta(days=1))
    assert refused(village, one) == {"going": "This pass can not be used."}


def test_it_is_used_for_its_child(village):
    one = make(village)
    assert refused(village, one, child=village.leon) == {"going": "This pass can not be used."}


@pytest.mark.parametrize("code", ["", "000000", "12345", "x" * 20])
def test_other_digits_open_nothing(village, code):
    one = make(village)
    assert digits_of(one) != code
    assert refused(village, one, code=code) == {"code": "These are not the six digits of the pass."}


def test_the_digits_are_six_and_read_however_they_are_written(village):
    one = make(village)
    assert re.fullmatch(r"\d{6}", digits_of(one)) and digits_of(one) == digits_of(one)
    assert use(village, one, code=f" {digits_of(one)[:3]} {digits_of(one)[3:]}")


def test_somebody_kept_from_the_child_gets_no_pass_and_one_that_was_made_opens_nothing(village):
    one = make(village)
    person = village.henrik
    person.given_name, person.family_name = "Kari", "Brekke"
    person.save()
    Block.objects.create(person=person, child=village.ella, reason="x", set_by=village.leader, set_at=clock.now())
    assert refused(village, one) == {"going": "This pass can not be used."}
    with pytest.raises(Refused, match="Talk with the unit"):
        make(village, name="kari   BREKKE", from_time=time(14))


def test_taken_back_it_opens_nothing_and_what_was_used_was_used(village):
    one = make(village)
    with at(10):
        for _tap in range(2):
            withdraw_pass(by=Actor(village.henrik), pickup_pass=one)
    assert refused(village, one) == {"going": "This pass can not be used."}
    assert Event.objects.filter(what="pickup_pass.withdrawn").count() == 1
    other = make(village)
    use(village, other)
    with at(15, 20):
        withdraw_pass(by=Actor(village.marte), pickup_pass=other)
    other.refresh_from_db()
    assert other.withdrawn_at is None


def test_after_the_units_hour_staff_must_say_that_they_have_seen_it(village):
    make(village)
    assert not Receipt.objects.exists()
    late = make(village, hour=13, name="Eli Brekke")
    assert Receipt.objects.get().about == late.pk
    with at(13, 30):
        withdraw_pass(by=Actor(village.marte), pickup_pass=late)
    assert standings(receipt__about=late.pk)[0].withdrawn


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"to_time": time(15)}, "to_time", "It must end after it begins."),
        ({"from_time": time(7), "to_time": time(8)}, "to_time", "That time is over."),
        ({"to_time": time(23)}, "from_time", "Fjellheim barnehage is open 07:00\N{EN DASH}17:00."),
        ({"name": "  "}, "name", "Write the name."),
    ],
)
def test_what_can_not_be_is_refused_beside_the_field(village, said, field, why):
    with pytest.raises(Refused) as no:
        make(village, **said)
    assert no.value.per_item == {field: why} and not PickupPass.objects.exists()


def test_there_are_few_at_a_time_and_none_for_a_child_that_is_not_there(village):
    for number in range(MOST):
        make(village, name=f"Kari {number}")
    with pytest.raises(Refused, match="There are 5 passes for today already"):
        make(village)
    with pytest.raises(Refused, match="Sunniva is not there today"):
        make(village, child=village.sunniva)


def test_on_the_other_homes_day_it_is_theirs_to_make(village):
    homes = week_about(village.henrik.pk, village.marte.pk, 1)
    monday = TUESDAY - timedelta(days=1)
    with clock.moved_to(datetime.combine(monday, time(9), OSLO), still=True):
        pattern = propose(by=Actor(village.marte), child=village.ella, starts=monday, homes=homes)
        answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    with pytest.raises(Refused, match="This day is with Henrik"):
        make(village)
    assert make(village, village.henrik)


def test_a_protected_family_sees_only_its_own(village):
    make(village)
    village.henrik.protection = 1
    village.henrik.save()
    assert passes_of(Actor(village.henrik), village.ella) == []
    assert len(passes_of(Actor(village.marte), village.ella)) == 1


def test_nobody_else_makes_or_withdraws_one(village):
    one = make(village)
    for person in (village.amina, village.stranger, village.siri):
        with pytest.raises(Http404):
            make(village, person)
        with at(10), pytest.raises(Http404):
            withdraw_pass(by=Actor(person), pickup_pass=one)


def test_a_unit_that_only_shows_departures_takes_no_pass(village):
    Function.objects.filter(unit=village.fjellheim, name="departure").update(guardians=Function.Use.READ)
    with pytest.raises((Http404, PermissionDenied)):
        make(village)


def test_the_picture_has_no_style_and_leads_to_the_page(village):
    picture = picture_of("https://ransel.example/work/passes/x/")
    assert picture.startswith("<svg") and "style" not in picture and "viewBox" in picture


def test_the_database_itself_keeps_a_pass_to_its_hours(village):
    one = make(village)
    with pytest.raises(IntegrityError), transaction.atomic():
        PickupPass.objects.filter(pk=one.pk).update(to_time=time(14))

"""Something of every kind that a door opens to: one near the family of Ella (own), and one of another unit (other)."""

from datetime import date, time
from uuid import uuid4

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.models import CheckIn, HolidayCampaign, StayPlan
from ransel.cards.models import CardNote
from ransel.core import clock
from ransel.departure.models import PickupPass, PickupPerson, Visit
from ransel.identity.actions.tablets import begin_pairing
from ransel.identity.actor import Actor
from ransel.identity.models import LoginCode
from ransel.integrations.models import Import, SchoolCalendar
from ransel.notifications.letters.rows import Letter, Printing
from ransel.people.actions import begin_residence
from ransel.people.models import Block, Guardianship, Post, Proposal
from ransel.people.rota import week_about
from ransel.receipts.models import Receipt, Subject
from ransel.supervision.models import DayNote, RollCall, Sleep, Trip
from ransel.units.models import ClosedDay, Joining, Municipality, OpeningException, SchoolYear


def things(village):
    """For each sort of thing, one near the family of Ella (own), and one of another unit (other)."""
    ella, sara = village.ella, village.sara
    other_municipality = Municipality.objects.create(number="9998", name="Sørvik kommune")
    return {
        "child": {"own": ella.pk, "other": sara.pk},
        "group": {"own": village.bikuben.pk, "other": village.harepus.pk},
        "unit": {"own": village.fjellheim.pk, "other": village.solbakken.pk},
        "municipality": {"own": village.fjordvik.pk, "other": other_municipality.pk},
        "roster": {"own": village.fjordvik.imports.first().pk, "other": _roster(other_municipality, village).pk},
        "calendar": {"own": _calendar(village.fjordvik, village), "other": _calendar(other_municipality, village)},
        "absence": {"own": _absence(village.marte, ella).pk, "other": _absence(village.hanna, sara).pk},
        "receipt": {"own": _receipt(ella).pk, "other": _receipt(sara).pk},
        "campaign": {
            "own": _campaign(village.fjellheim, village.bikuben, village.leader),
            "other": _campaign(village.solbakken, village.harepus, village.municipality),
        },
        **_at_work(village),
        **_receipts(village),
        **_tablets(village),
        **_cards(village),
        **_letters(village),
        **_of_days(village),
        "joining": {"own": _joining(village.fjellheim).pk, "other": _joining(village.solbakken).pk},
        "exception": {"own": _exception(village.fjellheim).pk, "other": _exception(village.solbakken).pk},
        "closed_day": {"own": _closed_day(village.fjellheim).pk, "other": _closed_day(village.solbakken).pk},
        "school_year": {"own": _year(village.fjordvik).pk, "other": _year(other_municipality).pk},
        "place": {"own": ella.enrolments.get().pk, "other": sara.enrolments.get().pk},
        "post": {"own": _post(village.siri).pk, "other": _post(village.other_unit).pk},
        **_safety(village),
        "plan": {
            "own": _plan(ella, village.fjellheim, village.marte),
            "other": _plan(sara, village.solbakken, village.hanna),
        },
        "pickup_person": {
            "own": _pickup_person(ella, village.marte).pk,
            "other": _pickup_person(sara, village.hanna).pk,
        },
        "residence": {"own": _residence(village.marte, village.henrik, ella), "other": _residence_of_sara(village)},
    }


def _cards(village):
    def one(child, by):
        return CardNote.objects.create(child=child, kind="allergy", text="x", said_by=by, said_at=clock.now()).pk

    return {"card_note": {"own": one(village.ella, village.marte), "other": one(village.sara, village.hanna)}}


def _letters(village):
    def one(child, to):
        now, unit = clock.now(), child.enrolments.get().unit
        printing = Printing.objects.create(unit=unit, made_by=village.municipality, made_at=now)
        said = {"kind": "guardianship.confirmed", "code": str(to.pk)[:8], "planned_at": now, "made_at": now}
        return Letter.objects.create(receiver=to, child=child, unit=unit, printing=printing, **said)

    made = {"own": one(village.ella, village.marte), "other": one(village.sara, village.hanna)}
    return {
        "letter": {name: letter.pk for name, letter in made.items()},
        "printing": {name: letter.printing_id for name, letter in made.items()},
    }


def _tablets(village):
    def one(unit):
        said = {"unit": unit, "name": "Gangen", "groups": unit.groups.all(), "shows_ways": True}
        return begin_pairing(by=Actor(village.municipality), **said)[0].pk

    return {"tablet": {"own": one(village.fjellheim), "other": one(village.solbakken)}}


def _pass(child, by):
    said = {"name": "Kari", "folded": "kari", "from_time": time(15), "to_time": time(16), "day": clock.today()}
    made = {"made_by": by, "made_at": clock.now(), "unit_id": child.enrolments.get().unit_id}
    return PickupPass.objects.create(child=child, **said, **made).pk


def _visit(child, by):
    of = {"host": child, "unit_id": child.enrolments.get().unit_id, "day": clock.today(), "lookup": str(child.pk)}
    return Visit.objects.create(**of, made_by=by, made_at=clock.now()).pk


def _at_work(village):
    """What staff say of the day."""
    siri, lars = village.siri, village.other_unit
    return {
        "check_in": {"own": _check_in(village.ella, siri), "other": _check_in(village.sara, lars)},
        "trip": {"own": _trip(village.bikuben, siri), "other": _trip(village.harepus, lars)},
        "roll_call": {"own": _roll_call(village.fjellheim, siri), "other": _roll_call(village.solbakken, lars)},
    }


def _trip(group, by):
    said = {"to": "Skogen", "adults": 2, "by": by, "at": clock.now()}
    return Trip.objects.create(unit_id=group.unit_id, group=group, day=clock.today(), **said).pk


def _roll_call(unit, by):
    return RollCall.objects.create(unit=unit, drill=True, day=clock.today(), by=by, at=clock.now()).pk


def _of_days(village):
    ella, sara = village.ella, village.sara
    return {
        "pass": {"own": _pass(ella, village.marte), "other": _pass(sara, village.hanna)},
        "visit": {"own": _visit(ella, village.marte), "other": _visit(sara, village.hanna)},
        "day_note": {"own": _day_note(ella, village.marte), "other": _day_note(sara, village.hanna)},
        "sleep": {"own": _sleep(ella, village.siri), "other": _sleep(sara, village.other_unit)},
    }


def _day_note(child, by):
    said = {"day": clock.today(), "slept": "badly", "sent_by": by, "sent_at": clock.now()}
    return DayNote.objects.create(child=child, **said).pk


def _sleep(child, by):
    of = {"child": child, "unit_id": child.enrolments.get().unit_id, "day": clock.today()}
    return Sleep.objects.create(**of, slept_at=clock.now(), by=by, at=clock.now()).pk


def _check_in(child, by):
    place, now = child.enrolments.get(), clock.now()
    when = {"day": clock.today(), "at": now, "noted_at": now}
    return CheckIn.objects.create(child=child, unit_id=place.unit_id, group_id=place.group_id, by=by, **when).pk


def _roster(municipality, village):
    read = {"read_by": village.municipality, "read_at": clock.now()}
    return Import.objects.create(municipality=municipality, system="oneroster", **read)


def _calendar(municipality, village):
    read = {"read_by": village.municipality, "read_at": clock.now()}
    return SchoolCalendar.objects.create(municipality=municipality, **read).pk


def _proposal(village, child):
    lowered = {"kind": Proposal.Kind.LOWER_PROTECTION, "person": child.person, "protection": 0, "protection_was": 2}
    said = {"reason": "Vedtak", "proposed_by": village.municipality, "proposed_at": clock.now()}
    return Proposal.objects.create(child=child, **lowered, **said)


def _residence(proposer, other, child):
    days = {"starts": date(2026, 11, 30), "homes": week_about(proposer.pk, other.pk, 1)}
    return begin_residence(by=Actor(proposer), child=child, **days).pk


def _residence_of_sara(village):
    """Her address is protected: nobody can have proposed it, and nobody sees it."""
    return _residence(village.stranger, village.hanna, village.sara)


def _plan(child, unit, person):
    said = {"weeks": 1, "number": 1, "sent_by": person, "sent_at": clock.now()}
    return StayPlan.objects.create(child=child, unit=unit, starts=date(2026, 12, 7), ends=date(2027, 8, 31), **said).pk


def _pickup_person(child, person):
    said = {"name": "Bjørg", "folded": "bjørg", "relation": "mormor", "phone": "+4790000001", "of_age": 16}
    return PickupPerson.objects.create(child=child, starts=clock.today(), added_by=person, added_at=clock.now(), **said)


def _absence(person, child):
    today = clock.today()
    return report_absence(by=Actor(person), children=[child], reason="ill", first_day=today, last_day=today)[0]


def _receipt(child):
    return Receipt.objects.filter(child=child).first()


def _campaign(unit, group, person):
    days = {"first_day": date(2026, 12, 21), "last_day": date(2026, 12, 23), "binding_until": date(2026, 12, 11)}
    said = {"title": "Romjula", "opens_on": clock.today(), "made_by": person, "made_at": clock.now()}
    campaign = HolidayCampaign.objects.create(unit=unit, **days, **said)
    campaign.groups.add(group)
    return campaign.pk


def _receipts(village):
    """Of what is not absence."""
    days = {"first_day": clock.today(), "last_day": clock.today()}
    near = {"own": (village.fjellheim, village.ella), "other": (village.solbakken, village.sara)}
    return {
        f"{subject}_receipt": {
            name: Receipt.objects.create(child=child, unit=unit, about=uuid4(), subject=subject, **days).pk
            for name, (unit, child) in near.items()
        }
        for subject in (Subject.STAY, Subject.DEPARTURE, Subject.DAY_NOTE)
    }


def _safety(village):
    return {
        "guardianship": {"own": _guardianship(village.unconfirmed).pk, "other": _guardianship(village.hanna).pk},
        "login_code": {
            "own": _login_code(village.marte, village.ella),
            "other": _login_code(village.hanna, village.sara),
        },
        "block": {"own": _block(village.blocked).pk, "other": _set_block(village, village.sara).pk},
        "proposal": {"own": _proposal(village, village.ella).pk, "other": _proposal(village, village.sara).pk},
    }


def _guardianship(person):
    return Guardianship.objects.get(guardian=person)


def _login_code(person, child):
    said = {"given_by": person, "given_at": clock.now(), "ends_on": clock.today()}
    relation = Guardianship.objects.get(guardian=person, child=child)
    return LoginCode.objects.create(guardianship=relation, known_by=str(person.pk), **said).pk


def _joining(unit):
    hours = {"from_time": time(16), "to_time": time(17), "starts": clock.today()}
    return Joining.objects.create(unit=unit, **hours)


def _exception(unit):
    return OpeningException.objects.create(unit=unit, day=date(2026, 12, 23), opens=time(8), closes=time(12))


def _closed_day(unit):
    said = {"day": date(2026, 12, 24), "kindergarten": True}
    return ClosedDay.objects.create(municipality=unit.municipality, unit=unit, **said)


def _year(municipality):
    days = {"starts": date(2026, 8, 17), "second_term_starts": date(2027, 1, 18), "ends": date(2027, 6, 18)}
    return SchoolYear.objects.create(municipality=municipality, **days)


def _post(person):
    return Post.objects.get(person=person)


def _block(person):
    return Block.objects.standing().get(person=person)


def _set_block(village, child):
    said = {"reason": "a decision", "set_by": village.municipality, "set_at": clock.now()}
    return Block.objects.create(person=village.stranger, child=child, **said)

"""What is in the calendar that leaves, and what is not. Read as other calendars read it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from conftest import TUESDAY_MORNING
from ransel.attendance.actions.absences import report_absence
from ransel.attendance.models import CalendarFeed
from ransel.attendance.tests.stays import SHORT, approve, send, week
from ransel.core import clock
from ransel.home.tests.feeds import ella_comes, events, moved, subscribe
from ransel.home.tests.test_calendar import TUESDAY, WEDNESDAY, change, close
from ransel.identity.actor import Actor
from ransel.people.models import Person

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def plan(village):
    return ella_comes(village)


@pytest.fixture
def address(village, plan):
    return subscribe(village.marte)


def test_a_stay_has_its_times_in_oslo_and_no_name(client, village, address):
    stay = events(client, address)[TUESDAY, "Stay"]
    assert stay["DTSTART"].params["TZID"] == stay["DTEND"].params["TZID"] == "Europe/Oslo"
    assert stay["DTSTART"].dt == datetime(2026, 12, 8, 8, tzinfo=OSLO)
    assert stay["DTEND"].dt == datetime(2026, 12, 8, 16, tzinfo=OSLO)
    told = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "CLASS", "TRANSP"}
    assert set(stay.keys()) == told, "no description, place or attendee"


def test_nothing_in_it_names_anybody_or_any_place(client, village, address):
    close(village, village.fjellheim, WEDNESDAY, "Planleggingsdag i Bikuben")
    change(village.marte, village.ella, village.fjellheim, TUESDAY, "time_off")
    report_absence(by=Actor(village.marte), children=[village.ella], reason="ill", first_day=TUESDAY, last_day=TUESDAY)
    text = client.get(address).content.decode()
    names = [one.given_name for one in Person.objects.exclude(given_name="")]
    names += ["Solheim", "Aasen", "Fjellheim", "Bikuben", "barnehage", "Planleggingsdag", "Syk", "Borte"]
    assert not [name for name in names if name in text]
    ids = [village.ella.pk, village.marte.pk, village.fjellheim.pk, CalendarFeed.objects.get().pk]
    assert not [pk for pk in ids if str(pk) in text or pk.hex in text], "an id tells whose it is"
    assert {title for _day, title in events(client, address)} <= {"Stay", "Off", "Closed", "Deadline"}


def test_a_whole_day_ends_with_the_next(client, village, address):
    close(village, village.fjellheim, WEDNESDAY, "Planleggingsdag")
    change(village.marte, village.ella, village.fjellheim, TUESDAY, "time_off")
    found = events(client, address)
    for day, title in ((TUESDAY, "Off"), (WEDNESDAY, "Closed"), (date(2026, 12, 25), "Closed")):
        assert (found[day, title]["DTSTART"].dt, found[day, title]["DTEND"].dt) == (day, day + clock.DAY)
        assert found[day, title]["DTSTART"].params["VALUE"] == "DATE"
    assert (TUESDAY, "Stay") not in found and (WEDNESDAY, "Stay") not in found


def test_a_child_who_comes_at_a_time_not_known_has_a_stay_all_day(client, village, address):
    change(village.marte, village.ella, village.fjellheim, TUESDAY, "present")
    stay = events(client, address)[TUESDAY, "Stay"]
    assert (stay["DTSTART"].dt, stay["DTEND"].dt) == (TUESDAY, WEDNESDAY)


def test_a_week_without_times_is_a_deadline_the_day_it_locks(client, village):
    found = events(client, subscribe(village.amina))
    assert (date(2026, 11, 30), "Deadline") in found
    assert (date(2026, 11, 23), "Deadline") not in found, "it is locked already"


def test_a_weekday_on_which_the_child_never_comes_is_nothing(client, village):
    rota = {slot: hours for slot, hours in week().items() if slot[1] != 2}
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, rota, starts=clock.today()))
    assert not [title for day, title in events(client, subscribe(village.marte)) if day == TUESDAY]


def test_the_calendar_is_one_that_telephones_read(client, address):
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    raw = answer.content
    assert raw.count(b"\n") == raw.count(b"\r\n") and raw.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(raw)
    said = {name: str(calendar[name]) for name in ("VERSION", "METHOD", "CALSCALE", "X-WR-CALNAME", "X-WR-TIMEZONE")}
    assert list(said.values()) == ["2.0", "PUBLISH", "GREGORIAN", "Ransel", "Europe/Oslo"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in raw and b"X-PUBLISHED-TTL:PT6H\r\n" in raw
    assert "PRODID" in calendar and raw.index(b"BEGIN:VTIMEZONE") < raw.index(b"BEGIN:VEVENT")
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Oslo"]
    uids = [str(one["UID"]) for one in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids))
    for one in calendar.walk("VEVENT"):
        assert one["DTSTAMP"].dt.tzinfo and one["DTSTAMP"].dt == TUESDAY_MORNING.astimezone(UTC)


@pytest.mark.parametrize(
    ("on", "before", "after"),
    [
        (date(2026, 10, 20), date(2026, 10, 23), date(2026, 10, 26)),
        (date(2027, 3, 23), date(2027, 3, 24), date(2027, 3, 30)),
    ],
    ids=["to winter time", "to summer time"],
)
def test_eight_stays_eight_over_both_changes_of_summer_time(client, village, on, before, after):
    with moved(on):
        plan = send(village.marte, village.ella, village.fjellheim, week(), starts=on)
        approve(village.siri, plan)
        answer = client.get(subscribe(village.marte))
    calendar = Calendar.from_ical(answer.content)
    starts = {
        one["DTSTART"].dt.date(): one["DTSTART"].dt for one in calendar.walk("VEVENT") if one["SUMMARY"] == "Stay"
    }
    assert starts[before].hour == starts[after].hour == 8
    hours = [starts[day].astimezone(UTC).hour for day in (before, after)]
    assert sorted(hours) == [6, 7] and hours[0] != hours[1]
    zone = calendar.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for day in (before, after):
        told = datetime(day.year, day.month, day.day, 8, tzinfo=zone)
        assert told.utcoffset() == starts[day].utcoffset(), "what the calendar itself says of its zone"


def test_what_an_entry_is_called_by_stays_when_it_changes_and_its_number_grows(client, village, address):
    before = events(client, address)[TUESDAY, "Stay"]
    change(village.henrik, village.ella, village.fjellheim, TUESDAY, "times", SHORT)
    after = events(client, address)[TUESDAY, "Stay"]
    assert before["UID"] == after["UID"] and before["DTSTART"].dt != after["DTSTART"].dt
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_two_addresses_share_no_ids_of_entries(client, village, address):
    mine = {str(one["UID"]) for one in events(client, address).values()}
    theirs = {str(one["UID"]) for one in events(client, subscribe(village.henrik)).values()}
    assert mine and theirs and not mine & theirs, "two who share a child cannot be told to do so"


def test_it_reaches_from_two_weeks_back_to_half_a_year_ahead_or_the_end_of_plans(client, village, address):
    days = [day for day, _title in events(client, address)]
    assert min(days) >= date(2026, 11, 10) and max(days) == date(2027, 5, 21), "a Friday"
    with moved(date(2027, 6, 1)):
        assert max(day for day, _title in events(client, address)) == date(2027, 8, 31)


def test_it_speaks_the_persons_language_whatever_the_other_calendar_asks_for(client, village, address):
    english = {title for _day, title in events(client, address)}
    Person.objects.filter(pk=village.marte.pk).update(language="nb")
    answer = client.get(address, headers={"Accept-Language": "en"})
    bokmaal = {str(one["SUMMARY"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert "Closed" in english and "Stengt" in bokmaal and "Closed" not in bokmaal

"""What the tests of the calendar that leaves say over and over."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from icalendar import Calendar

from ransel.attendance.actions.calendar_feeds import make_calendar_feed
from ransel.attendance.tests.stays import approve, send, week
from ransel.core import clock
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Person

OSLO = ZoneInfo("Europe/Oslo")


def ella_comes(village):
    return approve(village.siri, send(village.marte, village.ella, village.fjellheim, week(), starts=clock.today()))


def subscribe(person):
    """The path of the new address; what is read there is in English, as it stands in the code."""
    Person.objects.filter(pk=person.pk).update(language="en")
    return reverse("calendar-feed", args=make_calendar_feed(by=Actor(person, Strength.STRONG)))


def events(client, address):
    """{(first day, title): the event}"""
    answer = client.get(address)
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {(_day(one["DTSTART"].dt), str(one["SUMMARY"])): one for one in found}


def _day(moment):
    return moment.date() if isinstance(moment, datetime) else moment


def moved(day, hour=7):
    return clock.moved_to(datetime(day.year, day.month, day.day, hour, tzinfo=OSLO), still=True)

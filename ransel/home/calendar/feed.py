"""The door for other calendars: whoever has the address is let in, as long as the person it was made for would be."""

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from ransel.attendance.actions.calendar_feeds import digest_of, mark_read
from ransel.attendance.calendar.entries import entries_of
from ransel.attendance.calendar.ics import TYPE, tag_of, written
from ransel.attendance.models import CalendarFeed
from ransel.attendance.permits import READ_FEED
from ransel.core import clock
from ransel.core.doors import public
from ransel.identity.actor import Actor

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@public(reason="the address is the secret; what the person may see is asked anew each time, and names nobody")
@require_safe
def calendar_feed(request, first, second):
    """Everything that is not so, is answered alike: unknown, ended, protected, no guardian any more."""
    request.path = request.path_info = "/calendar/"  # a log of what goes wrong must not hold the address
    feed = CalendarFeed.objects.in_use().select_related("person").filter(digest=digest_of(first, second)).first()
    if feed is None:
        raise Http404
    children = READ_FEED.fetch_all(Actor(feed.person, session=feed.reference))
    if not children:
        raise Http404
    mark_read(feed)
    with translation.override(feed.person.language):
        entries = entries_of(feed, {child.pk for child in children})
    tag = tag_of(entries)
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers=HEADERS | {"ETag": tag})
    return HttpResponse(written(entries, clock.now()), content_type=TYPE, headers=HEADERS | {"ETag": tag})

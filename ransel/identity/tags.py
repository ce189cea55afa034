"""A tag says what a fragment was drawn from, and for whom; as long as that stands, the answer is 304 at the door.

It names its topics and seals them, with their versions, the reader, the quarter of the hour, the language and the
build. Only who was handed it through a permit has one. What ends a right raises the person's topic, or comes with a new
quarter, and so the tag no longer fits and the door asks its permit. See docs/decisions/0008-a-sealed-tag.md.
"""

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from ransel.core import clock
from ransel.core.http import by_htmx
from ransel.core.models import Topic

SALT = "ransel.identity.tags"
HEADER = "HX-PTag"
MOST_TOPICS = 50


def tag_for(actor, topics, versions=None) -> str:
    """The tag of a fragment that these topics can change for this reader. One statement, unless `versions` are told."""
    names = names_for(actor, topics)
    return f"{','.join(names)}.{_seal(actor, names, Topic.versions(names) if versions is None else versions)}"


def names_for(actor, topics) -> list[str]:
    return sorted({*topics, actor.person.reference})


def versions_for(request, topics) -> list[tuple[str, int]]:
    """For the tag of a fragment of these topics: as the door has read them just now, or else in one statement.

    What is drawn after they were read is never older than they are; at worst it is fetched once more.
    """
    names = names_for(request.actor, topics)
    read_names, versions = getattr(request, "versions_at_door", ((), []))
    return versions if names == list(read_names) else Topic.versions(names)


def unchanged(request):
    """304 if the fragment that the browser holds in memory is still the one; else None. One statement."""
    tag = request.headers.get(HEADER, "")
    if request.method != "GET" or not by_htmx(request) or "." not in tag:
        return None
    named, _dot, seal = tag.rpartition(".")
    names = named.split(",")
    if len(names) > MOST_TOPICS or request.actor.person.reference not in names:
        return None
    request.versions_at_door = names, (versions := Topic.versions(names))
    if not constant_time_compare(seal, _seal(request.actor, names, versions)):
        return None
    return HttpResponse(status=304, headers={HEADER: tag, "Cache-Control": "no-store"})


def _seal(actor, names, versions):
    parts = [*map(str, versions), str(actor.person.pk), str(actor.strength.value), str(actor.tablet)]
    parts += [str(clock.quarter()), translation.get_language() or "", settings.BUILD, *names]
    return salted_hmac(SALT, "\x1f".join(parts), algorithm="sha256").hexdigest()[:40]

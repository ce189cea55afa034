"""What a roster would change: its facts beside what the same system said before. Only that is staged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ransel.integrations.models import Import, Kind, SourceLink, Verb
from ransel.integrations.staging import Fact, Staged


@dataclass(slots=True)
class Known:
    """What a system last said of something: the digest of it, and whether it is over."""

    digest: str
    ended_on: date | None


def known_of(roster: Import) -> dict[tuple[str, str], Known]:
    """By what the file calls them: who has got another id there is found under the new one. One statement."""
    links = SourceLink.objects.filter(municipality=roster.municipality, system=roster.system)
    found: dict = {}
    for kind, source_id, digest, ended_on in links.values_list("kind", "source_id", "digest", "ended_on").iterator():
        if roster.renamed and kind in (Kind.PERSON, Kind.GUARDIANSHIP):
            source_id = renamed(source_id, roster.renamed)
        found.setdefault((kind, source_id), Known(digest, ended_on))
    return found


def renamed(source_id, names):
    return "/".join(names.get(part, part) for part in source_id.split("/"))


def differences(staged: Staged, known) -> Iterator[tuple[Verb, Kind, str, Fact | None]]:
    """What is new, changed or ends. What was ended and is named again is new: it is never revived in silence."""
    for kind, facts in staged.facts.items():
        for source_id, fact in facts.items():
            before = known.get((kind, source_id))
            if before is None or before.ended_on:
                yield Verb.NEW, kind, source_id, fact
            elif before.digest != fact.digest:
                yield Verb.CHANGED, kind, source_id, fact
    for kind, source_id in _gone(staged, known):
        yield Verb.ENDED, Kind(kind), source_id, None


def _gone(staged, known):
    unread = {one.source_id for one in staged.broken if one.source_id}
    for (kind, source_id), before in known.items():
        named = staged.knows(kind, source_id)
        told = not named and not _concerns(source_id, unread) if staged.bulk else (kind, source_id) in staged.gone
        if told and not named and not before.ended_on:
            yield kind, source_id


def _concerns(source_id, unread):
    """A row that could not be read ends nothing: neither what it is about, nor what ties it to others."""
    return source_id in unread or not unread.isdisjoint(source_id.split("/"))

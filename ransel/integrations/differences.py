"""What a roster would change: its facts beside what the same system said before. Only that is staged."""

from collections.abc import Iterator

from ransel.integrations.models import Import, Kind, SourceLink, Verb
from ransel.integrations.staging import Fact, Staged

NAMED = (Kind.PERSON, Kind.GUARDIANSHIP)  # what is called by people's ids


def known_of(roster: Import) -> dict[tuple[str, str], str | None]:
    """{(kind, what the file calls it): the digest of what was last said of it; None when it is over}.

    Who has got another id there is found under the new one. Two statements.
    """
    links = SourceLink.objects.filter(municipality=roster.municipality, system=roster.system)
    found: dict = {}
    for kind, source_id, digest in links.filter(ended_on=None).values_list("kind", "source_id", "digest").iterator():
        found.setdefault((kind, _now(roster, kind, source_id)), digest)
    for kind, source_id in links.exclude(ended_on=None).values_list("kind", "source_id").iterator():
        found.setdefault((kind, _now(roster, kind, source_id)), None)
    return found


def _now(roster, kind, source_id):
    return renamed(source_id, roster.renamed) if roster.renamed and kind in NAMED else source_id


def renamed(source_id, names):
    return "/".join(names.get(part, part) for part in source_id.split("/"))


def differences(staged: Staged, known) -> Iterator[tuple[Verb, Kind, str, Fact | None]]:
    """What is new, changed or ends. What was ended and is named again is new: it is never revived in silence."""
    for kind, facts in staged.facts.items():
        for source_id, fact in facts.items():
            before = known.get((kind, source_id))
            if before is None:
                yield Verb.NEW, kind, source_id, fact
            elif before != fact.digest:
                yield Verb.CHANGED, kind, source_id, fact
    for kind, source_id in _gone(staged, known):
        yield Verb.ENDED, Kind(kind), source_id, None


def _gone(staged, known):
    unread = {one.source_id for one in staged.broken if one.source_id}
    for (kind, source_id), before in known.items():
        named = staged.knows(kind, source_id)
        told = not named and not _concerns(source_id, unread) if staged.bulk else (kind, source_id) in staged.gone
        if told and not named and before is not None:
            yield kind, source_id


def _concerns(source_id, unread):
    """A row that could not be read ends nothing: neither what it is about, nor what ties it to others."""
    return source_id in unread or not unread.isdisjoint(source_id.split("/"))

"""What a roster would change: staged facts beside what the same system said before. Preview and apply both ask here."""

from dataclasses import dataclass, field

from ransel.integrations.models import Import, Kind, SourceLink, StagedRow


@dataclass
class Difference:
    """Of one kind. `new` and `changed` hold staged rows, `ended` links of what the roster no longer names."""

    new: list[StagedRow] = field(default_factory=list)
    changed: list[tuple[StagedRow, SourceLink]] = field(default_factory=list)
    ended: list[SourceLink] = field(default_factory=list)

    @property
    def nothing(self):
        return not (self.new or self.changed or self.ended)


def links_of(roster: Import) -> dict[tuple[str, str], SourceLink]:
    """By what the file calls them: who has got another id there is found under the new one."""
    found = {}
    for link in SourceLink.objects.filter(municipality=roster.municipality, system=roster.system).iterator():
        if link.kind in (Kind.PERSON, Kind.GUARDIANSHIP) and roster.renamed:
            link.source_id = renamed(link.source_id, roster.renamed)
        found.setdefault((link.kind, link.source_id), link)
    return found


def renamed(source_id, names):
    return "/".join(names.get(part, part) for part in source_id.split("/"))


def differences(roster: Import, links=None) -> dict[Kind, Difference]:
    """Three statements. What was ended and is named again is new: it is never revived in silence."""
    links = links_of(roster) if links is None else links
    found = {kind: Difference() for kind in Kind}
    named = set()
    for row in roster.rows.all().iterator():
        key = (row.kind, row.source_id)
        named.add(key)
        link = links.get(key)
        if row.gone:
            if link and not link.ended_on:
                found[Kind(row.kind)].ended.append(link)
        elif link is None or link.ended_on:
            found[Kind(row.kind)].new.append(row)
        elif link.digest != row.digest:
            found[Kind(row.kind)].changed.append((row, link))
    if roster.bulk:
        unread = set(roster.broken.exclude(source_id="").values_list("source_id", flat=True))
        for key, link in links.items():
            if key not in named and not link.ended_on and not _concerns(link.source_id, unread):
                found[Kind(link.kind)].ended.append(link)
    return found


def _concerns(source_id, unread):
    """A row that could not be read ends nothing: neither what it is about, nor what ties it to others."""
    return source_id in unread or not unread.isdisjoint(source_id.split("/"))

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
    links = SourceLink.objects.filter(municipality=roster.municipality, system=roster.system)
    return {(link.kind, link.source_id): link for link in links}


def differences(roster: Import, links=None) -> dict[Kind, Difference]:
    """Two statements. What was ended and is named again is new: it is never revived in silence."""
    links = links_of(roster) if links is None else links
    found = {kind: Difference() for kind in Kind}
    named = set()
    for row in roster.rows.all():
        key = (row.kind, row.source_id)
        named.add(key)
        link = links.get(key)
        if link is None or link.ended_on:
            found[Kind(row.kind)].new.append(row)
        elif link.digest != row.digest:
            found[Kind(row.kind)].changed.append((row, link))
    if roster.bulk:
        for key, link in links.items():
            if key not in named and not link.ended_on:
                found[Kind(link.kind)].ended.append(link)
    return found

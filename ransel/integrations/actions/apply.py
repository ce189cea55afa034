from datetime import timedelta

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.identity.actor import Actor
from ransel.integrations import permits
from ransel.integrations.actions import things
from ransel.integrations.differences import differences, links_of
from ransel.integrations.models import Import, Kind, SourceLink
from ransel.people.models import Guardianship, Post

BATCH = 500


@writing()
def apply(*, by: Actor, roster: Import, approve_ground: bool) -> Import:
    """Make it so, all of it or nothing. Applied twice, it is applied once.

    Nothing is deleted: what the roster no longer names ends. Protection only rises. Blocks and confirmations are not
    touched. A new guardian is confirmed only when the one who applies approves the column naming the ground.
    """
    roster = lock(roster)
    permits.APPLY_ROSTER.ask(by, roster.pk)
    if roster.applied_at:
        return roster
    applying = Applying(by, roster, approve_ground)
    for kind in Kind:
        applying.put(kind)
    for kind in reversed(Kind):
        applying.end(kind)
    roster.applied_by, roster.applied_at, roster.ground_approved = by.person, clock.now(), approve_ground
    roster.save(update_fields=["applied_by", "applied_at", "ground_approved"])
    audit.record("roster.applied", by=by, about=roster)
    announce("roster.applied", by=by, about=roster, topics=applying.topics())
    return roster


class Applying:
    """One roster on its way in: what it has met, by kind, and what our own things are called in it."""

    def __init__(self, by, roster, approve_ground):
        self.by, self.roster, self.approve_ground = by, roster, approve_ground
        self.links = links_of(roster)
        self.found = differences(roster, self.links)
        self.today = clock.today()

    def target(self, kind, source_id):
        """Our id of what the roster calls so."""
        return self.links[kind, source_id].target

    def put(self, kind):
        """What is new, and what has changed, of one kind."""
        put = things.PUT[kind](self)
        found = self.found[kind]
        if found.new:
            targets = put.make(found.new)
            self._link(kind, found.new, targets)
        if found.changed:
            put.change([(row.facts, link.target) for row, link in found.changed])
            for row, link in found.changed:
                link.digest = row.digest
            SourceLink.objects.bulk_update([link for _row, link in found.changed], ["digest"], batch_size=BATCH)

    def _link(self, kind, rows, targets):
        new, again = [], []
        for row, target in zip(rows, targets, strict=True):
            link = self.links.get((kind, row.source_id))
            if link:
                link.target, link.digest, link.ended_on = target, row.digest, None
                again.append(link)
            else:
                where = {"municipality": self.roster.municipality, "system": self.roster.system}
                link = SourceLink(kind=kind, source_id=row.source_id, target=target, digest=row.digest, **where)
                self.links[kind, row.source_id] = link
                new.append(link)
        SourceLink.objects.bulk_create(new, batch_size=BATCH)
        SourceLink.objects.bulk_update(again, ["target", "digest", "ended_on"], batch_size=BATCH)

    def end(self, kind):
        """What is not named any more gives nothing from today on; it stays, with its dates."""
        links = self.found[kind].ended
        if links:
            things.PUT[kind](self).end([link.target for link in links], self.today - timedelta(days=1))
            for link in links:
                link.ended_on = self.today
            SourceLink.objects.bulk_update(links, ["ended_on"], batch_size=BATCH)

    def topics(self):
        """Every board of the municipality looks again, and everybody whose rights may have changed."""
        groups = [link.target for (kind, _id), link in self.links.items() if kind == Kind.GROUP]
        return [*(f"group:{group}" for group in groups), *(f"person:{person}" for person in self._concerned())]

    def _concerned(self):
        """Whose rights may have changed: everybody with a post or a guardianship that is new, changed or ended."""
        for kind, model, column in ((Kind.GUARDIANSHIP, Guardianship, "guardian"), (Kind.POST, Post, "person")):
            found = self.found[kind]
            rows = [*found.new, *(row for row, _link in found.changed)]
            targets = [self.target(kind, row.source_id) for row in rows] + [link.target for link in found.ended]
            for start in range(0, len(targets), BATCH):
                some = model.objects.filter(pk__in=targets[start : start + BATCH])
                yield from some.values_list(column, flat=True)

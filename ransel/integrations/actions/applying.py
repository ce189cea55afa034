"""One roster on its way in: what it meets, by kind, and what our own things are called in it."""

from collections import defaultdict
from datetime import timedelta
from functools import partial

from ransel.core import clock
from ransel.integrations.actions import things
from ransel.integrations.differences import differences, links_of
from ransel.integrations.models import Change, Kind, SourceLink
from ransel.people.models import Enrolment, Guardianship, Post

BATCH = 500
AT_ONCE = 400  # rows in one step: a few tenths of a second, for others wait while it lasts
IN_UNIT = ((Kind.PLACE, Enrolment), (Kind.POST, Post))


class Applying:
    def __init__(self, by, roster):
        self.by, self.roster, self.approve_ground = by, roster, roster.ground_approved
        self.links = links_of(roster)
        self.found = differences(roster, self.links)
        self.today = clock.today()

    def target(self, kind, source_id):
        """Our id of what the roster calls so."""
        return self.links[kind, source_id].target

    def steps(self):
        """Functions without arguments, in the order in which things lean on each other; a unit's places in one go."""
        if self.roster.renamed:
            yield self.rename
        for kind in (Kind.UNIT, Kind.GROUP, Kind.PERSON):
            yield from self._put(kind)
        for unit in self._by_unit():
            yield partial(self._unit, unit)
        yield from self._put(Kind.GUARDIANSHIP)
        for kind in (Kind.GUARDIANSHIP, Kind.PERSON, Kind.GROUP, Kind.UNIT):
            for some in _some(self.found[kind].ended):
                yield partial(self.end, kind, some)

    def _put(self, kind):
        for some in _some(self.found[kind].new):
            yield partial(self.make, kind, some)
        for some in _some(self.found[kind].changed):
            yield partial(self.change, kind, some)

    def _by_unit(self):
        """[[(verb, kind, rows)]]: what happens in each unit, from what is staged and from what is there."""
        units = defaultdict(lambda: defaultdict(list))
        for kind, model in IN_UNIT:
            found = self.found[kind]
            for row in found.new:
                units[self._unit_id(row)][self.make, kind].append(row)
            for row, link in found.changed:
                units[self._unit_id(row)][self.change, kind].append((row, link))
            where = dict(_values(model, [link.target for link in found.ended], "unit_id"))
            for link in found.ended:
                units[where.get(link.target)][self.end, kind].append(link)
        return list(units.values())

    def _unit_id(self, row):
        unit = row.facts["unit"]
        return self.target(Kind.UNIT, unit) if unit and (Kind.UNIT, unit) in self.links else unit

    def _unit(self, work):
        for (verb, kind), rows in work.items():
            verb(kind, rows)

    def rename(self):
        """Whoever has got another id in the other system is known by that from now on."""
        there = {link.pk: link for link in self.links.values()}
        theirs = SourceLink.objects.filter(municipality=self.roster.municipality, system=self.roster.system)
        stored = dict(theirs.filter(kind__in=(Kind.PERSON, Kind.GUARDIANSHIP)).values_list("pk", "source_id"))
        changed = [there[pk] for pk, source_id in stored.items() if pk in there and there[pk].source_id != source_id]
        SourceLink.objects.bulk_update(changed, ["source_id"], batch_size=BATCH)

    def make(self, kind, rows):
        targets = things.PUT[kind](self).make(rows)
        self._note(
            kind,
            [
                (row.source_id, target, None, {}, _link(self.links.get((kind, row.source_id))))
                for row, target in zip(rows, targets, strict=True)
            ],
        )
        self._link(kind, rows, targets)

    def change(self, kind, found):
        put = things.PUT[kind](self)
        told = put.change([(row.facts, link.target) for row, link in found])
        self._note(
            kind,
            [(row.source_id, link.target, *told.get(link.target, ({}, {})), _link(link)) for row, link in found],
        )
        found = [(row, link) for row, link in found if link.target not in put.held]
        for row, link in found:
            link.digest = row.digest
        SourceLink.objects.bulk_update([link for _row, link in found], ["digest"], batch_size=BATCH)

    def end(self, kind, links):
        """What is not named any more gives nothing from today on; it stays, with its dates."""
        told = things.PUT[kind](self).end([link.target for link in links], self.today - timedelta(days=1))
        self._note(
            kind,
            [(link.source_id, link.target, *told.get(link.target, ({}, {})), _link(link)) for link in links],
        )
        for link in links:
            link.ended_on = self.today
        SourceLink.objects.bulk_update(links, ["ended_on"], batch_size=BATCH)

    def _note(self, kind, told):
        """What was before, and what is after, so that it can be undone."""
        names = ("source_id", "target", "before", "after", "link")
        Change.objects.bulk_create(
            (Change(roster=self.roster, kind=kind, **dict(zip(names, one, strict=True))) for one in told),
            batch_size=BATCH,
        )

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

    def topics(self):
        """Every board of the municipality looks again, and everybody whose rights may have changed."""
        groups = [link.target for (kind, _id), link in self.links.items() if kind == Kind.GROUP]
        return [*(f"group:{group}" for group in groups), *(f"person:{person}" for person in self._concerned())]

    def _concerned(self):
        """Whose rights may have changed: everybody with a post or a guardianship that is new, changed or ended."""
        for kind, model, column in ((Kind.GUARDIANSHIP, Guardianship, "guardian"), (Kind.POST, Post, "person")):
            changed = Change.objects.filter(roster=self.roster, kind=kind).values_list("target", flat=True)
            for _pk, person in _values(model, list(changed), column):
                yield person


def _link(link):
    """How the source link was before; nothing when it was not there."""
    return link and link.pk and {"target": str(link.target), "digest": link.digest, "ended_on": link.ended_on}


def _values(model, pks, column):
    for some in _some(pks, BATCH):
        yield from model.objects.filter(pk__in=some).values_list("pk", column)


def _some(rows, size=AT_ONCE):
    for start in range(0, len(rows), size):
        yield rows[start : start + size]

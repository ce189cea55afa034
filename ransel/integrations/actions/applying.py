"""One roster on its way in, step by step. A step knows only the rows it is about, however big the roster."""

from collections import defaultdict
from datetime import timedelta
from functools import partial
from typing import Any

from ransel.core import bulk, clock
from ransel.core.actions import raise_topics
from ransel.integrations.actions import ties
from ransel.integrations.differences import renamed
from ransel.integrations.models import Change, Kind, SourceLink, StagedRow, Verb
from ransel.people.models import Enrolment, Guardianship, Post

AT_ONCE = 1_000  # rows in one step: a few tenths of a second, for others wait while it lasts
IN_UNIT = (Kind.PLACE, Kind.POST)
POINTS_AT = {  # {kind: {what of the facts: the kind of it}}
    Kind.UNIT: {},
    Kind.GROUP: {"unit": Kind.UNIT},
    Kind.PERSON: {},
    Kind.PLACE: {"child": Kind.PERSON, "unit": Kind.UNIT, "group": Kind.GROUP},
    Kind.GUARDIANSHIP: {"child": Kind.PERSON, "guardian": Kind.PERSON},
    Kind.POST: {"person": Kind.PERSON, "unit": Kind.UNIT, "group": Kind.GROUP},
}
CONCERNS = {  # {kind: (model, {topic: column})}: whose pages look again
    Kind.PLACE: (Enrolment, {"group": "group", "child": "child"}),
    Kind.GUARDIANSHIP: (Guardianship, {"person": "guardian", "child": "child"}),
    Kind.POST: (Post, {"person": "person", "group": "group"}),
}


class Applying:
    """Of the step that is being done: `links`, of what it is about, and `targets`, of all that points at.

    Both by kind and by what the file calls things.
    """

    def __init__(self, by, roster):
        self.by, self.roster, self.approve_ground = by, roster, roster.ground_approved
        self.links: dict = {}
        self.targets: dict = {}
        self.today = clock.today()

    def target(self, kind, source_id):
        """Our id of what the roster calls so."""
        return self.targets[kind, source_id]

    def steps(self):
        """Functions without arguments, in the order in which things lean on each other; places and posts by unit."""
        if self.roster.renamed:
            yield self.rename
        for kind in (Kind.UNIT, Kind.GROUP, Kind.PERSON):
            yield from self._of(kind, Verb.NEW, Verb.CHANGED)
        yield from self._by_unit()
        yield from self._of(Kind.GUARDIANSHIP, Verb.NEW, Verb.CHANGED)
        for kind in (Kind.GUARDIANSHIP, Kind.PERSON, Kind.GROUP, Kind.UNIT):
            yield from self._of(kind, Verb.ENDED)

    def _left(self, **which):
        """The rows that have not come true yet: those done are let go of, step by step."""
        return self.roster.rows.filter(**which).order_by("pk").values_list("pk", flat=True)

    def _of(self, kind, *verbs):
        for verb in verbs:
            for some in _some(list(self._left(kind=kind, verb=verb))):
                yield partial(self.step, [(verb, kind, some)])

    def _by_unit(self):
        """What is new, changed and ended in a unit comes true together, or as near as a big unit allows.

        Small units go together: a step costs what it costs, however little is done in it.
        """
        units = defaultdict(list)
        for verb, kind in ((verb, kind) for verb in Verb for kind in IN_UNIT):
            rows = self.roster.rows.filter(kind=kind, verb=verb).order_by("pk").values_list("pk", "source_id", "unit")
            for pk, source_id, unit in rows if verb != Verb.ENDED else self._with_unit(kind, rows):
                units[unit].append((verb, kind, pk, source_id))
        for of_unit in units.values():
            of_unit.sort(key=lambda one: one[3])  # the old and the new place of a child seldom lie far apart
        for together in _together(units.values()):
            work = defaultdict(list)
            for verb, kind, pk, _source_id in together:
                work[verb, kind].append(pk)
            yield partial(self.step, [(verb, kind, pks) for (verb, kind), pks in work.items()])

    def _with_unit(self, kind, rows):
        """A row that ends something does not say where it was: our own thing does."""
        model: Any = CONCERNS[kind][0]
        units = {link.target: link.source_id for link in self.links_of(Kind.UNIT)}
        for some in _some(list(rows)):
            links = self.links_of(kind, {source_id for _pk, source_id, _unit in some})
            targets = dict(links.values_list("source_id", "target"))
            where = dict(model.objects.filter(pk__among=set(targets.values())).values_list("pk", "unit"))
            for pk, source_id, _unit in some:
                yield pk, source_id, units.get(where.get(targets.get(source_id)), "")

    def links_of(self, kind, source_ids=None):
        links = SourceLink.objects.filter(
            municipality=self.roster.municipality_id, system=self.roster.system, kind=kind
        )
        return links if source_ids is None else links.filter(source_id__among=source_ids)

    def step(self, work):
        """Some rows come true, are noted so that they can be undone, and are let go of."""
        verbs, shown = {Verb.NEW: self.make, Verb.CHANGED: self.change, Verb.ENDED: self.end}, []
        for verb, kind, pks in work:
            staged = StagedRow.objects.filter(pk__among=pks).order_by("pk")
            rows: list[Any] = list(staged.values_list("source_id", "facts", "digest", named=True))
            self._know(kind, rows)
            if rows:
                shown += topics(kind, verbs[verb](kind, rows))
                StagedRow.objects.filter(pk__among=pks).delete()
        raise_topics(shown)

    def _know(self, kind, rows):
        self.links = {(kind, link.source_id): link for link in self.links_of(kind, {row.source_id for row in rows})}
        wanted = defaultdict(set)
        for row in rows:
            for name, of in POINTS_AT[kind].items():
                if told := row.facts.get(name):
                    wanted[of].add(told)
        self.targets = {}
        for of, source_ids in wanted.items():
            found = self.links_of(of, source_ids).values_list("source_id", "target")
            self.targets |= {(of, source_id): target for source_id, target in found}

    def rename(self):
        """Whoever has got another id in the other system is known by that from now on."""
        names, changed = self.roster.renamed, []
        for kind in (Kind.PERSON, Kind.GUARDIANSHIP):
            taken = set(self.links_of(kind).values_list("source_id", flat=True))
            for link in self.links_of(kind):
                new = renamed(link.source_id, names)
                if new != link.source_id and new not in taken:
                    link.source_id = new
                    changed.append(link)
        bulk.update(SourceLink, changed, ["source_id"])

    def make(self, kind, rows):
        put = ties.PUT[kind](self)
        targets = put.make(rows)
        before = [_link(self.links.get((kind, row.source_id))) for row in rows]
        told = zip(rows, targets, before, strict=True)
        self._note(kind, [(row.source_id, target, None, {}, link) for row, target, link in told])
        self._link(kind, rows, targets)
        return [target for target in targets if target not in put.unseen]

    def change(self, kind, rows):
        found = [(row, self.links[kind, row.source_id]) for row in rows]
        put = ties.PUT[kind](self)
        told = put.change([(row.facts, link.target) for row, link in found])
        self._note(
            kind, [(link.source_id, link.target, *told.get(link.target, NOTHING), _link(link)) for _row, link in found]
        )
        for row, link in found:
            link.digest = row.digest if link.target not in put.held else link.digest
        bulk.update(SourceLink, [link for _row, link in found], ["digest"])
        return [link.target for _row, link in found]

    def end(self, kind, rows):
        return self.end_links(kind, [self.links[kind, row.source_id] for row in rows])

    def end_links(self, kind, links):
        """What is not named any more gives nothing from today on; it stays, with its dates."""
        told = ties.PUT[kind](self).end([link.target for link in links], self.today - timedelta(days=1))
        self._note(
            kind, [(link.source_id, link.target, *told.get(link.target, NOTHING), _link(link)) for link in links]
        )
        for link in links:
            link.ended_on = self.today
        bulk.update(SourceLink, links, ["ended_on"])
        return [link.target for link in links]

    def _note(self, kind, told):
        """What was before, and what is after, so that it can be undone."""
        names, of = ("source_id", "target", "before", "after", "link"), {"roster_id": self.roster.pk, "kind": kind}
        bulk.insert(Change, [of | dict(zip(names, one, strict=True)) for one in told])

    def _link(self, kind, rows, targets):
        new, again = [], []
        where = {"municipality_id": self.roster.municipality_id, "system": self.roster.system, "kind": kind}
        for row, target in zip(rows, targets, strict=True):
            link = self.links.get((kind, row.source_id))
            if link:
                link.target, link.digest, link.ended_on = target, row.digest, None
                again.append(link)
            else:
                new.append(where | {"source_id": row.source_id, "target": target, "digest": row.digest})
        bulk.insert(SourceLink, new)
        bulk.update(SourceLink, again, ["target", "digest", "ended_on"])


NOTHING = ({}, {})


def topics(kind, targets):
    """The pages that show these things, or that somebody sees because of them."""
    if kind not in CONCERNS:
        return [f"{kind}:{target}" for target in targets] if kind in (Kind.GROUP, Kind.PERSON) else []
    concerned, columns = CONCERNS[kind]
    model: Any = concerned
    rows = model.objects.filter(pk__among=set(targets)).values_list(*columns.values())
    return [f"{topic}:{pk}" for row in rows for topic, pk in zip(columns, row, strict=True) if pk]


def _link(link):
    """How the source link was before; nothing when it was not there."""
    return link and {"target": str(link.target), "digest": link.digest, "ended_on": link.ended_on}


def _together(units, size=AT_ONCE):
    """Whole units, as many as go into a step; one that is too big for it in parts."""
    step: list = []
    for rows in units:
        for some in _some(rows, size):
            if len(step) + len(some) > size:
                yield step
                step = []
            step = step + some
    if step:
        yield step


def _some(rows, size=AT_ONCE):
    for start in range(0, len(rows), size):
        yield rows[start : start + size]

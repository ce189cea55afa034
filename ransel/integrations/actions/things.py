"""How each kind of staged fact becomes rows of ours: made, changed, ended; in bulk."""

from base64 import b64decode
from datetime import date
from typing import Any

from ransel.core import bulk
from ransel.core.models import Model
from ransel.integrations.models import Kind
from ransel.people.models import Child, Enrolment, Guardianship, NationalId, Person, Post
from ransel.units.models import Group, Unit


class Put:
    """For one kind: `model`, and `values(facts)` that says what its columns are to be."""

    model: type[Model]
    changes: tuple = ()

    def __init__(self, applying):
        self.applying = applying
        self.unseen: set = set()  # targets made just now, on nobody's page yet
        self.held: set = set()  # targets whose change waits for somebody's word: the next roster tells of it again

    def target(self, kind, source_id):
        return self.applying.target(kind, source_id)

    def make(self, rows):
        return bulk.insert(self.model, [self.begun(self.values(row.facts)) for row in rows])

    def change(self, told) -> dict:
        """{target: (the columns before, and after)}, of those columns that changed."""
        there = self.model._default_manager.in_bulk([target for _facts, target in told])
        changed = {}
        for facts, target in told:
            thing = there[target]
            before = self.columns(thing)
            self.alter(thing, self.values(facts))
            changed[target] = _differing(before, self.columns(thing))
        bulk.update(self.model, there.values(), self.changes)
        return changed

    def columns(self, thing):
        return {name: getattr(thing, name) for name in self.changes}

    def begun(self, values):
        """A file that does not say since when says from today."""
        return _since(values, self.applying.today)

    def alter(self, thing, values):
        if "starts" in values:
            values = _since(values, thing.starts)
        for name in self.changes:
            setattr(thing, name, values[name])

    def values(self, facts) -> dict:
        raise NotImplementedError

    def end(self, targets, last_day) -> dict:
        """What began is over after `last_day`; what was to begin later never does. Answers as `change` does."""
        ending: list[Any] = list(self.model._default_manager.filter(pk__among=set(targets)))
        changed = {}
        for thing in ending:
            before = {"starts": thing.starts, "ends": thing.ends}
            thing.starts = min(thing.starts, last_day)
            thing.ends = last_day if thing.ends is None else min(thing.ends, last_day)
            changed[thing.pk] = _differing(before, {"starts": thing.starts, "ends": thing.ends})
        columns = ["starts", "ends"]
        bulk.update(self.model, ending, columns)
        return changed


def _since(values, day):
    """From this day where the file says none; from the last day where that lies before it."""
    if "starts" not in values or values["starts"]:
        return values
    return values | {"starts": min(day, values["ends"] or day)}


def _differing(before, after):
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


class Units(Put):
    model, changes = Unit, ("kind", "name", "number", "phone", "email")

    def values(self, facts):
        return {**facts, "municipality_id": self.applying.roster.municipality_id}

    def end(self, targets, last_day):
        """A unit does not end by a file: everything in it does."""
        return {}


class Groups(Put):
    model, changes = Group, ("unit_id", "kind", "name", "year_level", "closed_on")

    def values(self, facts):
        said = {key: facts[key] for key in ("kind", "name", "year_level")}
        return said | {"unit_id": self.target(Kind.UNIT, facts["unit"]), "closed_on": None}

    def end(self, targets, last_day):
        Group.objects.filter(pk__in=targets).update(closed_on=self.applying.today)
        return {target: ({"closed_on": None}, {"closed_on": self.applying.today}) for target in targets}


class People(Put):
    model = Person
    changes = ("given_name", "family_name", "birth_date", "protection", "language")

    def values(self, facts):
        said = {key: facts[key] for key in ("given_name", "family_name", "protection", "language")}
        return said | {"birth_date": day(facts["birth_date"])}

    def alter(self, thing, values):
        """Protection may be raised by a file, never lowered; the language is the person's own from now on."""
        values = values | {"protection": max(thing.protection, values["protection"]), "language": thing.language}
        values["birth_date"] = values["birth_date"] or thing.birth_date
        super().alter(thing, values)

    def make(self, rows):
        """Somebody known by their number already is the same person: another municipality, or another post.

        So is somebody this system has told of before by the same id, and then not: a block on them holds still.
        """
        numbers = {row.facts["lookup"] for row in rows if row.facts["lookup"]}
        known: dict = dict(NationalId.objects.filter(lookup__among=numbers).values_list("lookup", "person"))
        known |= {("id", source_id): person for source_id, person in self._told_before(rows).items()}
        new, targets, there, fresh = [], [], {}, iter(bulk.ids(len(rows)))
        for row in rows:
            person = known.get(row.facts["lookup"]) or known.get(("id", row.source_id))
            if person:
                there[person] = max(there.get(person, 0), row.facts["protection"])
            else:
                person = next(fresh)
                new.append({"id": person, **self.values(row.facts)})
            targets.append(person)
            if row.facts["lookup"]:
                known.setdefault(row.facts["lookup"], person)
        self.unseen = set(bulk.insert(Person, new))
        self._protect(there)
        self._number(rows, targets)
        self._children(rows, targets)
        return targets

    def _told_before(self, rows):
        """{source id: person}, of those who have come back. An id with another birth date is somebody else's now."""
        links = {row.source_id: self.applying.links.get((Kind.PERSON, row.source_id)) for row in rows}
        told_of = {link.target for link in links.values() if link}
        born = dict(Person.objects.filter(pk__among=told_of).values_list("pk", "birth_date"))
        found = {}
        for row in rows:
            link, told = links[row.source_id], day(row.facts["birth_date"])
            if link and (told is None or born[link.target] in (None, told)):
                found[row.source_id] = link.target
        return found

    def _protect(self, told):
        """What this file says of who was known may raise their protection, and nothing else."""
        for level in (1, 2):
            raised = [person for person, protection in told.items() if protection >= level]
            Person.objects.filter(pk__in=raised, protection__lt=level).update(protection=level)

    def change(self, told):
        changed = super().change(told)
        rows = [_Row(facts) for facts, _target in told]
        targets = [target for _facts, target in told]
        self._number(rows, targets)
        self._children(rows, targets)
        return changed

    def _number(self, rows, targets):
        """A number is added where there was none, or replaces a D-number; never one that is somebody else's."""
        told = {target: row.facts for row, target in zip(rows, targets, strict=True) if row.facts["lookup"]}
        lookups = {facts["lookup"] for facts in told.values()}
        taken = set(NationalId.objects.filter(lookup__among=lookups).values_list("lookup", flat=True))
        there = {one.person_id: one for one in NationalId.objects.filter(person__among=told.keys() - self.unseen)}
        new, changed = [], []
        for target, facts in told.items():
            if facts["lookup"] in taken:
                continue
            taken.add(facts["lookup"])
            cipher = b64decode(facts["cipher"])
            if one := there.get(target):
                one.cipher, one.lookup = cipher, facts["lookup"]
                changed.append(one)
            else:
                new.append({"person_id": target, "cipher": cipher, "lookup": facts["lookup"]})
        bulk.insert(NationalId, new)
        bulk.update(NationalId, changed, ["cipher", "lookup"])

    def _children(self, rows, targets):
        children = {target for row, target in zip(rows, targets, strict=True) if row.facts["child"]}
        there = set(Child.objects.filter(person__among=children - self.unseen).values_list("person", flat=True))
        bulk.insert(Child, [{"person_id": one} for one in children - there])

    def end(self, targets, last_day):
        """People do not end: their places, posts and guardianships do, those that this system told of.

        Whoever it still names by another id has lost that id only: what was told by it ends by itself.
        """
        links = self.applying.links_of(Kind.PERSON).filter(target__in=targets, ended_on=None)
        ending = {link.pk for (kind, _id), link in self.applying.links.items() if kind == Kind.PERSON}
        targets = set(targets) - {link.target for link in links if link.pk not in ending}
        for kind, model, of in (
            (Kind.PLACE, Enrolment, ("child__person",)),
            (Kind.POST, Post, ("person",)),
            (Kind.GUARDIANSHIP, Guardianship, ("guardian", "child__person")),
        ):
            theirs: set = set()
            for column in of:
                theirs |= set(model._default_manager.filter(**{f"{column}__in": targets}).values_list("pk", flat=True))
            if left := list(self.applying.links_of(kind).filter(target__in=theirs, ended_on=None)):
                self.applying.end_links(kind, left)
        return {}


class _Row:
    def __init__(self, facts):
        self.facts = facts


def day(text) -> date | None:
    return date.fromisoformat(text) if text else None

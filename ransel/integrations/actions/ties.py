"""How what ties people to units and to each other becomes rows of ours: places, guardianships, posts."""

from ransel.core import bulk, clock
from ransel.core.actions import announce_all
from ransel.integrations.actions.things import Groups, People, Put, Units, day
from ransel.integrations.models import Kind
from ransel.people.models import Child, Enrolment, Guardianship, Post


class OfAChild(Put):
    """What needs to know our child behind the roster's person."""

    def make(self, rows):
        self._know([row.facts for row in rows])
        return super().make(rows)

    def change(self, told):
        self._know([facts for facts, _target in told])
        return super().change(told)

    def _know(self, told):
        people = {self.target(Kind.PERSON, facts["child"]) for facts in told}
        self.children = dict(Child.objects.filter(person__among=people).values_list("person", "pk"))
        new = [{"person_id": one} for one in people - self.children.keys()]  # told of as an adult before
        bulk.insert(Child, new)
        self.children |= {one["person_id"]: one["id"] for one in new}

    def child(self, facts):
        return self.children[self.target(Kind.PERSON, facts["child"])]


class Places(OfAChild):
    model = Enrolment
    changes = ("unit_id", "group_id", "place_type", "starts", "ends")

    def values(self, facts):
        return {
            "child_id": self.child(facts),
            "unit_id": self.target(Kind.UNIT, facts["unit"]),
            "group_id": self.target(Kind.GROUP, facts["group"]) if facts["group"] else None,
            "place_type": facts["place_type"],
            "starts": day(facts["starts"]),
            "ends": day(facts["ends"]),
        }


class Guardianships(OfAChild):
    model = Guardianship
    changes = ("ground", "residence", "starts", "ends", "confirmed_by_id", "confirmed_at")

    def _know(self, told):
        """A municipality answers for the children who have a place with it, and for no others."""
        super()._know(told)
        places = Enrolment.objects.not_over(self.applying.today).filter(child__among=set(self.children.values()))
        here = places.values_list("child", "unit__municipality")
        self.of_ours = {child for child, its in here if its == self.applying.roster.municipality_id}
        there = Guardianship.objects.on(self.applying.today).filter(
            child__among=self.of_ours, confirmed_at__lt=self.applying.roster.read_at
        )
        self.guarded = set(there.values_list("child", flat=True))

    def make(self, rows):
        made = super().make(rows)
        self._tell(made)
        return made

    def change(self, told):
        changed = super().change(told)
        self._tell([pk for pk, (_before, after) in changed.items() if after.get("confirmed_at")])
        return changed

    def _tell(self, pks):
        """Adults who were there before this roster hear that there is one more. Nobody else is sent anything."""
        if self.guarded:
            new = Guardianship.objects.filter(pk__among=set(pks), confirmed_at__isnull=False, child__among=self.guarded)
            announce_all("guardianship.confirmed", by=self.applying.by, about=list(new), topics=[])

    def values(self, facts):
        child = self.child(facts)
        said = {"child_id": child, "guardian_id": self.target(Kind.PERSON, facts["guardian"])}
        said |= {key: facts[key] for key in ("ground", "residence")}
        said |= {"starts": day(facts["starts"]), "ends": day(facts["ends"])}
        if self.applying.approve_ground and facts["ground"] and child in self.of_ours:
            return said | {"confirmed_by_id": self.applying.by.person.pk, "confirmed_at": clock.now()}
        return said | {"confirmed_by_id": None, "confirmed_at": None}

    def alter(self, thing, values):
        """What was confirmed stays so, on its ground; longer than it was only if the column is approved."""
        if thing.confirmed_at:
            kept = {name: getattr(thing, name) for name in ("ground", "confirmed_by_id", "confirmed_at")}
            if not values["confirmed_at"] and _longer(values, thing):
                self.held.add(thing.pk)
                kept |= {"starts": thing.starts, "ends": thing.ends}
            values = values | kept
        super().alter(thing, values)


def _longer(values, thing):
    later = thing.ends is not None and (values["ends"] is None or values["ends"] > thing.ends)
    return later or (values["starts"] is not None and values["starts"] < thing.starts)


class Posts(Put):
    model, changes = Post, ("unit_id", "group_id", "role", "starts", "ends")

    def values(self, facts):
        unit = self.target(Kind.UNIT, facts["unit"]) if facts["unit"] else None
        return {
            "person_id": self.target(Kind.PERSON, facts["person"]),
            "municipality_id": self.applying.roster.municipality_id,
            "unit_id": unit,
            "group_id": self.target(Kind.GROUP, facts["group"]) if facts["group"] else None,
            "role": facts["role"],
            "starts": day(facts["starts"]),
            "ends": day(facts["ends"]),
        }


PUT = {
    Kind.UNIT: Units,
    Kind.GROUP: Groups,
    Kind.PERSON: People,
    Kind.PLACE: Places,
    Kind.GUARDIANSHIP: Guardianships,
    Kind.POST: Posts,
}

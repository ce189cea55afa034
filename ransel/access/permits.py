from dataclasses import dataclass, field

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.http import Http404

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.models import Model
from ransel.core.prepared import ID, IDS, prepared
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Child, Enrolment, Person
from ransel.units.models import Function, Group, Municipality, Unit

COLUMNS = {
    Child: {"child": "pk"},
    Group: {"group": "pk", "unit": "unit", "municipality": "unit__municipality"},
    Unit: {"unit": "pk", "municipality": "municipality"},
    Municipality: {"municipality": "pk"},
}


@dataclass(frozen=True, eq=False)
class Permit:
    """One thing somebody may do, over which things, and who may do it. A permit is a query.

    `over` is the model; `columns` says where on it the child, unit, group or municipality stands that a relation
    reaches (known for those four themselves). `seen_through` is the permit of those who may know of the thing, and so
    are told "you may not" instead of "there is no such thing".
    """

    name: str
    over: type[Model]
    to: tuple
    columns: dict = field(default_factory=dict)
    function: Function.Name | None = None
    use: Function.Use = Function.Use.READ  # how much of the function a guardian needs
    seen_through: "Permit | None" = None
    strength: Strength = Strength.ANY
    along: tuple = ()  # fetched in the same statement
    only: dict = field(default_factory=dict)  # of the model's things, none but these

    def reach(self, actor: Actor):
        """The things this actor holds the permit for, as a queryset. A login too weak reaches nothing."""
        someone = Q(pk__in=[])
        if actor.strength >= self.strength:
            for relation in self.to:
                if relation.counts_for(actor):
                    someone |= self._through(relation, actor, clock.today())
        things = self.over._default_manager.filter(someone, **self.only).select_related(*self.along)
        return things.filter(self._within(actor.tablet, clock.today())) if actor.tablet else things

    @property
    def least(self) -> Strength:
        """The weakest login that reaches anything: a passkey alone opens nothing that is staff's."""
        theirs = any(relation.of_guardian for relation in self.to)
        return self.strength if theirs else max(self.strength, Strength.PROVED)

    @property
    def for_locked(self) -> bool:
        """Whether a shared tablet holds it by itself; all others want somebody's PIN first."""
        return any(relation.of_tablet for relation in self.to)

    @property
    def for_tablets(self) -> bool:
        """Whether it is ever held at a shared tablet."""
        return any(relation.of_tablet or relation.at_tablet for relation in self.to)

    def holds(self, actor, pk):
        """For the button: it is shown by the permit that guards the door."""
        return self.reach(actor).filter(pk=pk).exists()

    def column(self, actor, key="pk"):
        """For a page over many: whether the thing a row names by `key` is held, as a column of the rows' own query."""
        return ExpressionWrapper(Q(**{f"{key}__in": self.reach(actor)}), output_field=BooleanField())

    def fetch(self, actor, pk, *, again=False):
        """For the door: look up, check and record the look in one step."""
        thing = self.ask(actor, pk)
        self.looked_at(actor, [thing], again=again)
        return thing

    def fetch_all(self, actor, *, again=False):
        """For the door of a page over everything somebody has: all of it, with the looks recorded."""
        things = self._all_held(actor)
        self.looked_at(actor, things, again=again)
        return things

    def ask(self, actor, pk):
        """For the action, once it has its lock. What is unknown and what may not be known are both Http404."""
        if held := self._held(actor, pk):
            return held[0]
        if self.seen_through and self.seen_through.holds(actor, pk):
            raise PermissionDenied
        raise Http404

    def ask_all(self, actor, pks):
        """The same for several at once, in one statement. All of them, or Http404."""
        pks = set(pks)
        things = self._those_held(actor, pks)
        if len(things) != len(pks):
            raise Http404
        return things

    def looked_at(self, actor, things, *, again=False):
        if things:
            audit.record_looks(by=actor, permit=self.name, scopes=[scope_of(one) for one in things], again=again)

    def _held(self, actor, pk):
        if actor.locked:
            return _held_by_tablet(tablet=actor.tablet, pk=pk, permit=self, strength=actor.strength)
        if actor.tablet:
            return list(self.reach(actor).filter(pk=pk))
        return _held(person=actor.person.pk, pk=pk, permit=self, strength=actor.strength)

    def _those_held(self, actor, pks):
        if actor.locked:
            return _those_held_by_tablet(tablet=actor.tablet, pks=pks, permit=self, strength=actor.strength)
        if actor.tablet:
            return list(self.reach(actor).filter(pk__among=pks))
        return _those_held(person=actor.person.pk, pks=pks, permit=self, strength=actor.strength)

    def _all_held(self, actor):
        if actor.tablet:
            return list(self.reach(actor))
        return _all_held(person=actor.person.pk, permit=self, strength=actor.strength)

    def _within(self, tablet, day) -> Q:
        """What belongs to the groups of a shared tablet, or to a child with a place in one today."""
        own = COLUMNS.get(self.over, {}) | self.columns
        groups = Group.objects.filter(tablets=tablet).values("pk")
        if "group" in own:
            return Q(**{f"{own['group']}__in": groups})
        if "child" in own:
            places = Enrolment.objects.on(day).filter(group__in=groups)
            return Q(**{f"{own['child']}__in": places.values("child")})
        return Q(pk__in=[])

    def _through(self, relation, actor, day):
        own = COLUMNS.get(self.over, {}) | self.columns
        shared = [name for name in relation.names if name in own]
        if not shared:
            raise ImproperlyConfigured(f"{self.name}: nothing joins {relation.name} to {self.over.__name__}")
        rows = relation.holding(actor, day, self.function, self.use)
        if len(shared) == 1:
            return Q(**{f"{own[shared[0]]}__in": rows.values(relation.names[shared[0]])})
        return Q(Exists(rows.filter(**{relation.names[name]: OuterRef(own[name]) for name in shared})))


@prepared(person=ID, pk=ID)
def _held(person, pk, *, permit, strength):
    return permit.reach(Actor(Person(pk=person), strength)).filter(pk=pk)[:1]


@prepared(person=ID, pks=IDS)
def _those_held(person, pks, *, permit, strength):
    return permit.reach(Actor(Person(pk=person), strength)).filter(pk__among=pks)


@prepared(tablet=ID, pk=ID)
def _held_by_tablet(tablet, pk, *, permit, strength):
    """Locked, it does not matter who says that they stand there."""
    return permit.reach(Actor(Person(), strength, tablet=tablet)).filter(pk=pk)[:1]


@prepared(tablet=ID, pks=IDS)
def _those_held_by_tablet(tablet, pks, *, permit, strength):
    return permit.reach(Actor(Person(), strength, tablet=tablet)).filter(pk__among=pks)


@prepared(person=ID)
def _all_held(person, *, permit, strength):
    return permit.reach(Actor(Person(pk=person), strength))


def scope_of(thing):
    """Whom a look was at: the child it concerns, else the thing itself."""
    return thing.reference if not hasattr(thing, "child_id") else f"child:{thing.child_id}"

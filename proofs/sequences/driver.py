"""One sequence: each step is done to the product and to the model, and then everybody's access is compared."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from proofs.sequences.files import File
from proofs.sequences.model import Model
from proofs.sequences.told import FIRST, Told
from ransel.access.actions.guardians import confirm_guardian, set_block
from ransel.access.actions.safety import answer_proposal, change_protection, propose_lifting
from ransel.access.permits import Permit
from ransel.access.relations import guardian
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.demo.actions import begin_for_the_day
from ransel.identity.actor import Actor, Strength
from ransel.integrations.actions.apply import apply
from ransel.integrations.actions.stage import known_to, stage
from ransel.integrations.actions.undo import last_applied, undo
from ransel.integrations.formats import read
from ransel.integrations.models import Kind, SourceLink
from ransel.integrations.reading.archive import NotReadable
from ransel.people.models import Block, Child, Guardianship, Person, Post, Proposal, Role

NOBODY = UUID(int=1)
SEES = Permit("see a child as its guardian", Child, to=(guardian,))
NUMBER, SYSTEM = "9971", "oneroster"
NO = (Refused, Http404, PermissionDenied)


@dataclass
class Sequence:
    """`wrong` says what differed, and after which step. `names` are our ids by the model's, and the other way."""

    municipality: object
    desks: tuple
    model: Model = field(default_factory=Model)
    told: Told = field(default_factory=FIRST.copy)
    names: dict = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    asked: int = 0

    @property
    def desk(self):
        return self.desks[0]

    # a file

    def read_in(self, file, packed, *, approved, new_year=False, despite=True):
        """Whether it came true. The model follows only when it did."""
        try:
            _system, staged = read(packed, known_to(self.municipality))
            roster = stage(by=self.desk, municipality=self.municipality, system=SYSTEM, staged=staged)
        except (NotReadable, Refused):
            self.steps[-1] += " (not read)"
            return None
        ending = self.model.ending(file) if file else {}
        try:
            apply(by=self.desk, roster=roster, approve_ground=approved, new_year=new_year, despite=despite)
        except Refused:
            self.steps[-1] += " (stopped)"
            self._check(not ending or any(ended > 5 for ended, _of in ending.values()), "stopped without reason")
            return None
        if file:
            ended, of = ending["ties"]
            self._check(despite or ended <= 5 or ended <= 0.05 * of, "did not stop")
            self.model.read_in(file, clock.today(), approved=approved, key=roster.pk)
            self.learn()
        return roster

    def learn(self):
        """Our ids of what the model knows, by what the file calls it. One that changes is somebody else: wrong."""
        links = SourceLink.objects.filter(municipality=self.municipality.pk, system=SYSTEM, ended_on=None)
        ours = {(kind, one): target for kind, one, target in links.values_list("kind", "source_id", "target")}
        known = {Kind.PERSON: self.model.now.people, Kind.GUARDIANSHIP: self.model.now.ties}
        for kind, modelled in known.items():
            for key, link in modelled.items():
                target = ours.get((kind, key if isinstance(key, str) else "/".join(key)))
                self._check((target is None) is link.ended, f"{kind} {key} stands in one, and not in the other")
                if target and not link.ended:
                    self._check(self.names.setdefault(link.ours, target) == target, f"{kind} {key} is another")
                    self._check(self.names.setdefault(target, link.ours) == link.ours, f"{kind} {key} is two")

    # compared

    def seen(self):
        """{(adult, child)} by the permit, in the ids of the database.

        The permit's own statement, which is composed once for a person who is nobody, and asked for each adult.
        """
        children = SEES.reach(Actor(Person(pk=NOBODY))).values_list("person").query
        statement, values = children.sql_with_params()
        nobody, seen = _column(NOBODY), set()
        adults = [self.names[one] for one in self.model.adults() if one in self.names]
        with connection.cursor() as cursor:
            for adult in adults:
                cursor.execute(statement, [_column(adult) if one == nobody else one for one in values])
                seen |= {(adult, row[0] if isinstance(row[0], UUID) else UUID(row[0])) for row in cursor.fetchall()}
        self.asked += len(adults) * len(self.model.children)
        return seen

    def compare(self):
        seen = self.seen()
        expected = {(self.names[one], self.names[other]) for one, other in self.model.sees(clock.today())}
        self._check(seen <= expected, f"{len(seen - expected)} see a child and should not")
        self._check(seen >= expected, f"{len(expected - seen)} do not see a child and should")
        self.floor()
        return seen

    def floor(self):
        now = dict(Person.objects.filter(pk__in=[one for one in self.names if isinstance(one, UUID)])
                   .values_list("pk", "protection"))  # fmt: skip
        for ours, level in self.model.protection.items():
            if (target := self.names.get(ours)) in now:
                self._check(now[target] >= level, "protection fell")

    def _check(self, right, what):
        if not right:
            self.wrong.append(f"step {len(self.steps)} {self.steps[-1]}: {what}")

    # hands

    def by_hand(self, do):
        """What the action says no to is not done, and the model is not told."""
        try:
            return do()
        except NO as no:
            self.steps[-1] += f" ({type(no).__name__})"
            return None

    def some_guardianship(self, random):
        known = [ours for ours in self.model.now.guardianships if ours in self.names]
        return random.choice(known) if known else None

    def confirm(self, ours):
        one = self.model.now.guardianships[ours]
        row = Guardianship.objects.get(pk=self.names[ours])
        ground = one["ground"] or "parental_responsibility"
        if self.by_hand(lambda: confirm_guardian(by=self.desk, guardianship=row, ground=ground, reason="Sett")):
            self._check((one["guardian"], one["child"]) not in self.model.blocks, "a blocked adult was confirmed")
            if not one["confirmed"]:
                one.update(confirmed=True, ground=ground)

    def block(self, ours):
        one = self.model.now.guardianships[ours]
        row = Guardianship.objects.get(pk=self.names[ours])
        if self.by_hand(lambda: set_block(by=self.desk, guardianship=row, reason="Vedtak")):
            self.model.blocks.add((one["guardian"], one["child"]))

    def lift(self, pair):
        """Proposed by one it still stands, also when the same one approves; then another does."""
        adult, child = (self.names[one] for one in pair)
        row = Block.objects.standing().get(person=adult, child__person=child)
        proposal = self.by_hand(lambda: propose_lifting(by=self.desk, block=row, reason="Opphevet"))
        if proposal:
            self.by_hand(lambda: answer_proposal(by=self.desk, proposal=proposal, approved=True, reason=""))
            self.compare()
            said = {"proposal": proposal, "approved": True, "reason": "Sett"}
            if self.by_hand(lambda: answer_proposal(by=self.desks[1], **said)):
                self.model.blocks.discard(pair)

    def protect(self, ours, level):
        """Up by one; down by two, and not before the second has said so."""
        child = Child.objects.get(person=self.names[ours])
        said = {"child": child, "person": Person.objects.get(pk=child.person_id), "protection": level}
        done = self.by_hand(lambda: change_protection(by=self.desk, reason="Vedtak", **said) or True)
        if isinstance(done, Proposal):
            self.compare()
            answer = {"proposal": done, "approved": True, "reason": "Sett"}
            if self.by_hand(lambda: answer_proposal(by=self.desks[1], **answer)):
                self.model.protection[ours] = level
        elif done:
            self.model.protection[ours] = level

    def undo(self):
        roster = last_applied(self.municipality, SYSTEM)
        if roster and roster.pk in self.model.history:
            undo(by=self.desk, roster=roster)
            self.model.undo(roster.pk, clock.today())


def begin():
    """A sequence that has not begun: two who work for a municipality, with one roster read in."""
    municipality, first = begin_for_the_day(number=NUMBER, name="Prøve kommune")
    Post.objects.filter(person=first).update(ends=None)
    second = Person.objects.create(given_name="Drift", family_name="Prøve")
    starts = clock.today() - timedelta(days=1)
    Post.objects.create(person=second, municipality=municipality, role=Role.MUNICIPALITY, starts=starts)
    desks = tuple(Actor(one, Strength.STRONG) for one in (first, second))
    sequence = Sequence(municipality, desks, steps=["the first roster"])
    file = File(sequence.told)
    sequence.read_in(file, file.packed(), approved=True)
    sequence.compare()
    sequence.model.history.clear()  # the first stays: a file of changes points at its groups
    return sequence


def again(begun):
    """The same once more, so that the next one begins where this one did."""
    kept = {name: deepcopy(getattr(begun, name)) for name in ("model", "told", "names", "wrong")}
    return replace(begun, **kept, steps=[], asked=0)


def _column(pk):
    return Person._meta.pk.get_db_prep_value(pk, connection)

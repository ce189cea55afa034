"""What may happen in a sequence, each as often as it stands in STEPS."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from django.db import transaction

from proofs.sequences import files
from proofs.sequences.driver import again
from proofs.sequences.files import File
from proofs.sequences.told import FIRST, Told, next_year, otherwise
from ransel.core import clock
from ransel.integrations.actions.undo import undo

LEAST, MOST = 6, 12
WIDE = 4  # changes in one file


def whole(sequence, random):
    """A full roster, with some differences: the ground approved or not; or it says that it is a new school year."""
    sequence.told = otherwise(random, sequence.told, clock.today(), random.randint(0, WIDE))
    _put(sequence, random, File(sequence.told))


def school_year(sequence, random):
    sequence.told = next_year(sequence.told, len(sequence.steps))
    file = File(sequence.told)
    sequence.read_in(file, file.packed(), approved=random.random() < 0.3, new_year=True)


def back_to_the_first(sequence, random):
    """An old file again: who has gone since comes back."""
    sequence.told = FIRST.copy()
    _put(sequence, random, File(sequence.told))


def changes(sequence, random):
    """A file of changes: some children with all their adults, some people and places that are over."""
    standing = {key for key, one in sequence.model.now.people.items() if not one.ended}
    told = otherwise(random, sequence.told, clock.today(), random.randint(1, WIDE))
    named = {key for key in told.people if random.random() < 0.3}
    over = {key for key in sorted(standing - named) if random.random() < 0.08}
    places = {key for key, one in sequence.model.now.places.items() if not one.ended and random.random() < 0.1}
    known = standing | named
    ties = {pair: tie for pair, tie in told.ties.items() if pair[0] in named and pair[1] in known}
    stays = {key: one for key, one in told.places.items() if one.person in named and key not in places}
    shown = Told({key: told.people[key] for key in told.people if key in named}, ties, stays)
    read = shown.copy()
    for pair in [pair for pair in ties if over & set(pair)]:
        del read.ties[pair]
    _put(sequence, random, File(read, bulk=False, deleted=over | places, shown=shown))


def broken_rows(sequence, random):
    """A full roster or changes where single rows can't be read: known exactly what they are about."""
    told = otherwise(random, sequence.told, clock.today(), random.randint(0, 2))
    file = File(told.copy(), shown=told)
    for _time in range(random.randint(1, 3)):
        random.choice((_bad_cell, _bad_tie, _nobody, _nowhere, _twice))(random, file)
    _put(sequence, random, file)


def broken_changes(sequence, random):
    """One child in a file of changes, and its row can't be read: nothing of it ends."""
    children = [key for key, one in sequence.model.now.people.items() if one.told and one.told.child and not one.ended]
    if children:
        key = random.choice(sorted(children))
        one = sequence.model.now.people[key].told
        wrong = random.choice(({"metadata.guardianships": "a1|parental_responsibility||tomorrow|"}, {"givenName": ""}))
        file = File(Told(), bulk=False, shown=Told({key: one}), unread={key}, instead={("users", key): wrong})
        if "givenName" not in wrong:
            file.told.people[key] = one
        _put(sequence, random, file)


def cut_off(sequence, random):
    sequence.read_in(None, files.cut_off(random, File(sequence.told)), approved=True)


def flipped(sequence, random):
    packed, touched = files.flipped(random, File(sequence.told))
    _by_invariants(sequence, random, packed, lambda one: any(one in line for line in touched))


def swapped(sequence, random):
    packed, (_name, column) = files.swapped(random, File(sequence.told))
    _by_invariants(sequence, random, packed, lambda one: column in (b"agentSourcedIds", b"sourcedId"))


def _by_invariants(sequence, random, packed, touched):
    """What can't be foretold: nobody gains who is blocked or not approved, nothing falls, and undo takes it back."""
    before, approved = sequence.compare(), random.random() < 0.5
    mark = transaction.savepoint()
    roster = sequence.read_in(None, packed, approved=approved)
    after, model = sequence.seen(), sequence.model
    blocked = {(sequence.names[one], sequence.names[other]) for one, other in model.blocks}
    sequence._check(not after & blocked, "a blocked adult sees a child")
    sequence._check(approved or after <= before, "somebody gained access that nobody approved")
    kept = {
        (sequence.names[model.now.people[adult].ours], sequence.names[model.now.people[child].ours])
        for (child, adult), link in model.now.ties.items()
        if not link.ended and link.told == sequence.told.ties.get((child, adult))
        if model.now.guardianships[link.ours]["confirmed"]  # else it was seen by another id of the same person
        if not touched(adult) and not touched(child)
    }
    sequence._check(before & kept <= after, "somebody lost access for a row that could not be read")
    sequence.floor()
    if roster and roster.changes.exists() and random.random() < 0.5:
        undo(by=sequence.desk, roster=roster)
        sequence._check(sequence.seen() == before, "undo did not restore")
    transaction.savepoint_rollback(mark)


def confirm(sequence, random):
    if ours := sequence.some_guardianship(random):
        sequence.confirm(ours)


def block(sequence, random):
    if ours := sequence.some_guardianship(random):
        sequence.block(ours)


def lift(sequence, random):
    if sequence.model.blocks:
        sequence.lift(random.choice(sorted(sequence.model.blocks)))


def protect(sequence, random):
    known = sorted(one for one in sequence.model.children if one in sequence.names)
    sequence.protect(random.choice(known), random.choice((0, 1, 2, 2)))


def take_back(sequence, random):
    sequence.undo()


def days_pass(sequence, random):
    """The driver moves the clock before each step; see `run`."""


STEPS = (
    *(whole, whole, whole, whole, back_to_the_first, school_year, changes, changes, broken_rows, broken_changes),
    *(cut_off, flipped, swapped, confirm, confirm, block, block, lift, protect, take_back, take_back, days_pass),
)


def _put(sequence, random, file):
    approved, despite = random.random() < 0.5, random.random() < 0.8
    sequence.read_in(file, file.packed(), approved=approved, despite=despite)


def _bad_cell(random, file):
    """Somebody's row: then nothing of theirs can be tied either."""
    key = random.choice(list(file.shown.people))
    wrong = random.choice(({"givenName": ""}, {"givenName": "=1+1"}, {"metadata.protection": "hemmelig"}))
    file.instead["users", key] = wrong
    file.unread |= {key}
    file.told.without(key)


def _bad_tie(random, file):
    """A word we do not know, among the adults of a child: the child's own row is read, its adults are not."""
    children = [key for key, one in file.told.people.items() if one.child]
    if children:
        key = random.choice(children)
        file.instead["users", key] = {"metadata.guardianships": "a0|forelder|||", "agentSourcedIds": ""}
        file.unread |= {key}
        for pair in [pair for pair in file.told.ties if pair[0] == key]:
            del file.told.ties[pair]


def _nobody(random, file):
    """An adult who is nowhere in the file."""
    children = [key for key, one in file.told.people.items() if one.child and ("users", key) not in file.instead]
    if children:
        file.shown.ties[random.choice(children), "nobody"] = replace(next(iter(FIRST.ties.values())))


def _nowhere(random, file):
    """A place in a group that is not there."""
    if file.told.places:
        key = random.choice(list(file.told.places))
        file.instead["enrollments", key] = {"classSourcedId": "nowhere"}
        file.unread |= {key}
        del file.told.places[key]


def _twice(random, file):
    """An id used twice: the first one stands."""
    key = random.choice(list(file.shown.people))
    file.wrong.append(("users", {"sourcedId": key, "givenName": "En", "familyName": "Annen"}))
    file.unread |= {key}


def run(seed, moment, begun):
    """One sequence, in a transaction that is rolled back. `begun` comes from `driver.begin`."""
    random = Random(seed)
    sequence = again(begun)
    with transaction.atomic():
        for nth in range(random.randint(LEAST, MOST)):
            moment += timedelta(days=random.choice((0, 0, 1, 9, 40)), seconds=nth, microseconds=1_357)
            with clock.moved_to(moment, still=True):
                step = random.choice(STEPS)
                sequence.steps.append(step.__name__)
                step(sequence, random)
                sequence.compare()
            if sequence.wrong:
                break
        transaction.set_rollback(True)
    return sequence

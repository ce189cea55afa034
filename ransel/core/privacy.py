"""The words in which a room declares what it keeps of people: `privacy.py` in each room that has models.

A declaration is data. The page about privacy, `docs/privacy.md` and the nightly purge are all made from it, and a test
fails for a field that is in none (GDPR art. 5 no. 1 e, art. 30).
"""

from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

Text = str | Promise
LEFT = 2 * 365  # days after somebody's last place, post or child here ended, before they are forgotten


class Sees(Enum):
    """Whom a field is for, at the widest."""

    PUBLIC = gettext_lazy("everyone")
    GUARDIAN = gettext_lazy("guardians")
    STAFF = gettext_lazy("staff")
    PROTECTED = gettext_lazy("those few whose task it is")
    OPERATIONAL = gettext_lazy("nobody; only the machine")


class Ground(Enum):
    """On what the municipality may keep it."""

    TASK = gettext_lazy("The municipality's task under the kindergarten and education acts (GDPR art. 6 no. 1 e).")
    NUMBER = gettext_lazy("The need to be sure who somebody is (personopplysningsloven § 12, GDPR art. 6 no. 1 e).")
    LOG = gettext_lazy("The duty to keep information safe and to account for it (GDPR art. 5 no. 2, 6 no. 1 c and 32).")
    NONE = gettext_lazy("Says nothing about a person.")


@dataclass(frozen=True)
class Age:
    """The row goes so many days after the day or moment in the field `moment`; of those rows alone that fit `where`."""

    days: int
    moment: str
    since: Text
    real: bool = False  # leases, logins and jobs live in real time, not by the clock
    where: dict = field(default_factory=dict)

    def __str__(self):
        if not self.days:
            return _("Deleted as soon as %(since)s.") % {"since": self.since}
        number, whole = (self.days // 365, self.days % 365 == 0) if self.days >= 365 else (self.days, False)
        unit = ngettext("%(number)s year", "%(number)s years", number) if whole else ""
        time = (unit or ngettext("%(number)s day", "%(number)s days", self.days)) % {
            "number": number if whole else self.days
        }
        return _("Deleted %(time)s after %(since)s.") % {"time": time, "since": self.since}


@dataclass(frozen=True)
class WithChild:
    """The row goes when the child that `path` leads to is forgotten."""

    path: str

    def __str__(self):
        return _("Deleted two years after the child's last place here ended.")


@dataclass(frozen=True)
class WithPerson:
    """The row goes when the person that `path` leads to is forgotten."""

    path: str

    def __str__(self):
        return _("Deleted two years after the person's last place, post or child here ended.")


@dataclass(frozen=True)
class WithTarget:
    """The row goes when the row whose id is in `field` does."""

    field: str

    def __str__(self):
        return _("Deleted together with what it belongs to.")


@dataclass(frozen=True)
class PartOf:
    """The row goes with the one that the foreign key `path` points at."""

    path: str

    def __str__(self):
        return _("Deleted together with what it belongs to.")


@dataclass(frozen=True)
class Emptied:
    """The row stays as an id without content; its fields are scrubbed when the person is forgotten."""

    def __str__(self):
        return _("Two years after the last place, post or child here ended, only a number that tells nothing is left.")


@dataclass(frozen=True)
class Stays:
    """Never purged, and why."""

    reason: Text

    def __str__(self):
        return str(self.reason)


TERMS = (Age, WithChild, WithPerson, WithTarget, PartOf, Emptied, Stays)


@dataclass(frozen=True)
class Purpose:
    """Why something is kept: one paragraph of the page about privacy."""

    title: Text
    why: Text
    ground: Ground
    last: bool = False  # what tells least of people is told last


@dataclass(frozen=True)
class Kept:
    """One model: what for, how long, and whom each of its fields is for. `keeps` leads to people it holds on to."""

    model: str
    purpose: Purpose
    how_long: tuple
    fields: dict
    scrub: dict = field(default_factory=dict)  # {field: what stands there afterwards}
    keeps: tuple = ()

    @property
    def of(self):
        return apps.get_model(self.model)

    def scrubbed(self, name):
        """In plain English, for the documentation."""
        if name in self.scrub:
            return f"replaced by {self.scrub[name]!r}"
        return "kept" if all(isinstance(term, Emptied | Stays) for term in self.how_long) else "deleted with the row"


def kept(model, purpose, *how_long, keeps=(), scrub=None, **classes):
    """`classes` names, for each of Sees in small letters, the fields, with spaces between. `id` is the machine's."""
    fields = {"id": Sees.OPERATIONAL}
    for name, listed in classes.items():
        fields |= {one: Sees[name.upper()] for one in listed.split()}
    return Kept(model, purpose, how_long, fields, scrub or {}, keeps)


def declared():
    """Every declaration of every room, in the order of the rooms."""
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.privacy"):
            yield from import_module(f"{config.name}.privacy").KEPT


def faults(declarations, models):
    """What is not classified, is declared and gone, or is kept for as long as no purge knows. Sentences."""
    declarations = {one.model.lower(): one for one in declarations}
    models = {model._meta.label.lower(): model for model in models}
    found = [f"{name} is not declared" for name in models.keys() - declarations.keys()]
    found += [f"{name} is declared and gone" for name in declarations.keys() - models.keys()]
    for name in sorted(models.keys() & declarations.keys()):
        said, meta = declarations[name], models[name]._meta
        fields = {one.name for one in meta.concrete_fields} | {one.name for one in meta.many_to_many}
        classified = set(said.fields) if "id" in fields else set(said.fields) - {"id"}
        found += [f"{name}.{one} has no class" for one in sorted(fields - classified)]
        found += [f"{name}.{one} is declared and gone" for one in sorted((classified | said.scrub.keys()) - fields)]
        if not said.how_long or not all(isinstance(term, TERMS) for term in said.how_long):
            found.append(f"{name} is kept for as long as no purge knows")
    return found


MACHINE = Purpose(
    gettext_lazy("What the machine needs to work"),
    gettext_lazy("So that what you send is done once, and others hear of it. It holds ids, no names."),
    Ground.LOG,
    last=True,
)
JOB = "task arguments queue priority key run_after lease_until attempts last_error created_at finished_at failed_at"

KEPT = [
    kept("core.Topic", MACHINE, Stays(gettext_lazy("Only a number that tells nothing.")), operational="name version"),
    kept(
        "core.Announcement",
        MACHINE,
        Age(30, "at", gettext_lazy("it was written")),
        operational="what by about at taken_at",
    ),
    kept(
        "core.Submission",
        MACHINE,
        Age(3, "received_at", gettext_lazy("it was written")),
        operational="account key digest answer stays received_at",
    ),
    kept(
        "core.Job",
        MACHINE,
        Age(3, "finished_at", gettext_lazy("it was done"), real=True),
        Age(90, "failed_at", gettext_lazy("it was given up"), real=True),
        operational=JOB,
    ),
    kept("core.Heartbeat", MACHINE, Stays(gettext_lazy("Only a number that tells nothing.")), operational="at"),
]

"""What a roster would change, by unit and in plain words, with new access apart."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ransel.integrations.models import BrokenRow, Change, Import, Kind, SourceLink, StagedRow, Verb
from ransel.integrations.thresholds import Stop, stops
from ransel.people.models import Enrolment, Guardianship, Post
from ransel.units.models import Group, Unit

BROKEN_SHOWN = 200
OF_UNIT = (Kind.UNIT, Kind.GROUP, Kind.PLACE, Kind.POST)
BATCH = 500


@dataclass
class UnitPreview:
    name: str
    sentences: list[str] = field(default_factory=list)


@dataclass
class Preview:
    roster: Import
    units: list[UnitPreview]
    people: list[str]
    new_access: list[str]
    broken: list[BrokenRow]
    broken_count: int
    nothing: bool
    stops: list[Stop]
    done: int  # of hundred, of one that is on its way


def preview_of(roster: Import) -> Preview:
    counted = _counted(roster)
    by_unit = _by_unit(roster, counted)
    units = [UnitPreview(name, list(_sentences(by_unit[name]))) for name in sorted(by_unit)]
    told = {kind: {verb: counted.get((kind, verb), 0) for verb in Verb} for kind in (Kind.PERSON, Kind.GUARDIANSHIP)}
    return Preview(
        roster,
        units,
        people=list(_sentences(told)),
        new_access=_new_access(roster, counted),
        broken=list(roster.broken.order_by("file", "line")[:BROKEN_SHOWN]),
        broken_count=roster.broken.count(),
        nothing=not counted,
        stops=stops(roster),
        done=_done(roster, sum(counted.values())),
    )


def _counted(roster):
    """{(kind, verb): how many}"""
    rows = roster.rows.order_by().values("kind", "verb").annotate(number=Count("pk"))
    return {(row["kind"], row["verb"]): row["number"] for row in rows}


def _by_unit(roster, counted):
    """{unit's name: {kind: {verb: how many}}}"""
    names, found = _unit_names(roster), defaultdict(lambda: defaultdict(lambda: dict.fromkeys(Verb, 0)))
    rows = roster.rows.filter(kind__in=OF_UNIT).exclude(verb=Verb.ENDED).order_by()
    for row in rows.values("kind", "verb", "unit").annotate(number=Count("pk")):
        found[names.get(row["unit"], _("The municipality"))][row["kind"]][row["verb"]] += row["number"]
    for kind in OF_UNIT:
        for name in _ended(roster, kind) if (kind, Verb.ENDED) in counted else ():
            found[name][kind][Verb.ENDED] += 1
    return found


def _unit_names(roster):
    """{what the file calls a unit: its name}, of those known and those it tells of."""
    links = dict(_links(roster, Kind.UNIT).values_list("source_id", "target"))
    names = dict(Unit.objects.filter(pk__in=links.values()).values_list("pk", "name"))
    told = StagedRow.objects.filter(roster=roster, kind=Kind.UNIT).exclude(verb=Verb.ENDED)
    known = {source_id: names[target] for source_id, target in links.items() if target in names}
    return known | {row.source_id: row.facts["name"] for row in told}


def _links(roster, kind):
    return SourceLink.objects.filter(municipality=roster.municipality_id, system=roster.system, kind=kind)


def _ended(roster, kind):
    """The unit's name of everything of a kind that would end."""
    model, name = {
        Kind.UNIT: (Unit, "name"),
        Kind.GROUP: (Group, "unit__name"),
        Kind.PLACE: (Enrolment, "unit__name"),
        Kind.POST: (Post, "unit__name"),
    }[kind]
    ended = list(roster.rows.filter(kind=kind, verb=Verb.ENDED).values_list("source_id", flat=True))
    for start in range(0, len(ended), BATCH):
        targets = _links(roster, kind).filter(source_id__in=ended[start : start + BATCH]).values("target")
        for unit in model._default_manager.filter(pk__in=targets).values_list(name, flat=True):
            yield unit or _("The municipality")


def _done(roster, left):
    """How much of it stands already, in hundredths."""
    done = Change.objects.filter(roster=roster).count() if roster.begun_at else 0
    return round(100 * done / (done + left)) if done + left else 100


def _sentences(counts):
    for kind, verbs in counts.items():
        said = {"what": Kind(kind).label}
        new, changed, ended = (verbs[verb] for verb in Verb)
        parts = []
        if new:
            parts.append(ngettext("%(number)d new", "%(number)d new", new) % {"number": new})
        if changed:
            parts.append(ngettext("%(number)d changed", "%(number)d changed", changed) % {"number": changed})
        if ended:
            parts.append(ngettext("%(number)d ends", "%(number)d end", ended) % {"number": ended})
        if parts:
            yield _("%(what)s: %(changes)s") % {**said, "changes": ", ".join(parts)}


def _new_access(roster, counted):
    """What lets somebody see a child who could not before. It deserves a look of its own."""
    guardianships = roster.rows.filter(kind=Kind.GUARDIANSHIP)
    new = guardianships.filter(verb=Verb.NEW)
    grounded = new.filter(facts__ground__in=Guardianship.Ground.values).count()
    said = []
    if grounded:
        text = ngettext(
            "%(number)d guardian with a ground in the file", "%(number)d guardians with a ground in the file", grounded
        )
        said.append(text % {"number": grounded})
    if without := counted.get((Kind.GUARDIANSHIP, Verb.NEW), 0) - grounded:
        text = ngettext(
            "%(number)d guardian without a ground: sees nothing until confirmed by hand",
            "%(number)d guardians without a ground: see nothing until confirmed by hand",
            without,
        )
        said.append(text % {"number": without})
    if longer := guardianships.filter(verb=Verb.CHANGED).exclude(facts__ground="").count():
        text = ngettext(
            "%(number)d guardianship with other days or another ground",
            "%(number)d guardianships with other days or another ground",
            longer,
        )
        said.append(text % {"number": longer})
    if posts := counted.get((Kind.POST, Verb.NEW), 0):
        said.append(ngettext("%(number)d post", "%(number)d posts", posts) % {"number": posts})
    return said

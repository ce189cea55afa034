"""What a roster would change, by unit and in plain words, with new access apart."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ransel.integrations.differences import differences, links_of
from ransel.integrations.models import BrokenRow, Import, Kind
from ransel.integrations.thresholds import Stop, stops
from ransel.people.models import Enrolment, Guardianship, Post
from ransel.units.models import Group, Unit

BROKEN_SHOWN = 200
OF_UNIT = (Kind.UNIT, Kind.GROUP, Kind.PLACE, Kind.POST)


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
    links = links_of(roster)
    found = differences(roster, links)
    rows = {(row.kind, row.source_id): row.facts for row in roster.rows.filter(kind__in=OF_UNIT)}
    counts = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for kind in OF_UNIT:
        for row in found[kind].new:
            counts[_unit_of(kind, row, rows)][kind][0] += 1
        for row, _link in found[kind].changed:
            counts[_unit_of(kind, row, rows)][kind][1] += 1
    for kind, name in _ended_by_unit(found):
        counts[name][kind][2] += 1
    units = [UnitPreview(name, list(_sentences(counts[name]))) for name in sorted(counts)]
    people = [Kind.PERSON, Kind.GUARDIANSHIP]
    told = {kind: [len(found[kind].new), len(found[kind].changed), len(found[kind].ended)] for kind in people}
    broken = list(roster.broken.order_by("file", "line")[:BROKEN_SHOWN])
    nothing = all(one.nothing for one in found.values())
    said = {"new_access": _new_access(found), "broken": broken, "broken_count": roster.broken.count()}
    return Preview(
        roster,
        units,
        list(_sentences(told)),
        **said,
        nothing=nothing,
        stops=stops(found, links),
        done=_done(roster, found),
    )


def _done(roster, found):
    """How much of it stands already, in hundredths of its rows."""
    left = sum(len(one.new) + len(one.changed) for one in found.values())
    rows = roster.rows.count() or 1
    return round(100 * (1 - left / rows))


def _unit_of(kind, row, rows):
    if kind == Kind.UNIT:
        return row.facts["name"]
    unit = rows.get((Kind.UNIT, row.facts["unit"]))
    return unit["name"] if unit else _("The municipality")


def _ended_by_unit(found):
    """(kind, unit's name) of everything that would end; a statement a kind."""
    models = {Kind.PLACE: (Enrolment, "unit__name"), Kind.POST: (Post, "unit__name"), Kind.GROUP: (Group, "unit__name")}
    models[Kind.UNIT] = (Unit, "name")
    for kind, (model, name) in models.items():
        targets = [link.target for link in found[kind].ended]
        for unit in model._default_manager.filter(pk__in=targets).values_list(name, flat=True):
            yield kind, unit or _("The municipality")


def _sentences(counts):
    for kind, (new, changed, ended) in counts.items():
        said = {"what": Kind(kind).label}
        parts = []
        if new:
            parts.append(ngettext("%(number)d new", "%(number)d new", new) % {"number": new})
        if changed:
            parts.append(ngettext("%(number)d changed", "%(number)d changed", changed) % {"number": changed})
        if ended:
            parts.append(ngettext("%(number)d ends", "%(number)d end", ended) % {"number": ended})
        if parts:
            yield _("%(what)s: %(changes)s") % {**said, "changes": ", ".join(parts)}


def _new_access(found):
    """What lets somebody see a child who could not before. It deserves a look of its own."""
    guardianships = found[Kind.GUARDIANSHIP].new
    grounded = sum(1 for row in guardianships if row.facts["ground"] in Guardianship.Ground.values)
    said = []
    if grounded:
        text = ngettext(
            "%(number)d guardian with a ground in the file", "%(number)d guardians with a ground in the file", grounded
        )
        said.append(text % {"number": grounded})
    if without := len(guardianships) - grounded:
        text = ngettext(
            "%(number)d guardian without a ground: sees nothing until confirmed by hand",
            "%(number)d guardians without a ground: see nothing until confirmed by hand",
            without,
        )
        said.append(text % {"number": without})
    if longer := sum(1 for row, link in found[Kind.GUARDIANSHIP].changed if row.facts["ground"]):
        text = ngettext(
            "%(number)d guardianship with other days or another ground",
            "%(number)d guardianships with other days or another ground",
            longer,
        )
        said.append(text % {"number": longer})
    if posts := len(found[Kind.POST].new):
        said.append(ngettext("%(number)d post", "%(number)d posts", posts) % {"number": posts})
    return said

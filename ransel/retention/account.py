"""What is kept, as a page and as a document: both from the declarations alone, and so true of everybody."""

from dataclasses import dataclass

from ransel.core.privacy import Ground, Sees, declared

ALL = list(Sees)


@dataclass(frozen=True)
class Paragraph:
    title: str
    why: str
    ground: str
    how_long: list
    seen_by: list


def paragraphs():
    """One a purpose, those about people first."""
    by_purpose: dict = {}
    for said in declared():
        by_purpose.setdefault(said.purpose, []).append(said)
    ordered = sorted(by_purpose, key=lambda purpose: (purpose.last, purpose.ground is Ground.LOG))
    return [_paragraph(purpose, by_purpose[purpose]) for purpose in ordered]


def _paragraph(purpose, kept):
    terms = list(dict.fromkeys(str(term) for said in kept for term in said.how_long))
    sees = {one for said in kept for one in said.fields.values()}
    people = [one for one in ALL if one in sees - {Sees.OPERATIONAL}] or [Sees.OPERATIONAL]
    return Paragraph(
        str(purpose.title), str(purpose.why), str(purpose.ground.value), terms, [str(one.value) for one in people]
    )


def document():
    """docs/privacy.md, in English: call it with that language in force."""
    lines = [
        "# What is kept of people",
        "",
        "Made by `ransel privacy` from `privacy.py` in each room; do not edit it here. The nightly purge goes by the",
        "same declarations. Django's own `django_migrations` says how the tables were changed: nothing of anyone.",
    ]
    room = None
    for said in declared():
        if said.of._meta.app_label != room:
            room = said.of._meta.app_label
            lines += ["", f"## {room.capitalize()}"]
        lines += ["", f"### {said.model.partition('.')[2]}", "", str(said.purpose.why), ""]
        lines += [f"- Ground: {said.purpose.ground.value}", *(f"- {term}" for term in said.how_long), ""]
        lines += ["| field | for | scrubbed |", "|---|---|---|"]
        names = {one.name for one in (*said.of._meta.concrete_fields, *said.of._meta.many_to_many)}
        lines += [
            f"| `{name}` | {sees.value} | {said.scrubbed(name)} |"
            for name, sees in said.fields.items()
            if name in names
        ]
    return "\n".join(lines) + "\n"

"""What is told as a zip of OneRoster files; whole or changes only, sound or broken."""

import csv
import io
import zipfile
from dataclasses import dataclass, field

from proofs.sequences.told import GROUPS, UNITS, Told

WORDS = ("", "confidential", "strictly_confidential")
FLIPPED = b"0a|,=x9-\xff"


@dataclass
class File:
    """`told` is what can be read of it; `unread` names what rows that can't be read are about."""

    told: Told
    bulk: bool = True
    deleted: set[str] = field(default_factory=set)  # people and places that a file of changes marks
    unread: set[str] = field(default_factory=set)
    wrong: list[tuple[str, dict]] = field(default_factory=list)  # rows more: (file, cells)
    instead: dict[tuple[str, str], dict] = field(default_factory=dict)  # {(file, id): cells that are wrong}
    shown: Told | None = None  # what stands in it, where that is more than can be read

    def rows(self):
        told = self.shown or self.told
        files: dict[str, list[dict]] = {"users": [], "roles": [], "demographics": [], "enrollments": []}
        if self.bulk:
            files["orgs"] = [{"sourcedId": key, "name": key, "type": "school", "metadata.unitKind": kind}
                             for key, kind in UNITS.items()]  # fmt: skip
            files["classes"] = [{"sourcedId": key, "title": key, "schoolSourcedId": unit}
                                for key, unit in GROUPS.items()]  # fmt: skip
        for key, one in told.people.items():
            ties = {adult: tie for (child, adult), tie in told.ties.items() if child == key}
            entries = [f"{adult}|{tie.ground}||{tie.starts or ''}|{tie.ends or ''}" for adult, tie in ties.items()]
            said = {"givenName": one.given, "familyName": "Prøve", "metadata.nationalId": one.number}
            said |= {"metadata.protection": WORDS[one.protection], "agentSourcedIds": ",".join(ties)}
            files["users"].append({"sourcedId": key, "metadata.guardianships": ",".join(entries), **said})
            files["demographics"].append({"sourcedId": key, "birthDate": one.born.isoformat()})
            role = "student" if one.child else "guardian"
            files["roles"].append({"sourcedId": f"r-{key}", "userSourcedId": key, "role": role})
        for role, stays in (("student", told.places), ("teacher", told.posts)):
            for key, stay in stays.items():
                where = {"classSourcedId": stay.group, "schoolSourcedId": GROUPS[stay.group], "role": role}
                where |= {"beginDate": stay.starts.isoformat(), "endDate": stay.ends.isoformat() if stay.ends else ""}
                files["enrollments"].append({"sourcedId": key, "userSourcedId": stay.person, **where})
        for name, rows in files.items():
            for row in rows:
                row.update(self.instead.get((name, row["sourcedId"]), {}))
        for key in sorted(self.deleted):
            name = "enrollments" if "-" in key else "users"
            files[name].append({"sourcedId": key, "status": "tobedeleted", "role": "student" if "-" in key else ""})
        for name, row in self.wrong:
            files[name].append(row)
        return files

    def texts(self):
        way = "bulk" if self.bulk else "delta"
        files = self.rows()
        texts = {name: _csv(rows) for name, rows in files.items()}
        absent = {"orgs", "classes"} - files.keys()
        manifest = [{"propertyName": f"file.{name}", "value": way} for name in files]
        manifest += [{"propertyName": f"file.{name}", "value": "absent"} for name in absent]
        return texts | {"manifest": _csv(manifest)}

    def packed(self):
        return packed(self.texts())


def _csv(rows):
    columns = sorted({column for row in rows for column in row} | {"sourcedId"})
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def packed(texts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.csv", text)
    out.seek(0)
    return out


def cut_off(random, file):
    whole = file.packed().getvalue()
    return io.BytesIO(whole[: random.randrange(len(whole) - 30)])


def flipped(random, file):
    """(the zip with some bytes replaced, the lines they stood in). Headers stay: else nothing could be read at all."""
    texts, touched = file.texts(), set()
    for _time in range(random.randint(1, 4)):
        name = random.choice([name for name in ("users", "enrollments") if name in texts])
        text = bytearray(texts[name])
        first = text.index(b"\n") + 1
        at = random.randint(first, len(text))
        if at < len(text) and text[at] not in b'\n"':
            start, end = text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at)
            touched.add(bytes(text[start:end]).decode(errors="replace"))
            text[at] = random.choice(FLIPPED)
        texts[name] = bytes(text)
    return packed(texts), touched


SWAPS = (
    ("users", b"metadata.nationalId", b"givenName"),
    ("users", b"agentSourcedIds", b"metadata.guardianships"),
    ("enrollments", b"beginDate", b"endDate"),
    ("enrollments", b"userSourcedId", b"classSourcedId"),
    ("users", b"sourcedId", b"givenName"),
)


def swapped(random, file):
    """Two columns have each other's headers."""
    texts = file.texts()
    name, one, other = random.choice(SWAPS)
    header, rest = texts[name].split(b"\n", 1)
    columns = header.split(b",")
    exchanged = {one: other, other: one}
    texts[name] = b",".join(exchanged.get(column, column) for column in columns) + b"\n" + rest
    return packed(texts), (name, one)

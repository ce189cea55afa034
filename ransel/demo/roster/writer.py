"""Units, people and what they are to each other, gathered written as OneRoster. See docs/roster-format.md."""

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import date

from ransel.demo.roster.numbers import synthetic

COLUMNS = {
    "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId,"
    "metadata.unitKind,metadata.phone,metadata.email",
    "academicSessions": "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
    "courses": "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId",
    "classes": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
    "schoolSourcedId,termSourcedIds,metadata.groupKind",
    "users": "sourcedId,status,dateLastModified,enabledUser,givenName,familyName,agentSourcedIds,"
    "metadata.nationalId,metadata.protection,metadata.language,metadata.guardianships",
    "roles": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId",
    "enrollments": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
    "beginDate,endDate,metadata.placeType,metadata.post",
    "demographics": "sourcedId,status,dateLastModified,birthDate",
}
SCHOOL_YEAR = "2026-2027"
WRITTEN = (2026, 11, 24, 6, 0, 0)  # so that the same roster is the same file


@dataclass
class Roster:
    """Methods return the sourcedId of what they add."""

    rows: dict[str, list[dict]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    guardians: dict[str, list[str]] = field(default_factory=dict)
    serial: int = 0

    def district(self, source_id, name):
        return self._add("orgs", source_id, name=name, type="district")

    def unit(self, source_id, kind, name, phone, parent):
        self._add("orgs", source_id, name=name, type="school", parentSourcedId=parent, unitKind=kind, phone=phone)
        title = {"title": name, "schoolYearSourcedId": SCHOOL_YEAR, "orgSourcedId": source_id}
        self._add("courses", f"course-{source_id}", **title)
        return source_id

    def group(self, source_id, unit, kind, name, level=None):
        said = {"classType": "homeroom", "courseSourcedId": f"course-{unit}", "termSourcedIds": SCHOOL_YEAR}
        said |= {"schoolSourcedId": unit, "groupKind": kind, "grades": level or ""}
        return self._add("classes", source_id, title=name, **said)

    def person(self, source_id, given, family, born: date, *, protection="", language="nb", student=False):
        self.serial += 7
        number = synthetic(born, self.serial)
        said = {"enabledUser": "true", "nationalId": number, "protection": protection, "language": language}
        self._add("users", source_id, givenName=given, familyName=family, **said)
        self._add("demographics", source_id, birthDate=born.isoformat())
        self._role(source_id, "student" if student else "guardian", None, date(2020, 8, 1), None)
        return source_id

    def leader(self, person, role, org, starts):
        self._role(person, role, org, starts, None)

    def guardian(self, child, adult, ground, *, residence="lives_with", starts=date(2022, 1, 1), ends=None):
        entry = "|".join((adult, ground, residence, starts.isoformat(), ends.isoformat() if ends else ""))
        self.guardians.setdefault(child, []).append(entry)

    def place(self, child, unit, group, starts, ends=None, kind="full"):
        self._enrol(child, unit, group, "student", starts, ends, placeType=kind)

    def post(self, person, unit, group, role, starts, ends=None):
        self._enrol(person, unit, group, "teacher", starts, ends, post=role)

    def write(self) -> bytes:
        """The zip."""
        year = {"title": SCHOOL_YEAR, "type": "schoolYear", "startDate": "2026-08-01", "endDate": "2027-07-31"}
        self.rows["academicSessions"] = []
        self._add("academicSessions", SCHOOL_YEAR, schoolYear="2027", **year)
        for row in self.rows["users"]:
            told = self.guardians.get(row["sourcedId"], [])
            row["metadata.guardianships"] = ",".join(told)
            row["agentSourcedIds"] = ",".join(entry.split("|")[0] for entry in told)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("manifest.csv", WRITTEN), self._manifest())
            for name, columns in COLUMNS.items():
                archive.writestr(zipfile.ZipInfo(f"{name}.csv", WRITTEN), _csv(columns.split(","), self.rows[name]))
        return out.getvalue()

    def _manifest(self):
        told = {"manifest.version": "1.0", "oneroster.version": "1.2"}
        told |= {f"file.{name}": "bulk" for name in COLUMNS}
        return _csv(["propertyName", "value"], [{"propertyName": key, "value": told[key]} for key in told])

    def _role(self, person, role, org, starts, ends):
        said = {"userSourcedId": person, "roleType": "primary", "role": role, "orgSourcedId": org or ""}
        said |= {"beginDate": starts.isoformat(), "endDate": ends.isoformat() if ends else ""}
        self._add("roles", f"role-{len(self.rows['roles'])}-{person}", **said)

    def _enrol(self, person, unit, group, role, starts, ends, **said):
        said |= {"classSourcedId": group, "schoolSourcedId": unit, "userSourcedId": person, "role": role}
        said |= {"beginDate": starts.isoformat(), "endDate": ends.isoformat() if ends else "", "primary": "true"}
        self._add("enrollments", f"{person}-{group}-{starts:%Y%m%d}", **said)

    def _add(self, file, source_id, /, **said):
        columns = COLUMNS[file].split(",")
        row = {"sourcedId": source_id, "status": "active", "dateLastModified": "2026-11-23T18:00:00Z"}
        row |= {key if key in columns else f"metadata.{key}": value for key, value in said.items()}
        self.rows[file].append(row)
        return source_id


def _csv(columns, rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()

"""Small rosters in each format, made in the tests."""

import io
import zipfile


def zipped(**files):
    """{name: CSV text} as a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text if isinstance(text, bytes) else text.strip() + "\n")
    packed.seek(0)
    return packed


ONEROSTER_11 = {
    "orgs": "sourcedId,status,name,type,identifier\no1,active,Nordvik skole,school,\nd1,active,Fjordvik,district,9999",
    "academicSessions": "sourcedId,title,type,startDate,endDate\nt1,2026/27,schoolYear,2026-08-17,2027-06-18",
    "classes": "sourcedId,status,title,grades,schoolSourcedId,termSourcedIds\nc1,active,3B,3,o1,t1",
    "users": """sourcedId,status,givenName,familyName,role,agentSourcedIds
s1,active,Ella,Sand,student,"p1,r1,p2"
p1,active,Marte,Sand,guardian,
p2,active,Henrik,Sand,parent,
r1,active,Tor,Sand,relative,
t1,active,Silje,Bakke,teacher,""",
    "demographics": "sourcedId,birthDate\ns1,2018-03-08",
    "enrollments": """sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,endDate
e1,active,c1,o1,s1,student,,
e2,active,c1,o1,t1,teacher,2026-08-01,""",
}

PIFU = """<?xml version="1.0" encoding="UTF-8"?>
<enterprise xmlns="http://pifu.no/xsd/pifu-ims_sas/pifu-ims_sas-v1">
<properties lang="nb"><datasource>sats@fjordvik</datasource><type>{type}</type></properties>
{persons}
<group><sourcedid><id>owner</id></sourcedid>
 <grouptype><scheme>pifu-ims-go-org</scheme><typevalue level="1">skoleeier</typevalue></grouptype>
 <description><short>Fjordvik</short></description>
 <relationship relation="parent"><sourcedid><id>owner</id></sourcedid><label>selv</label></relationship>
 <extension><pifu_id type="municipalityNumber"><pifu_value>{municipality}</pifu_value></pifu_id></extension></group>
<group><sourcedid><id>school</id></sourcedid>
 <grouptype><scheme>pifu-ims-go-org</scheme><typevalue level="2">skole</typevalue></grouptype>
 <description><short>Nordvik skole</short></description>
 <relationship relation="parent"><sourcedid><id>owner</id></sourcedid><label>eier</label></relationship>
 <extension><pifu_id type="organizationNumber"><pifu_value>NO974760673</pifu_value></pifu_id></extension></group>
<group><sourcedid><id>3B</id></sourcedid>
 <grouptype><scheme>pifu-ims-go-grp</scheme><typevalue level="1">basisgruppe</typevalue></grouptype>
 <description><short>3B</short></description>
 <relationship relation="parent"><sourcedid><id>school</id></sourcedid><label>skole</label></relationship></group>
<group><sourcedid><id>norsk</id></sourcedid>
 <grouptype><scheme>pifu-ims-go-grp</scheme><typevalue level="2">undervisningsgruppe</typevalue></grouptype>
 <description><short>Norsk 3</short></description>
 <relationship relation="parent"><sourcedid><id>school</id></sourcedid><label>skole</label></relationship></group>
<membership><sourcedid><id>3B</id></sourcedid>
 {member_pupil}
 <member><sourcedid><id>teacher</id></sourcedid><idtype>1</idtype>
  <role roletype="06"><status>1</status></role></member></membership>
<membership><sourcedid><id>norsk</id></sourcedid>
 <member><sourcedid><id>pupil</id></sourcedid><role roletype="01"><status>1</status></role></member>
</membership>
<membership><sourcedid><id>school</id></sourcedid>
 <member><sourcedid><id>head</id></sourcedid>
  <role roletype="05"><subrole>rektor</subrole><status>1</status></role></member></membership>
</enterprise>"""
PERSON = """<person{status}>{ids}
<name><fn>{given} {family}</fn><n><family>{family}</family><given>{given}</given></n></name>
<demographics><bday>{born}</bday></demographics><extension>{contacts}</extension></person>"""
CONTACT = '<pifu_hasContactPerson type="{type}"><sourcedid><id>{id}</id></sourcedid></pifu_hasContactPerson>'
PUPIL = """<member><sourcedid><id>pupil</id></sourcedid><idtype>1</idtype>
<role roletype="01"><status>1</status><timeframe><begin>2026-08-17</begin></timeframe></role></member>"""


def person(source_id, given, *, born="", contacts=(), status="", former="", family="Sand"):
    ids = f"<sourcedid><id>{source_id}</id></sourcedid>"
    if former:
        ids = ids.replace("<sourcedid>", '<sourcedid sourcedidtype="New">')
        ids += f'<sourcedid sourcedidtype="Old"><id>{former}</id></sourcedid>'
    told = "".join(CONTACT.format(type=kind, id=one) for kind, one in contacts)
    mark = f' recstatus="{status}"' if status else ""
    return PERSON.format(status=mark, ids=ids, given=given, family=family, born=born, contacts=told)


FAMILY = [("guardian", "mother"), ("fosterParent", "foster"), ("closeRelative", "aunt"), ("nextOfKin", "friend")]


def pifu(*, persons=None, kind="full", municipality="9999", pupil=PUPIL):
    """A document with one school, one class, a pupil with four adults, a teacher and a head; as a file."""
    if persons is None:
        persons = [person("pupil", "Ella", born="2018-03-08", contacts=FAMILY)]
        persons += [person(one, one.title()) for one in ("mother", "foster", "aunt", "friend", "teacher", "head")]
    said = {"type": kind, "municipality": municipality, "member_pupil": pupil, "persons": "\n".join(persons)}
    return io.BytesIO(PIFU.format(**said).encode())

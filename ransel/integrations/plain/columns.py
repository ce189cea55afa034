"""The columns of our own CSV, and the words that may stand in them: read by the reader, shown in the examples."""

from ransel.people.models import Guardianship, PlaceType, Role
from ransel.units.models import GroupKind, UnitKind

UNITS = {"barnehage": UnitKind.KINDERGARTEN, "skole": UnitKind.SCHOOL, "sfo": UnitKind.AFTER_SCHOOL}
GROUPS = {"avdeling": GroupKind.DEPARTMENT, "klasse": GroupKind.CLASS}
PLACES = {"": PlaceType.FULL, "hel": PlaceType.FULL, "del": PlaceType.PART, "morgen": PlaceType.MORNING}
PLACES["elev"] = PlaceType.PUPIL
PROTECTION = {"": 0, "fortrolig": 1, "strengt fortrolig": 2}
GROUNDS = {
    "": "",
    "foreldreansvar": Guardianship.Ground.PARENTAL_RESPONSIBILITY,
    "fosterhjem": Guardianship.Ground.FOSTER_PLACEMENT,
    "verge": Guardianship.Ground.APPOINTED_GUARDIAN,
}
RESIDENCES = {
    "": Guardianship.Residence.LIVES_WITH,
    "fast": Guardianship.Residence.LIVES_WITH,
    "delt": Guardianship.Residence.SHARED_RESIDENCE,
    "samvær": Guardianship.Residence.VISITING,
}
ROLES = {
    "leder": Role.LEADER,
    "kontor": Role.OFFICE,
    "ansatt": Role.EMPLOYEE,
    "vikar": Role.SUBSTITUTE,
    "kontaktlærer": Role.CONTACT_TEACHER,
    "faglærer": Role.SUBJECT_TEACHER,
}
FILES = {  # file: {column: an example}
    "enheter": {"id": "e1", "navn": "Solbakken barnehage", "type": "barnehage", "orgnr": "", "telefon": "57 00 14 00"}
    | {"epost": ""},
    "grupper": {"id": "g1", "enhet": "e1", "navn": "Harepus", "type": "avdeling", "trinn": ""},
    "barn": {"id": "b1", "fornavn": "Ella", "etternavn": "Solheim", "fodselsdato": "08.03.2022", "fodselsnummer": ""}
    | {"gruppe": "g1", "fra": "15.08.2026", "til": "", "plass": "hel", "adressesperre": ""},
    "foresatte": {"id": "f1", "fornavn": "Marte", "etternavn": "Solheim", "fodselsnummer": "", "barn": "b1"}
    | {"grunnlag": "foreldreansvar", "bosted": "fast", "fra": "", "til": ""},
    "ansatte": {"id": "a1", "fornavn": "Siri", "etternavn": "Moe", "fodselsnummer": "", "enhet": "e1", "gruppe": "g1"}
    | {"rolle": "ansatt", "fra": "15.08.2026", "til": ""},
}

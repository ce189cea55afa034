"""The doors of shared tablets and of the PIN. On the tablet itself they are tried by the tests of the board."""

from tests.architecture.rows import Row, forms_of_leaders, of_leaders

OPEN_FOR_TABLETS = {"tablet": "a tablet that is to be paired can not be logged in yet"}
TABLETS = [
    *(Row("choose-pin", verb, rest=status, strong=True) for verb, status in (("GET", 200), ("POST", 400))),
    *(Row("enter-pin", verb, rest=status) for verb, status in (("GET", 200), ("POST", 400))),
    *(
        Row(name, verb, rest=status)
        for name in ("tablet-turn", "tablet-pin")
        for verb, status in (("GET", 303), ("POST", 400))
    ),
    Row("tablet-lock", "POST", rest=400),
    Row("tablet-awake", rest=204),
    of_leaders("unit-tablets", "GET", "unit", 200),
    *forms_of_leaders("unit", "begin-tablet"),
    *forms_of_leaders("tablet", "change-tablet", "pair-tablet"),
    of_leaders("unpair-tablet", "POST", "tablet", 400, strong=True),
]

"""The doors of trips and roll calls: those of a group's staff, and of the leader."""

from tests.architecture.rows import BIKUBEN, HAREPUS, Row

READ, BOTH = [("GET", 200)], (("GET", 200), ("POST", 400))
UNIT = [*BIKUBEN, "other_group"]  # a roll call of the whole unit is everybody's who works in it


def _rows(name, thing, verbs, people=BIKUBEN):
    return [Row(name, verb, thing, {"own": {status: people}, "other": {status: HAREPUS}}) for verb, status in verbs]


TRIPS = [
    *_rows("trips", "group", READ),
    *_rows("start-trip", "group", BOTH),
    *_rows("trip", "trip", READ),
    *_rows("trip-live", "trip", READ),
    *_rows("trip-mark", "trip", [("POST", 400)]),
    *(row for name in ("trip-join", "trip-count", "trip-end") for row in _rows(name, "trip", BOTH)),
    *_rows("call-roll", "group", BOTH),
    *(
        row
        for one in ("roll-call", "roll-call-live", "roll-call-sheet")
        for row in _rows(one, "roll_call", [("GET", 200)], UNIT)
    ),
    Row("roll-call-details", "GET", "roll_call", {"own": {200: UNIT}, "other": {200: HAREPUS}}, strong=True),
    *_rows("roll-call-mark", "roll_call", [("POST", 400)], UNIT),
    *_rows("roll-call-end", "roll_call", BOTH, UNIT),
]

"""The doors of days: who fetches, plans, changes of single days, weeks, holidays, and children who are missed."""

from tests.architecture.rows import BIKUBEN, FAMILY, HAREPUS, Row, of_leaders

DAYS = [
    *(
        Row("child-week", verb, thing="child", answers={"own": {status: FAMILY}, "other": {status: ["hanna"]}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("stay-plans", rest=200),
    *(
        Row(name, verb, rest=status)
        for name in ("plan-stay", "time-off")
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row(
        "stay-plan",
        thing="plan",
        answers={
            "own": {200: [*FAMILY, *BIKUBEN]},
            "other": {200: ["hanna", *HAREPUS]},
        },
    ),
    Row(
        "withdraw-stay-plan",
        "POST",
        thing="plan",
        answers={"own": {400: FAMILY, 403: BIKUBEN}, "other": {400: ["hanna"], 403: HAREPUS}},
    ),
    *(
        Row(
            "shorten-absence",
            verb,
            thing="absence",
            answers={
                "own": {status: [*FAMILY, "siri", "both"], 403: ["leader"]},
                "other": {status: ["hanna", *HAREPUS]},
            },
        )
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row(name, verb, thing="child", answers={"own": {status: FAMILY}, "other": {status: ["hanna"]}})
        for name in ("still-away", "where-is-child")
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row(
        "stay-receipt-seen",
        "POST",
        thing="stay_receipt",
        answers={"own": {400: BIKUBEN, 403: FAMILY}, "other": {400: HAREPUS, 403: ["hanna"]}},
    ),
    *(
        Row(name, thing="group", answers={"own": {200: BIKUBEN}, "other": {200: HAREPUS}})
        for name in ("group-week", "group-week-sheet", "group-numbers")
    ),
    *(
        Row("counting", verb, thing="group", answers={"own": {status: BIKUBEN}, "other": {status: HAREPUS}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row("closing", verb, thing="group", answers={"own": {status: BIKUBEN}, "other": {status: HAREPUS}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("queued", thing="group", answers={"own": {200: BIKUBEN}, "other": {200: HAREPUS}}),
    Row("take-taps", "POST", thing="group", answers={"own": {400: BIKUBEN}, "other": {400: HAREPUS}}),
    Row("queued-decided", "POST", thing="group", answers={"own": {400: BIKUBEN}, "other": {400: HAREPUS}}),
    *(
        Row("together", verb, thing="group", answers={"own": {status: BIKUBEN}, "other": {status: HAREPUS}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row("door", verb, thing="child", answers={"own": {status: BIKUBEN}, "other": {status: HAREPUS}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("staff-card", thing="child", answers={"own": {200: BIKUBEN}, "other": {200: HAREPUS}}, strong=True),
    *(
        Row("card", verb, "child", {"own": {status: FAMILY}, "other": {status: ["hanna"]}}, strong=True)
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("end-card-note", "POST", "card_note", {"own": {400: FAMILY}, "other": {400: ["hanna"]}}, strong=True),
    Row("child-comes", "POST", thing="child", answers={"own": {400: BIKUBEN}, "other": {400: HAREPUS}}),
    *(
        Row(name, verb, thing="check_in", answers={"own": {status: BIKUBEN}, "other": {status: HAREPUS}})
        for name in ("correct-times", "say-who-fetched")
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row("child-day", thing="child", answers={"own": {200: FAMILY}, "other": {200: ["hanna"]}}),
        Row("send-day-note", "POST", "child", {"own": {400: FAMILY}, "other": {400: ["hanna"]}}),
        Row(
            "withdraw-day-note",
            "POST",
            "day_note",
            {"own": {400: ["marte"], 403: ["henrik"]}, "other": {400: ["hanna"]}},
        ),
        Row("group-notes", thing="group", answers={"own": {200: BIKUBEN}, "other": {200: HAREPUS}}),
        Row(
            "day-note-receipt-seen",
            "POST",
            thing="day_note_receipt",
            answers={"own": {400: BIKUBEN, 403: FAMILY}, "other": {400: HAREPUS, 403: ["hanna"]}},
        ),
        Row("undo-sleep", "POST", "sleep", {"own": {400: BIKUBEN}, "other": {400: HAREPUS}}),
        Row("copy-adults", "POST", "group", {"own": {400: BIKUBEN}, "other": {400: HAREPUS}}),
    ),
    *(
        Row(name, verb, thing, {"own": {status: BIKUBEN}, "other": {status: HAREPUS}})
        for name, thing in (
            ("group-sleep", "group"),
            ("group-meals", "group"),
            ("sleep-times", "sleep"),
            ("group-adults", "group"),
        )
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("remind-missing", "POST", thing="group", answers={"own": {400: BIKUBEN}, "other": {400: HAREPUS}}),
    *(
        Row(
            "answer-stay-plan",
            verb,
            thing="plan",
            answers={"own": {status: BIKUBEN, 403: FAMILY}, "other": {status: HAREPUS, 403: ["hanna"]}},
        )
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row("staff-week", verb, thing="child", answers={"own": {status: BIKUBEN}, "other": {status: HAREPUS}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row(name, verb, thing="child", answers={"own": {status: FAMILY}, "other": {status: ["hanna"]}})
        for name in ("child-leaving", "plan-leaving")
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row(
        "departure-receipt-seen",
        "POST",
        thing="departure_receipt",
        answers={"own": {400: BIKUBEN, 403: FAMILY}, "other": {400: HAREPUS, 403: ["hanna"]}},
    ),
    *(
        Row("make-pass", verb, "child", {"own": {status: FAMILY}, "other": {status: ["hanna"]}}, strong=True)
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row("child-visits", verb, "child", {"own": {status: FAMILY}, "other": {status: ["hanna"]}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("make-visit", "POST", "child", {"own": {400: FAMILY}, "other": {400: ["hanna"]}}),
    Row("end-visit", "POST", "visit", {"own": {400: FAMILY}, "other": {400: ["hanna"]}}),
    Row("pickup-pass", thing="pass", answers={"own": {200: FAMILY}, "other": {200: ["hanna"]}}),
    Row("withdraw-pass", "POST", thing="pass", answers={"own": {400: FAMILY}, "other": {400: ["hanna"]}}),
    *(
        Row("use-pass", verb, thing="pass", answers={"own": {status: BIKUBEN}, "other": {status: HAREPUS}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("fetchers", rest=200),
    *(Row("add-fetcher", verb, rest=status, strong=True) for verb, status in (("GET", 200), ("POST", 400))),
    *(
        Row("end-fetcher", verb, "pickup_person", {"own": {status: FAMILY}, "other": {status: ["hanna"]}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row("answer-holiday", verb, "campaign", {"own": {status: [*FAMILY, "amina"]}, "other": {status: ["hanna"]}})
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row(
            name,
            verb,
            thing="campaign",
            answers={
                "own": {status: [*BIKUBEN, "municipality"]},
                "other": {status: [*HAREPUS, "municipality"]},
            },
        )
        for name, verb, status in (("campaign", "GET", 200), ("remind-campaign", "POST", 400))
    ),
    of_leaders("unit-holidays", "GET", "unit", 200),
    of_leaders("begin-campaign", "GET", "unit", 200),
    of_leaders("begin-campaign", "POST", "unit", 400),
    *(
        Row(
            "end-campaign",
            verb,
            thing="campaign",
            answers={
                "own": {status: ["leader", "municipality"], 403: ["siri", "both"]},
                "other": {status: ["municipality"], 403: HAREPUS},
            },
        )
        for verb, status in (("GET", 200), ("POST", 400))
    ),
]

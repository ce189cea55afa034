"""The table of doors: written by people, compared with what the doors answer."""

from tests.architecture.doors_of_days import DAYS
from tests.architecture.doors_of_letters import LETTERS
from tests.architecture.doors_of_tablets import OPEN_FOR_TABLETS, TABLETS
from tests.architecture.doors_of_trips import TRIPS
from tests.architecture.rows import (
    BIKUBEN,
    FAMILY,
    HAREPUS,
    Row,
    forms_of_leaders,
    of_leaders,
)

OPEN = {
    "front": "the front door sends everyone on to where they belong",
    "healthz": "whether it is alive; nothing of anyone",
    "offline-guardian": "stands in for guardians' pages without network; what lies on the phone it does not know",
    "offline": "stands in for a board without network; the names on it lie on the device alone",
    "worker": "the script that keeps the shell on the device; nothing of anyone",
    "manifest": "the name and the picture on the phone; nothing of anyone",
    "help": "how one gets started; nothing of anyone",
    "privacy": "what is kept of everybody; nothing of anyone",
    "login": "those who come here are not logged in yet",
    "login-with-code": "those who come here are not logged in yet; the code says who they are",
    "passkey": "those who come here are not logged in yet; the passkey says who they are",
    "passkey-asked": "the same; it names nobody",
    "login-start": "the way out to the one who vouches for who somebody is",
    "login-return": "the way back",
    "login-ended": "who vouched for a login says, signed, that it is over",
    "login-ended-in-frame": "the same in a frame, to which no cookie of ours comes along",
    "logout": "whoever wants out gets out",
    "notice-arrived": "a phone says that a notice came, by the secret that came with it",
    "calendar-feed": "the address is the secret; what the person may see is asked anew each time, and names nobody",
    "demo-people": "the demo's login",
    "gallery": "the components, with nobody's data",
    **OPEN_FOR_TABLETS,
}

TABLE = [
    Row("home", rest=200),
    Row("home-live", rest=200),
    Row("with-code", rest=303),
    Row("quick", rest=200),
    Row("calendar", rest=200),
    Row("calendar-subscription", rest=200),
    Row("make-calendar-subscription", rest=200, strong=True),
    Row("make-calendar-subscription", "POST", rest=400, strong=True),
    Row("end-calendar-subscription", "POST", rest=400),
    Row("child", thing="child", answers={"own": {200: FAMILY}, "other": {200: ["hanna"]}}),
    *(
        Row(f"{name}-residence", verb, thing=thing, answers={"own": {status: people}})
        for name, thing, people in (
            ("propose", "child", FAMILY),
            ("answer", "residence", ["henrik"]),
            ("withdraw", "residence", ["marte"]),
            ("end", "residence", FAMILY),
        )
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("report-absence", rest=200),
    Row("report-absence", "POST", rest=400),
    Row(
        "absence",
        thing="absence",
        answers={"own": {200: [*FAMILY, *BIKUBEN]}, "other": {200: ["hanna", *HAREPUS]}},
    ),
    Row(
        "withdraw-absence",
        "POST",
        thing="absence",
        answers={
            "own": {400: [*FAMILY, "siri", "both"], 403: ["leader"]},
            "other": {400: ["hanna", *HAREPUS]},
        },
    ),
    Row(
        "work",
        answers={"page": {303: ["siri", "both", "other_group", "other_unit", "teacher", "anders", "sfo"]}},
        rest=200,
    ),
    Row("board", thing="group", answers={"own": {200: BIKUBEN}, "other": {200: HAREPUS}}),
    Row("board-live", thing="group", answers={"own": {200: BIKUBEN}, "other": {200: HAREPUS}}),
    Row("board-tap", "POST", thing="group", answers={"own": {400: BIKUBEN}, "other": {400: HAREPUS}}),
    Row(
        "receipt-seen",
        "POST",
        thing="receipt",
        answers={"own": {400: BIKUBEN, 403: FAMILY}, "other": {400: HAREPUS, 403: ["hanna"]}},
    ),
    Row("details", rest=200),
    Row("add-push-device", "POST", rest=400),
    Row("remove-push-device", "POST", rest=400),
    Row("renew-push-device", rest=200),
    Row("renew-push-device", "POST", rest=400),
    *(
        Row(
            "child-notice-settings",
            verb,
            thing="child",
            answers={"own": {status: FAMILY}, "other": {status: ["hanna"]}},
        )
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("take-queued", "POST", rest=400),
    Row("without-network", rest=200),
    Row("me", rest=200),
    Row("me", "POST", rest=400),
    Row("login-lasts", rest=204),
    Row("logins", rest=200),
    Row("logins", "POST", rest=400),
    Row("remove-device", "POST", rest=400),
    Row("start", rest=200),
    Row("start", "POST", rest=400),
    Row("missing-child", rest=200),
    Row("new-passkey", rest=200, strong=True),
    Row("new-passkey", "POST", rest=400, strong=True),
    Row("new-passkey-asked", "POST", rest=200, strong=True),
    *(
        Row(name, verb, rest=status)
        for name in ("notices", "notice-settings", "notice-test")
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(
        Row(name, verb, rest=status, strong=True)
        for channel in ("email", "phone")
        for name in (f"add-{channel}", f"{channel}-code", f"remove-{channel}")
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *(Row(f"{channel}-wrong", rest=200, strong=True) for channel in ("email", "phone")),
    Row("step-up", rest=200),
    Row("step-up-for-work", rest=200),
    Row("send-again", rest=200),
    Row("demo-step-up", rest=200),
    Row(
        "unit-unreachable",
        thing="unit",
        answers={"own": {200: ["leader", "municipality"]}, "other": {200: ["municipality"]}},
    ),
    Row("office", rest=200),
    Row(
        "absence-live",
        thing="absence",
        answers={"own": {200: [*FAMILY, *BIKUBEN]}, "other": {200: ["hanna", *HAREPUS]}},
    ),
    Row("rosters", thing="municipality", answers={"own": {200: ["municipality"]}}),
    Row("upload-roster", thing="municipality", answers={"own": {200: ["municipality"]}}, strong=True),
    Row("upload-roster", "POST", thing="municipality", answers={"own": {400: ["municipality"]}}, strong=True),
    Row("roster", thing="roster", answers={"own": {200: ["municipality"]}}),
    Row("apply-roster", "POST", thing="roster", answers={"own": {400: ["municipality"]}}, strong=True),
    Row("undo-roster", "POST", thing="roster", answers={"own": {400: ["municipality"]}}, strong=True),
    Row("roster-examples", rest=200),
    *(
        Row("upload-school-calendar", verb, "municipality", {"own": {status: ["municipality"]}}, strong=True)
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    Row("school-calendar", thing="calendar", answers={"own": {200: ["municipality"]}}),
    Row("apply-school-calendar", "POST", thing="calendar", answers={"own": {400: ["municipality"]}}, strong=True),
    Row("school-calendar-example", rest=200),
    Row(
        "unit-access",
        thing="unit",
        answers={"own": {200: ["leader", "municipality"]}, "other": {200: ["municipality"]}},
    ),
    Row(
        "child-access",
        thing="child",
        answers={"own": {200: ["leader", "municipality"]}, "other": {200: ["municipality"]}},
    ),
    *(
        Row(
            name,
            verb,
            thing=thing,
            answers={"own": {status: ["leader", "municipality"]}, "other": {status: ["municipality"]}},
            strong=True,
        )
        for name, thing in (
            ("confirm-guardian", "guardianship"),
            ("set-block", "guardianship"),
            ("give-login-code", "guardianship"),
            ("propose-lifting", "block"),
            ("child-protection", "child"),
            ("proposal", "proposal"),
            ("unit-waiting", "unit"),
        )
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    of_leaders("login-code", "GET", "login_code", 200, strong=True),
    of_leaders("withdraw-login-code", "POST", "login_code", 400, strong=True),
    of_leaders("withdraw-proposal", "POST", "proposal", 400, strong=True),
    *(of_leaders(name, "GET", "unit", 200) for name in ("unit-groups", "unit-staff")),
    *forms_of_leaders("unit", "unit-about", "unit-functions", "add-group", "begin-post"),
    *forms_of_leaders("group", "change-group"),
    of_leaders("close-group", "POST", "group", 400, strong=True),
    *forms_of_leaders("post", "end-post"),
    *(
        Row(name, verb, thing="municipality", answers={"own": {status: ["municipality"]}}, strong=True)
        for name in ("add-unit", "function-rules", "login-rules")
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    of_leaders("unit-start", "GET", "unit", 200),
    of_leaders("unit-invitation", "GET", "unit", 200),
    of_leaders("unit-reach", "GET", "unit", 200),
    Row("municipality-reach", thing="municipality", answers={"own": {200: ["municipality"]}}),
    Row("municipality-start", thing="municipality", answers={"own": {200: ["municipality"]}}),
    Row("school-years", thing="municipality", answers={"own": {200: ["municipality"]}}),
    *(
        Row(name, verb, thing=thing, answers={"own": {status: ["municipality"]}}, strong=True)
        for name, thing in (
            ("add-school-year", "municipality"),
            ("change-school-year", "school_year"),
            ("close-days-everywhere", "municipality"),
            ("stay-rules-of-kind", "municipality"),
            ("absence-rules-of-kind", "municipality"),
        )
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    of_leaders("unit-opening", "GET", "unit", 200),
    *forms_of_leaders("unit", "opening-hours", "open-day", "close-days", "stay-rules", "absence-rules"),
    of_leaders("take-back-open-day", "POST", "exception", 400, strong=True),
    of_leaders("take-back-closed-day", "POST", "closed_day", 400, strong=True),
    Row("municipality-opening", thing="municipality", answers={"own": {200: ["municipality"]}}),
    of_leaders("unit-joinings", "GET", "unit", 200),
    *forms_of_leaders("unit", "join-groups"),
    of_leaders("end-joining", "POST", "joining", 400, strong=True),
    *forms_of_leaders("unit", "add-child"),
    *forms_of_leaders("child", "add-guardian"),
    *(
        # The other child's address is protected: there is nothing to register, not even for the office.
        Row("register-residence", verb, "child", {"own": {status: ["leader", "municipality"]}}, strong=True)
        for verb, status in (("GET", 200), ("POST", 400))
    ),
    *forms_of_leaders("guardianship", "end-guardianship"),
    *forms_of_leaders("place", "move-child", "lend-child", "end-place"),
    *DAYS,
    *TABLETS,
    *TRIPS,
    *LETTERS,
]

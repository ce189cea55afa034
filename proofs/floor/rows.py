"""The rows of the two pages, in a dozen statements each, with whose session it is and what it may see."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

SESSION = """
SELECT p.id, p.given_name, p.family_name, p.language FROM identity_session s
JOIN identity_account a ON a.id = s.account_id JOIN people_person p ON p.id = a.person_id
WHERE s.session_key = %s AND s.expire_date > %s
"""
CHILDREN = """
SELECT c.id, cp.given_name, cp.birth_date, cp.protection, e.unit_id, u.name, g.name, e.starts, u.colour,
e.ends, u.kind,
(SELECT f.guardians FROM units_function f WHERE f.unit_id = u.id AND f.name = 'stay'),
(SELECT f.guardians FROM units_function f WHERE f.unit_id = u.id AND f.name = 'absence'),
(SELECT f.guardians FROM units_function f WHERE f.unit_id = u.id AND f.name = 'departure'),
(SELECT max(f.guardians) FROM units_function f
  WHERE f.unit_id = u.id AND f.name IN ('day_note', 'care', 'presence'))
FROM people_guardianship w
JOIN people_child c ON c.id = w.child_id JOIN people_person cp ON cp.id = c.person_id
LEFT JOIN people_enrolment e ON e.child_id = c.id AND (e.ends IS NULL OR e.ends >= %s)
LEFT JOIN units_unit u ON u.id = e.unit_id LEFT JOIN units_group g ON g.id = e.group_id
WHERE w.guardian_id = %s AND w.starts <= %s AND (w.ends IS NULL OR w.ends >= %s) AND w.confirmed_at IS NOT NULL
AND w.ground <> '' AND cp.birth_date > %s AND NOT EXISTS (
  SELECT 1 FROM people_block b LEFT JOIN people_blocklifting l ON l.block_id = b.id
  WHERE b.person_id = w.guardian_id AND b.child_id = w.child_id AND l.id IS NULL)
ORDER BY e.starts, u.kind, u.name
"""
PROPOSALS = """
SELECT DISTINCT r.id, r.child_id, r.proposed_at FROM people_residencepattern r
JOIN people_residenceday d ON d.pattern_id = r.id AND d.guardian_id = %s
LEFT JOIN people_residenceanswer a ON a.pattern_id = r.id
WHERE a.id IS NULL AND r.proposed_by_id <> %s AND r.child_id IN ({many}) AND NOT EXISTS (
  SELECT 1 FROM people_guardianship w JOIN people_person p ON p.id = w.guardian_id AND p.protection > 0
  WHERE w.child_id = r.child_id AND (w.ends IS NULL OR w.ends >= %s)) AND NOT EXISTS (
  SELECT 1 FROM people_child c JOIN people_person p ON p.id = c.person_id AND p.protection > 0
  WHERE c.id = r.child_id)
ORDER BY r.proposed_at, r.id
"""
GROUP = """
SELECT p.id, p.given_name, p.family_name, p.language, g.id, g.name, g.kind, g.unit_id, u.name, u.kind
FROM identity_session s
JOIN identity_account a ON a.id = s.account_id JOIN people_person p ON p.id = a.person_id
JOIN people_post o ON o.person_id = p.id AND o.starts <= %s AND (o.ends IS NULL OR o.ends >= %s)
JOIN units_group g ON g.id = o.group_id JOIN units_unit u ON u.id = g.unit_id
JOIN units_function f ON f.unit_id = u.id AND f.name = 'dayboard' AND f.staff
WHERE s.session_key = %s AND s.expire_date > %s AND g.id = %s 
AND o.role IN ('employee', 'substitute', 'contact_teacher')
"""
OF_GROUP = """
SELECT DISTINCT e.child_id, p.given_name, p.family_name, p.protection, e.starts, e.ends
FROM people_enrolment e
JOIN people_child c ON c.id = e.child_id JOIN people_person p ON p.id = c.person_id
WHERE e.group_id = %s AND e.starts <= %s AND (e.ends IS NULL OR e.ends >= %s) ORDER BY p.given_name, p.family_name
"""
ABSENCES = """
SELECT a.child_id, r.absence_id, a.notice, a.day, r.reason, r.from_time, r.to_time, p.given_name, r.reported_by_id
FROM attendance_absencereport r JOIN attendance_absence a ON a.id = r.absence_id
JOIN people_person p ON p.id = r.reported_by_id
WHERE a.child_id IN ({many}) AND a.day BETWEEN %s AND %s AND a.withdrawn_at IS NULL ORDER BY a.day, r.reported_at
"""
HERE = """
SELECT i.child_id, i.unit_id, i.at, o.at, o.undone_at, o.id FROM attendance_checkin i
LEFT JOIN attendance_checkout o ON o.check_in_id = i.id
WHERE i.child_id IN ({many}) AND i.day = %s AND i.undone_at IS NULL ORDER BY i.at, o.at
"""
RECEIPTS = """
SELECT s.receipt_id, r.child_id, r.unit_id, u.name, r.about, r.first_day, r.last_day, r.subject,
s.round, s.step, s.told, s.late, s.until, s.at, s.by_id, p.given_name, p.family_name, p.protection
FROM receipts_receiptstep s JOIN receipts_receipt r ON r.id = s.receipt_id
JOIN units_unit u ON u.id = r.unit_id JOIN people_person p ON p.id = s.by_id
WHERE r.child_id IN ({many}) AND r.last_day >= %s AND {more} ORDER BY r.first_day, s.receipt_id, s.round, s.step
"""
WAITS = """
SELECT 1 FROM attendance_asked WHERE child_id IN ({many}) AND day = %s
UNION ALL SELECT 1 FROM attendance_morningquestion WHERE child_id IN ({many}) AND asked_on = %s
UNION ALL SELECT 1 FROM attendance_holidaycampaign WHERE ended_at IS NULL AND opens_on <= %s AND binding_until >= %s
UNION ALL SELECT 1 FROM people_residencepattern r JOIN people_residenceanswer a ON a.pattern_id = r.id
  WHERE r.child_id IN ({many})
"""
OPENING_HOURS = """
SELECT unit_id, weekday, starts, ends, opens, closes FROM units_openinghours
WHERE unit_id IN ({many}) AND starts <= %s AND (ends IS NULL OR ends >= %s)
"""
SPECIAL_DAYS = """
SELECT 1 FROM units_openingexception WHERE unit_id IN ({many}) AND day BETWEEN %s AND %s
UNION ALL SELECT 1 FROM units_closedday WHERE day BETWEEN %s AND %s
"""
PLANS = """
SELECT p.child_id, p.unit_id, p.id, p.starts, p.ends, p.weeks, p.sent_by_id, i.week, i.weekday, i.start, i."end"
FROM attendance_stayplan p JOIN attendance_stayanswer a ON a.plan_id = p.id AND a.outcome = 'approved'
LEFT JOIN attendance_stayinterval i ON i.plan_id = p.id
WHERE p.child_id IN ({many}) AND p.ends >= %s AND p.starts <= %s AND p.home_id IS NULL
ORDER BY p.number DESC, i.week, i.weekday, i.start
"""
WAITING = """
SELECT 1 FROM attendance_stayplan p LEFT JOIN attendance_stayanswer a ON a.plan_id = p.id
WHERE p.child_id IN ({many}) AND a.id IS NULL AND p.ends >= %s
"""
PLANS_TO_APPROVE = """
SELECT count(DISTINCT p.id) FROM people_enrolment e
JOIN attendance_stayplan p ON p.child_id = e.child_id AND p.unit_id = e.unit_id AND p.ends >= %s
LEFT JOIN attendance_stayanswer a ON a.plan_id = p.id
WHERE e.group_id = %s AND (e.ends IS NULL OR e.ends >= %s) AND a.id IS NULL
"""
ADJUSTMENTS = "SELECT 1 FROM attendance_stayadjustment WHERE child_id IN ({many}) AND day BETWEEN %s AND %s"
LEAVING = """
SELECT 1 FROM departure_departureday WHERE child_id IN ({many}) AND day = %s
UNION ALL SELECT 1 FROM departure_departureplan WHERE child_id IN ({many}) AND starts <= %s AND ends >= %s
"""
STAY_RULES = "SELECT 1 FROM units_stayrules WHERE unit_id IN ({many}) OR unit_id IS NULL"
ABSENCE_RULES = "SELECT 1 FROM units_absencerules WHERE unit_id = %s OR unit_id IS NULL"
ASKED = "SELECT 1 FROM attendance_asked WHERE child_id IN ({many}) AND day = %s"
TOPICS = "SELECT name, version FROM core_topic WHERE name IN ({many}) ORDER BY name"


class Database:
    """One connection of the bare driver. Ids, days and moments go in and come out as Python has them."""

    def __init__(self, settings):
        self.sqlite = "sqlite" in settings["ENGINE"]
        if self.sqlite:
            import sqlite3

            self.connection = sqlite3.connect(settings["NAME"], cached_statements=512, check_same_thread=False)
        else:
            import psycopg

            said = {"dbname": settings["NAME"], "user": settings["USER"], "host": settings["HOST"]}
            port = {"port": settings["PORT"]} if settings["PORT"] else {}
            self.connection = psycopg.connect(**said, **port, autocommit=True, prepare_threshold=0)

    def ask(self, statement, values, many=(), more="TRUE"):
        statement = statement.format(many=", ".join(["%s"] * len(many)), more=more)
        if self.sqlite:
            statement = statement.replace("%s", "?")
            values = [self._in(value) for value in values]
        return self.connection.execute(statement, values).fetchall()

    @staticmethod
    def _in(value):
        if isinstance(value, UUID):
            return value.hex
        if isinstance(value, datetime):
            return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        return value.isoformat() if isinstance(value, date) else value


def key(value):
    return value if value is None or isinstance(value, UUID) else UUID(value)


def moment(value):
    return value if value is None or isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)


def day(value):
    return value if value is None or isinstance(value, date) else date.fromisoformat(value)


def clock_time(value):
    return value if value is None or isinstance(value, time) else time.fromisoformat(value)


WEEK = timedelta(days=7)

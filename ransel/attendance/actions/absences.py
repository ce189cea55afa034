from datetime import date, time, timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from ransel.attendance import permits, spans
from ransel.attendance.actions import questions
from ransel.attendance.actions.telling import announce_telling, tellings_of
from ransel.attendance.authors import refuse_what_staff_told
from ransel.attendance.models import Absence, AbsenceReport, CheckIn
from ransel.attendance.words import why_not
from ransel.core import clock, dates
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.receipts.models import Told
from ransel.units.absence_rules import absence_rules_of

HORIZON = timedelta(days=365)


@writing()
def report_absence(
    *,
    by: Actor,
    children: list[Child],
    reason: str,
    first_day: date,
    last_day: date,
    from_time: time | None = None,
    to_time: time | None = None,
    ask_at: time | None = None,
    notice: UUID | None = None,
) -> list[Absence]:
    """One absence a child and day: told twice it stands once, and times told by two become the union of them.

    Days on which no unit of the child is open are passed over. With `ask_at`, who reports is asked at that hour of the
    morning after whether the child is still away; `notice` is what the days are told with, if not by themselves.
    Returns the first of these days' absences of each child. Raises Refused, with what is wrong by child, and then
    nothing is written; Http404 if one of the children is not the actor's.
    """
    pks = [child.pk for child in children]
    lock_all(Child, pks)
    children = permits.REPORT_ABSENCE.ask_all(by, pks)
    _check_days(first_day, last_day)
    span = None if from_time is None or to_time is None else spans.span_of(from_time, to_time)
    tellings = tellings_of(children, first_day, last_day, only_open=True)
    _check_children(by, tellings, span, first_day, last_day)
    _mark_late(tellings)
    absences, reports = [], []
    for telling in tellings.values():
        _work_out(telling, span, absences, reports, by, reason, notice)
    Absence.objects.bulk_create(absences)
    AbsenceReport.objects.bulk_create(reports)
    announce_telling(by, "absence.reported", list(tellings.values()))
    firsts = [telling.first for telling in tellings.values()]
    if ask_at and span is None and not by.by_code:  # the answer wants a stronger login
        questions.ask_me(by=by, absences=firsts, hour=ask_at)
    return firsts


@writing()
def withdraw_absence(*, by: Actor, absence: Absence) -> Absence:
    """All that is left of what was told with it: from today on. Days that are gone stay as they were.

    It goes to the same units, to be seen again. Withdrawn already, nothing more happens. Raises Refused when a
    guardian would take back what staff have told.
    """
    child = lock(absence.child)
    permits.WITHDRAW_ABSENCE.ask(by, absence.pk)
    _take_back(by, child, absence, clock.today(), None, Told.WITHDRAWN, "absence.withdrawn")
    return absence


@writing()
def withdraw_of_arrival(*, by: Actor, child: Child, absence: Absence):
    """The child stands in the door: it is not away today, whoever let it in. Check-in has locked and asked for it."""
    today = clock.today()
    _take_back(by, child, absence, today, today, Told.WITHDRAWN, "absence.withdrawn")


@writing()
def shorten_absence(*, by: Actor, absence: Absence, last_day: date) -> Absence:
    """The days after this one are withdrawn, of all that was told with it; yesterday is the last when it comes today.

    It goes to the same units, to be seen again. Short enough already, nothing more happens. Raises Refused for days
    that are over, for one after the end, and when a guardian would change what staff have told.
    """
    child = lock(absence.child)
    permits.SHORTEN_ABSENCE.ask(by, absence.pk)
    standing = Absence.objects.standing().filter(notice=absence.notice, child=child)
    days = sorted(standing.values_list("day", flat=True))
    if last_day < clock.today() - clock.DAY:
        raise Refused(_("Look at the days."), {"last_day": _("This day is over. Choose today or later.")})
    if days and last_day > max(days[-1], clock.today()):
        raise Refused(_("Look at the days."), {"last_day": _("It ends before that. Report more days instead.")})
    told = Told.CHANGED if days and days[0] <= last_day else Told.WITHDRAWN
    _take_back(by, child, absence, last_day + clock.DAY, None, told, "absence.shortened")
    return absence


def _take_back(by, child, absence, first_day, last_day, told, what):
    """These days of what was told with it, all that is left without a last one."""
    left = Absence.objects.standing().filter(notice=absence.notice, child=child)
    back = left.filter(day__gte=first_day, **({"day": last_day} if last_day else {}))
    days = sorted(back.values_list("day", flat=True))
    if not days:
        return
    refuse_what_staff_told(by, absence, back)
    back.update(withdrawn_by=by.person, withdrawn_at=clock.now())
    if last_day and left.filter(day__gt=last_day).exists():
        told = Told.CHANGED
    telling = tellings_of([child], days[0], days[-1])[child.pk]
    telling.known.add(absence.notice)
    for day in days:
        telling.tell(day, absence.notice)
    announce_telling(by, what, [telling], told=told)
    questions.nobody_need_ask(by=by, child=child, notice=absence.notice)


def _check_days(first_day, last_day):
    if last_day < first_day:
        raise Refused(_("Look at the days."), {"last_day": _("The last day can not be before the first day.")})
    if first_day < clock.today():
        raise Refused(_("Look at the days."), {"first_day": _("This day is over. Choose today or later.")})
    if last_day > clock.today() + HORIZON:
        raise Refused(_("Look at the days."), {"last_day": _("That is more than a year ahead.")})


def _check_children(by, tellings, span, first_day, last_day):
    """Refuse what can't be, child by child. A day with attendance can't become a whole day of absence."""
    wrong = []
    today = clock.today()
    came: dict[UUID, list] = {}
    rows = CheckIn.objects.standing().filter(child__in=tellings, day=today).order_by("at")
    for child, unit, at in rows.values_list("child", "unit", "at"):
        came.setdefault(child, []).append((unit, at))
    for pk, telling in tellings.items():
        if not telling.days:
            wrong += why_not(telling.child, clock.days(first_day, last_day), telling.closed)
            continue
        here = came.get(pk, []) if today in telling.days else []
        if at := next((at for unit, at in here if _is_all_that_was_left(telling, span, unit, at)), None):
            said = {"child": telling.child.given_name, "time": dates.clock_time(at)}
            wrong.append(_has_come(by) % said)
    if wrong:
        raise Refused(_("Nothing was sent."), {"children": wrong})


def _has_come(by):
    """By a code on paper nobody is told where a child is, or since when."""
    if by.by_code:
        return _("%(child)s can not be reported away here now. Ring the kindergarten or school.")
    return _("%(child)s was checked in at %(time)s today, and can not be away the whole day.")


def _is_all_that_was_left(telling, span, unit, came) -> bool:
    """Whether the child would be away from when it came until the unit closes, with what was told before.

    A time round its coming that was told before it came counts no more: it came all the same. Where nobody has said
    when the unit closes, no time round its coming can be away any more.
    """
    if span is None:
        return True
    opening, at = telling.counted[unit].get(clock.today()), timezone.localtime(came).time()
    before = [
        one for report in telling.there.get(clock.today(), ())
        if (one := span_of(report)) and (report.reported_at >= came or not one[0] <= at <= one[1])
    ]  # fmt: skip
    told = spans.union([*before, span])
    if opening and (closes := opening.closes):
        return any(one is None or (one[0] <= at and one[1] >= closes) for one in told)
    return any(one is None or one[0] < at < one[1] for one in told)


def _mark_late(tellings):
    """Which units are told of today after their hour."""
    today = [telling for telling in tellings.values() if clock.today() in telling.days]
    units = {unit for telling in today for unit in telling.units_on(clock.today())}
    rules = absence_rules_of(units) if units else {}
    now = clock.wall_time()
    for telling in today:
        here = telling.units_on(clock.today())
        telling.late = {unit.pk for unit in here if now >= rules[unit.pk].late_after}


def _work_out(telling, span, absences, reports, by, reason, notice):
    """Which days are new, and which are told more of than before. What was told already is told by nobody again."""
    before = next((one.absence.notice for day in sorted(telling.there) for one in telling.there[day]), None)
    fresh = before or notice or uuid4()
    said = {"reason": reason, "reported_by": by.person, "reported_at": clock.now()}
    said |= {"from_time": span and span[0], "to_time": span and span[1]}
    for day in sorted(telling.days):
        told = telling.there.get(day)
        if told:
            telling.standing.append(told[0].absence)
        if told and spans.covered(span, [span_of(report) for report in told]):
            continue
        absence = told[0].absence if told else Absence(child=telling.child, day=day, notice=fresh)
        if told:
            telling.known.add(absence.notice)
        else:
            absences.append(absence)
            telling.standing.append(absence)
        reports.append(AbsenceReport(absence=absence, **said))
        telling.tell(day, absence.notice)
    if fresh in (before, notice):
        telling.known.add(fresh)


def span_of(report) -> spans.Span:
    return None if report.from_time is None else (report.from_time, report.to_time)

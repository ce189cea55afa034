from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ransel.attendance import permits, spans
from ransel.attendance.models import Absence, AbsenceReport, CheckIn
from ransel.audit import actions as audit
from ransel.core import clock, dates
from ransel.core.actions import announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment
from ransel.receipts.actions import Sending, send_all
from ransel.receipts.models import Told
from ransel.units.models import Function, Unit

SATURDAY = 5
HORIZON = timedelta(days=365)


@dataclass
class Telling:
    """What is told of one child, worked out before a row is written."""

    child: Child
    units: dict[UUID, Unit] = field(default_factory=dict)
    groups: set[UUID] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    there: dict[date, list[AbsenceReport]] = field(default_factory=lambda: defaultdict(list))
    touched: dict[UUID, list[date]] = field(default_factory=lambda: defaultdict(list))
    known: set[UUID] = field(default_factory=set)
    standing: list[Absence] = field(default_factory=list)

    @property
    def first(self):
        """The first of the days it stands for, told now or before."""
        return min(self.standing, key=lambda absence: absence.day)

    def tell(self, day, notice):
        self.touched[notice].append(day)


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
) -> list[Absence]:
    """One absence a child and day: told twice it stands once, and times told by two become the union of them.

    Returns the first of these days' absences of each child. Raises Refused, with what is wrong by child, and then
    nothing is written; Http404 if one of the children is not the actor's.
    """
    pks = [child.pk for child in children]
    lock_all(Child, pks)
    children = permits.REPORT_ABSENCE.ask_all(by, pks)
    _check_days(first_day, last_day)
    span = None if from_time is None or to_time is None else (from_time, to_time)
    tellings = _tellings(children, first_day, last_day)
    _check_children(tellings, span)
    absences, reports = [], []
    for telling in tellings.values():
        _work_out(telling, span, absences, reports, by, reason)
    Absence.objects.bulk_create(absences)
    AbsenceReport.objects.bulk_create(reports)
    _announce(by, "absence.reported", list(tellings.values()))
    return [telling.first for telling in tellings.values()]


@writing()
def withdraw_absence(*, by: Actor, absence: Absence, only_today=False) -> Absence:
    """All that is left of what was told with it: from today on. Days that are gone stay as they were.

    It goes to the same units, to be seen again. Withdrawn already, nothing more happens.
    """
    child = lock(absence.child)
    permits.WITHDRAW_ABSENCE.ask(by, absence.pk)
    left = Absence.objects.standing().filter(notice=absence.notice, child=child, day__gte=clock.today())
    if only_today:
        left = left.filter(day=clock.today())
    days = sorted(left.values_list("day", flat=True))
    if not days:
        return absence
    left.update(withdrawn_by=by.person, withdrawn_at=clock.now())
    telling = _tellings([child], days[0], days[-1])[child.pk]
    telling.known.add(absence.notice)
    for day in days:
        telling.tell(day, absence.notice)
    _announce(by, "absence.withdrawn", [telling], told=Told.WITHDRAWN)
    return absence


def _check_days(first_day, last_day):
    if last_day < first_day:
        raise Refused(_("Look at the days."), {"last_day": _("The last day can not be before the first day.")})
    if first_day < clock.today():
        raise Refused(_("Look at the days."), {"first_day": _("This day is over. Choose today or later.")})
    if last_day > clock.today() + HORIZON:
        raise Refused(_("Look at the days."), {"last_day": _("That is more than a year ahead.")})


def _tellings(children, first_day, last_day):
    """For each child: where it has a place these days, and what was told of them before. Three statements."""
    tellings = {child.pk: Telling(child) for child in children}
    switched_on = {"unit__functions__name": Function.Name.ABSENCE, "unit__functions__staff": True}
    places = Enrolment.objects.not_over(first_day).filter(child__in=tellings, starts__lte=last_day, **switched_on)
    for place in places.select_related("unit", "stands_in_for").prefetch_related("stand_ins"):
        telling = tellings[place.child_id]
        days = [day for day in _weekdays(first_day, last_day) if place.counts_on(day)]
        telling.days.update(days)
        if days:
            telling.units[place.unit_id] = place.unit
        if days and place.group_id:
            telling.groups.add(place.group_id)
    between = {"absence__day__range": (first_day, last_day), "absence__withdrawn_at": None}
    reports = AbsenceReport.objects.filter(absence__child__in=tellings, **between).select_related("absence")
    for report in reports.order_by("reported_at"):
        tellings[report.absence.child_id].there[report.absence.day].append(report)
    return tellings


def _weekdays(first_day, last_day):
    return [day for day in clock.days(first_day, last_day) if day.weekday() < SATURDAY]


def _check_children(tellings, span):
    """Refuse what can't be, child by child. A day with attendance can't become a whole day of absence."""
    wrong = {}
    today = clock.today()
    here = {}
    if span is None:
        came = CheckIn.objects.standing().filter(child__in=tellings, day=today).order_by("at")
        here = dict(came.values_list("child", "at"))
    for pk, telling in tellings.items():
        said = {"child": telling.child.given_name}
        if not telling.days:
            wrong[pk] = _("%(child)s has no place on these days.") % said
        elif pk in here and today in telling.days:
            said["time"] = dates.clock_time(here[pk])
            wrong[pk] = _("%(child)s was checked in at %(time)s today, and can not be away the whole day.") % said
    if wrong:
        raise Refused(_("Nothing was sent."), {"children": list(wrong.values())})


def _work_out(telling, span, absences, reports, by, reason):
    """Which days are new, and which are told more of than before. What was told already is told by nobody again."""
    notice = next((one.absence.notice for day in sorted(telling.there) for one in telling.there[day]), None)
    fresh = notice or uuid4()
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
    if notice:
        telling.known.add(notice)


def span_of(report) -> spans.Span:
    return None if report.from_time is None else (report.from_time, report.to_time)


def _announce(by, what, tellings, told=None):
    sendings = [
        Sending(
            child=telling.child,
            units=list(telling.units.values()),
            about=notice,
            first_day=min(days),
            last_day=max(days),
            told=told or (Told.CHANGED if notice in telling.known else Told.REPORTED),
        )
        for telling in tellings
        for notice, days in telling.touched.items()
    ]
    if not sendings:
        return
    send_all(by=by, sendings=sendings)
    told_of = [telling for telling in tellings if telling.touched]
    children = [telling.child for telling in told_of]
    audit.record_all(what, by=by, about=children)
    groups = {f"group:{group}" for telling in told_of for group in telling.groups}
    announce_all(what, by=by, about=children, topics=groups | {child.reference for child in children})

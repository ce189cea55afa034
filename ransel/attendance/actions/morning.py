"""Still away today? Asked of a guardian who wanted to be asked, on the first morning there is something to ask."""

from django.db.models import Exists, OuterRef

from ransel.attendance import permits
from ransel.attendance.actions import questions
from ransel.attendance.actions.absences import report_absence
from ransel.attendance.models import Absence, AbsenceReport, CheckIn, MorningQuestion, Reason
from ransel.attendance.stays.day import StayKind
from ransel.attendance.stays.effective import stays_of
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment
from ransel.units.models import Function
from ransel.units.opening import openings_of

AT_ONCE = 100


def ask_due() -> bool:
    """Those whose hour has come, and whose child has told nothing of today. One statement when there are none."""
    today = clock.today()
    told = Absence.objects.standing().filter(child=OuterRef("child"), day=today)
    due = MorningQuestion.objects.waiting().filter(~Exists(told), not_before__lte=today, hour__lte=clock.wall_time())
    waiting = list(due.select_related("guardian", "child").order_by("said_at", "pk")[:AT_ONCE])
    if not waiting:
        return False
    open_for = _with_a_place_open([one.child_id for one in waiting], today)
    steps = [_ask(one) if one.child_id in open_for else _another_day(one) for one in waiting]
    return any(steps)


def _with_a_place_open(children, day):
    """Which of these are to be today in an open unit that takes absence: not who is off there. Eight statements."""
    takes = {"unit__functions__name": Function.Name.ABSENCE, "unit__functions__guardians__gte": Function.Use.EDIT}
    places = list(Enrolment.objects.on(day).filter(child__in=children, **takes).select_related("unit"))
    openings = openings_of({place.unit for place in places}, day, day)
    stays = stays_of({place.child_id for place in places}, day, day)
    off = {(child, unit) for (child, unit, _day), stay in stays.items() if stay.kind is StayKind.OFF}
    here = [place for place in places if (place.child_id, place.unit_id) not in off]
    return {place.child_id for place in here if openings[place.unit_id, day].is_open}


@writing()
def _ask(question) -> bool:
    """Once, on this day: of two workers, one writes it. The notice goes to this guardian alone."""
    today, by = clock.today(), Actor(question.guardian)
    waiting = MorningQuestion.objects.waiting().filter(pk=question.pk)
    asked = waiting.update(asked_on=today, asked_at=clock.now())
    if asked:
        audit.record("absence.still_away.asked", by=by, about=question.child)
        topics = [question.child.reference, question.guardian.reference]
        announce("absence.still_away", by=by, about=question, topics=topics)
    return bool(asked)


@writing()
def _another_day(question) -> bool:
    """There is nothing to be away from today: tomorrow at the earliest."""
    waiting = MorningQuestion.objects.waiting().filter(pk=question.pk)
    return bool(waiting.update(not_before=clock.today() + clock.DAY))


@writing()
def answer_still_away(*, by: Actor, child: Child, away: bool):
    """Yes, and today is told with the days before it, and asked about again tomorrow; or no, and that was that.

    Answered already, or with the child told of or here, nothing happens. Raises Http404 for another's child.
    """
    child = lock(child)
    permits.REPORT_OWN_ABSENCE.ask(by, child.pk)
    question = question_of(by.person, child)
    if question is None or is_settled(child):
        return
    question.away, question.answered_at = away, clock.now()
    question.save(update_fields=["away", "answered_at"])
    audit.record("absence.still_away.answered", by=by, about=child)
    if away:
        today = clock.today()
        said = {"reason": _reason_of(question), "first_day": today, "last_day": today}
        said |= {"ask_at": question.hour, "notice": question.notice}
        report_absence(by=by, children=[child], **said)
    else:
        questions.here_now(by=by, children=[child])
        announce("absence.still_away.answered", by=by, about=child, topics=[child.reference])


def question_of(person, child) -> MorningQuestion | None:
    """What this guardian was asked today of the child, and has not answered."""
    asked = MorningQuestion.objects.filter(child=child, guardian=person, asked_on=clock.today())
    return asked.filter(away=None, ended_at=None).first()


def is_settled(child) -> bool:
    """Somebody has told of today meanwhile, or the child has come. Two statements."""
    today = {"child": child, "day": clock.today()}
    return Absence.objects.standing().filter(**today).exists() or CheckIn.objects.standing().filter(**today).exists()


def _reason_of(question):
    last = AbsenceReport.objects.filter(absence__notice=question.notice).order_by("-absence__day", "-reported_at")
    return last.values_list("reason", flat=True).first() or Reason.OTHER

"""What the guardians are told of about a child's days, and what they are asked."""

from django.utils.translation import gettext_lazy as _

from ransel.attendance.models import MorningQuestion
from ransel.attendance.permits import ANSWER, REPORT_OWN_ABSENCE, SEE_DAY, SEE_STAY
from ransel.attendance.unaccounted import children_asked_for
from ransel.notifications.kinds import Kind, Subject, of_child

MISSED = Subject("missed", _("When nobody knows where the child is"))
ABSENCE = Subject("absence", _("Absence"))
TIMES = Subject("times", _("Times and holidays"))


def of_question(ids):
    return {pk: (child, None) for pk, child in _questions(ids).values_list("pk", "child")}


def only_who_wanted_it(ids):
    return dict(_questions(ids).values_list("pk", "guardian"))


def _questions(ids):
    """Those that nobody has answered before the notice leaves."""
    return MorningQuestion.objects.filter(pk__in=ids, answered_at=None, ended_at=None)


def of_asked(ids):
    return {pk: (child, None) for pk, child in children_asked_for(ids).items()}


def of_unanswered(ids):
    """A family that has answered meanwhile, or whose child has come, is asked no more."""
    return {pk: (child, None) for pk, child in children_asked_for(ids, unanswered=True).items()}


def _asks(what, says, children, *, urgent=False):
    return Kind(what, says, ANSWER, children, opens="where-is-child", of_one=True, urgent=urgent, subject=MISSED)


def _absence(what, says):
    return Kind(what, says, SEE_DAY, of_child, opens="home", subject=ABSENCE)


def _times(what, says, opens, *, of_one=False, formal=False):
    return Kind(what, says, SEE_STAY, of_child, opens=opens, of_one=of_one, subject=TIMES, formal=formal)


KINDS = [
    _absence("absence.reported", _("Absence was reported for %(child)s")),
    _absence("absence.withdrawn", _("An absence was withdrawn for %(child)s")),
    _times("stay_plan.sent", _("A stay plan was sent for %(child)s"), "stay-plans"),
    _times("stay_plan.approved", _("A stay plan was approved for %(child)s"), "stay-plans"),
    _times("stay_plan.rejected", _("A stay plan was not approved for %(child)s"), "stay-plans"),
    _times("stay_plan.withdrawn", _("A stay plan was taken back for %(child)s"), "stay-plans"),
    _times("stay_plan.missing", _("We need times for %(child)s"), "child-week", of_one=True),
    _times("holiday.opened", _("Say who comes in the holiday: %(child)s"), "home", formal=True),
    _times("holiday.missing", _("We wait for an answer about the holiday: %(child)s"), "home"),
    _times("holiday.answered", _("The holiday was answered for %(child)s"), "home"),
    _times("stay.changed", _("Times were changed for %(child)s"), "child-week", of_one=True),
    _times("stay.cut", _("Opening hours are changed: look at the times of %(child)s"), "child-week", of_one=True),
    _absence("absence.shortened", _("An absence was shortened for %(child)s")),
    Kind(
        "absence.still_away",
        _("Is %(child)s still away today?"),
        REPORT_OWN_ABSENCE,
        of_question,
        opens="still-away",
        of_one=True,
        only=only_who_wanted_it,
        subject=ABSENCE,
    ),
    _asks("unaccounted.asked", _("Answer us: where is %(child)s?"), of_unanswered, urgent=True),
    _asks("unaccounted.asked_again", _("Answer us: where is %(child)s?"), of_unanswered, urgent=True),
    _asks("unaccounted.answered", _("The staff have an answer about %(child)s"), of_asked),
]

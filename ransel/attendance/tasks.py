"""What is done each day, and each time the worker goes round, about when children are here."""

from django_tasks import task

from ransel.attendance.actions import calendar_feeds, forgotten
from ransel.attendance.actions.campaigns import tell_families
from ransel.attendance.models import HolidayCampaign
from ransel.core import clock
from ransel.identity.actor import Actor


@task()
def open_campaigns():
    """Families are told on the day a campaign opens, in the name of whoever made it.

    One that can not be opened keeps none of the others from it; the task fails then, and is tried again.
    """
    wrong = []
    waiting = HolidayCampaign.objects.filter(told_at=None, ended_at=None, opens_on__lte=clock.today())
    for campaign in waiting.select_related("made_by"):
        try:
            tell_families(by=Actor(campaign.made_by), campaign=campaign)
        except Exception as error:  # whatever it is, it is raised when the others are done
            wrong.append(error)
    if wrong:
        raise ExceptionGroup("Not every holiday question was opened", wrong)


@task()
def end_forgotten_days():
    """Children who are still here by what was tapped, on a day that is over."""
    forgotten.end_forgotten()


@task()
def end_calendar_feeds():
    """What nobody reads any more, and what must not be read any more."""
    calendar_feeds.end_feeds_that_are_over()


def each_time_round() -> bool:
    """Ask on the morning after, and climb for those who have not come. Whether there was anything to do."""
    from ransel.attendance.actions import morning, unaccounted

    return bool(morning.ask_due()) | bool(unaccounted.climb())

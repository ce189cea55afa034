"""Whoever has left is logged out: at once by hand and by a roster, and the morning after a last day."""

from datetime import timedelta

import pytest

from ransel.access.tasks import end_logins_of_leavers
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.jobs import actions as jobs
from ransel.core.models import Job
from ransel.identity.models import Session
from ransel.people.models import Guardianship, Post

DAY = timedelta(days=1)


def logged_in(person):
    return Session.objects.filter(account__person=person).exists()


def leaves(person, last_day):
    Post.objects.filter(person=person).update(ends=last_day, starts=last_day - 30 * DAY)


@pytest.mark.parametrize(("last_day", "stays"), [(0, True), (-1, False)])
def test_a_substitute_is_logged_out_the_morning_after_the_last_day(as_, village, last_day, stays):
    as_(village.siri)
    leaves(village.siri, clock.today() + last_day * DAY)
    end_logins_of_leavers.func()
    assert logged_in(village.siri) is stays
    assert Event.objects.filter(what="logins.ended", about=village.siri.reference).exists() is not stays


def test_a_leaver_who_is_a_guardian_here_stays_logged_in_and_an_unconfirmed_one_does_not(as_, village):
    as_(village.siri)
    leaves(village.siri, clock.today() - DAY)
    told = {"guardian": village.siri, "child": village.sara, "starts": clock.today()}
    one = Guardianship.objects.create(
        **told, ground="foster_placement", confirmed_by=village.leader, confirmed_at=clock.now()
    )
    end_logins_of_leavers.func()
    assert logged_in(village.siri)
    Guardianship.objects.filter(pk=one.pk).update(confirmed_by=None, confirmed_at=None)
    end_logins_of_leavers.func()
    assert not logged_in(village.siri)


def test_others_are_left_alone(as_, village):
    for person in (village.marte, village.stranger, village.leader):
        as_(person)
    end_logins_of_leavers.func()
    assert all(logged_in(person) for person in (village.marte, village.stranger, village.leader))


def test_what_is_done_each_day_is_asked_for_once_a_day(db):
    jobs.enqueue_daily([end_logins_of_leavers])
    jobs.enqueue_daily([end_logins_of_leavers])
    (job,) = Job.objects.filter(task=end_logins_of_leavers.module_path)
    jobs.finish(job)
    jobs.enqueue_daily([end_logins_of_leavers])
    assert Job.objects.filter(task=end_logins_of_leavers.module_path).count() == 1

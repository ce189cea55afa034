from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task

from ransel.core.jobs import actions, worker
from ransel.core.jobs.models import Job

done = []


@task()
def note(what):
    done.append(what)


@task()
def fail():
    raise ValueError("a secret that must not be kept")


@pytest.fixture(autouse=True)
def nothing_done(db):
    done.clear()


def test_a_job_that_is_asked_for_is_done_once():
    note.enqueue("a")
    assert worker.run_due() and not worker.run_due()
    assert done == ["a"] and Job.objects.get().finished_at


def test_with_one_key_it_waits_once_and_may_be_asked_for_again_when_done():
    for _time in range(2):
        actions.enqueue_once(note, key="note:1", what="b")
    worker.run_due()
    assert done == ["b"]
    actions.enqueue_once(note, key="note:1", what="b")
    worker.run_due()
    assert done == ["b", "b"]


def test_a_job_for_later_waits():
    actions.enqueue_once(note, key="later", after=timezone.now() + timedelta(hours=1), what="c")
    assert not worker.run_due() and done == []


def test_a_job_that_fails_is_put_off_each_time_for_longer_and_given_up_in_the_end(caplog):
    fail.enqueue()
    waits = []
    for _attempt in range(actions.MOST_ATTEMPTS):
        Job.objects.update(run_after=timezone.now())
        worker.run_due()
        waits.append((Job.objects.get().run_after - timezone.now()).total_seconds())
    job = Job.objects.get()
    assert job.failed_at and job.last_error == "ValueError"
    assert waits[0] < waits[1] < waits[2]
    assert "secret" not in caplog.text


def test_what_a_dead_worker_held_is_taken_by_another_when_the_lease_runs_out():
    note.enqueue("d")
    assert len(actions.take()) == 1
    assert actions.take() == [], "while it is held, nobody else takes it"
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    worker.run_due()
    assert done == ["d"] and Job.objects.get().attempts == 2

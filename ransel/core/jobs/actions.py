"""What happens to a job: asked for once, taken on a lease, done, or put off and tried again. In real time."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from ransel.core.jobs.models import Heartbeat, Job
from ransel.core.writing import writing

LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=5)
MOST_ATTEMPTS = 8

TAKE = """
UPDATE core_job SET lease_until = %s, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM core_job
    WHERE finished_at IS NULL AND failed_at IS NULL AND run_after <= %s
      AND (lease_until IS NULL OR lease_until < %s)
    ORDER BY priority DESC, run_after LIMIT %s {skip}
) RETURNING id
"""


def enqueue(task, *, args, kwargs):
    """One more, as the caller's transaction wants it."""
    now = timezone.now()
    return Job.objects.create(
        task=task.module_path,
        arguments={"args": args, "kwargs": kwargs},
        queue=task.queue_name,
        priority=task.priority,
        run_after=task.run_after if isinstance(task.run_after, datetime) else now,
        created_at=now,
    )


def enqueue_once(task, *, key, after=None, **kwargs):
    """Unless one with this key waits already. `key` names kind and period: "purge:2026-11-24"."""
    now = timezone.now()
    job = Job(
        task=task.module_path, arguments={"args": [], "kwargs": kwargs}, key=key, run_after=after or now, created_at=now
    )
    Job.objects.bulk_create([job], ignore_conflicts=True)


def enqueue_daily(tasks):
    """Each of these once a day: one that is done already, or is given up, is not asked for again before tomorrow."""
    today = timezone.localdate()
    keys = {f"{task.module_path}:{today}": task for task in tasks}
    asked = set(Job.objects.filter(key__in=keys).values_list("key", flat=True))
    for key, task in keys.items():
        if key not in asked:
            enqueue_once(task, key=key)


def take(number=20):
    """The jobs that are due, on a lease: who dies with one lets it run out, and another takes it."""
    now = timezone.now()
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    convert = Job._meta.get_field("run_after").get_db_prep_value
    moment, until = convert(now, connection), convert(now + LEASE, connection)
    with writing(), connection.cursor() as cursor:
        cursor.execute(TAKE.format(skip=skip), [until, moment, moment, number])
        taken = [row[0] for row in cursor.fetchall()]
    return list(Job.objects.filter(pk__in=taken).order_by("-priority", "run_after"))


@writing()
def finish(job):
    job.finished_at, job.lease_until = timezone.now(), None
    job.save(update_fields=["finished_at", "lease_until"])


@writing()
def put_off(job, error):
    """Try again later, each time after twice as long; in the end it is given up, and stays to be looked at."""
    job.last_error, job.lease_until = type(error).__name__, None
    if job.attempts >= MOST_ATTEMPTS:
        job.failed_at = timezone.now()
    else:
        job.run_after = timezone.now() + FIRST_WAIT * 2 ** (job.attempts - 1)
    job.save(update_fields=["last_error", "lease_until", "failed_at", "run_after"])


@writing()
def beat():
    """The worker is alive, and the database takes writes."""
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": timezone.now()})

"""Django's interface to jobs, on our own table: enqueued in the transaction that wants it."""

from datetime import datetime
from uuid import uuid4

from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend

from ransel.core.jobs.models import Job


class Backend(BaseTaskBackend):
    supports_defer = True
    supports_async_task = False
    supports_get_result = False
    supports_priority = True

    def enqueue(self, task, args, kwargs):
        """Write the job. With `key=` among the arguments' siblings nothing; see `enqueue_once` for unique jobs."""
        self.validate_task(task)
        now = timezone.now()
        job = Job.objects.create(
            id=uuid4(),
            task=task.module_path,
            arguments={"args": list(args), "kwargs": dict(kwargs)},
            queue=task.queue_name,
            priority=task.priority,
            run_after=_after(task.run_after, now),
            created_at=now,
        )
        return _result(self, task, job, args, kwargs)


def _after(moment, now):
    return moment if isinstance(moment, datetime) else now


def _result(backend, task, job, args, kwargs):
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=TaskResultStatus.READY,
        enqueued_at=job.created_at,
        started_at=None,
        last_attempted_at=None,
        finished_at=None,
        args=list(args),
        kwargs=dict(kwargs),
        backend=backend.alias,
        errors=[],
        worker_ids=[],
    )

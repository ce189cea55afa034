"""Django's interface to jobs, on our own table: enqueued in the transaction that wants it."""

from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend

from ransel.core.jobs import actions


class Backend(BaseTaskBackend):
    supports_defer = True
    supports_async_task = False
    supports_get_result = False
    supports_priority = True

    def enqueue(self, task, args, kwargs):
        """Write the job, in the caller's transaction. One that must wait only once: `actions.enqueue_once`."""
        self.validate_task(task)
        job = actions.enqueue(task, args=list(args), kwargs=dict(kwargs))
        return _result(self, task, job, args, kwargs)


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

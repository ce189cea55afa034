"""What core itself writes: what has happened, and which forms were received, so that none is done twice."""

from uuid import UUID

from django.db import connection, transaction

from ransel.core import clock, live
from ransel.core.models import Announcement, Submission, Topic

RAISE = (
    f"INSERT INTO {Topic._meta.db_table} (name, version) VALUES {{rows}}"  # noqa: S608
    f" ON CONFLICT (name) DO UPDATE SET version = {Topic._meta.db_table}.version + 1"
)


def announce(what, *, by, about, topics):
    """Say that something has happened. It stands or falls with the change; the screens are woken once it stands."""
    announce_all(what, by=by, about=[about], topics=topics)


def announce_all(what, *, by, about, topics):
    """The same of several things at once: one announcement each, in two statements."""
    now = clock.now()
    Announcement.objects.bulk_create(
        Announcement(what=what, by=by.person.pk, about=one.reference, at=now) for one in about
    )
    raise_topics(topics)


def raise_topics(topics):
    """What pages show under these names is new. In one order: two who raise the same wait for each other only once."""
    names = sorted(set(topics))
    for start in range(0, len(names), 2_000):
        some = names[start : start + 2_000]
        with connection.cursor() as cursor:
            cursor.execute(RAISE.format(rows=", ".join(["(%s, 1)"] * len(some))), some)
    transaction.on_commit(lambda: live.publish(*names), robust=True)


def take(announcement):
    """Whether it was still there to be taken: of two who try, one gets it."""
    waiting = Announcement.objects.filter(pk=announcement.pk, taken_at=None)
    return bool(waiting.update(taken_at=clock.now()))


def receive(*, account, key, digest):
    """The submission, and whether it is new. Its simultaneous twin waits at the unique key until the first is done."""
    said = Submission(account=account, key=key, digest=digest, received_at=clock.now())
    Submission.objects.bulk_create([said], ignore_conflicts=True)
    kept = Submission.objects.get(account=account, key=key, digest=digest)
    return kept, kept.pk == said.pk


def done_already(*, account, keys) -> set[UUID]:
    """Of these submissions of the account, those that did what they said. Who was sent on to be asked has not."""
    done = Submission.objects.filter(account=account, key__in=keys, stays=True).exclude(answer="")
    return set(done.values_list("key", flat=True))


def answer(submission, *, url, stays):
    submission.answer, submission.stays = url, stays
    submission.save(update_fields=["answer", "stays"])

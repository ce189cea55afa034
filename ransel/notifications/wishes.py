"""What somebody wants to be told, and how, from the rows in which they said it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from ransel.notifications.models import Channel, How, Telling, Wish
from ransel.notifications.models.wish import DIGEST_AT, QUIET_FROM, QUIET_UNTIL
from ransel.notifications.quiet import Hours

OTHERWISE = {Channel.PUSH: How.AT_ONCE, Channel.EMAIL: How.AT_ONCE, Channel.PHONE: How.URGENT}
NOBODY_SAID = Hours((QUIET_FROM, QUIET_UNTIL), DIGEST_AT)


@dataclass
class Wishes:
    """`said`: how, by (channel, subject, child); of all subjects "", of all children None."""

    said: dict[tuple[str, str, UUID | None], How] = field(default_factory=dict)
    hours: Hours = NOBODY_SAID

    def how(self, channel: str, subject: str, child: UUID) -> How:
        """The narrowest that was said; else as is the custom of the channel."""
        for key in ((subject, child), ("", child), (subject, None), ("", None)):
            if found := self.said.get((channel, *key)):
                return found
        return OTHERWISE[Channel(channel)]


def hours_of(telling: Telling) -> Hours:
    begins, ends = telling.quiet_from, telling.quiet_until
    return Hours((begins, ends) if begins is not None and ends is not None else None, telling.digest_at)


def wishes_of(people: Iterable[UUID]) -> dict[UUID, Wishes]:
    """By person, also of those who never said anything. Two statements."""
    people = list(people)
    found = {pk: Wishes() for pk in people}
    for one in Wish.objects.filter(person__in=people):
        found[one.person_id].said[one.channel, one.subject, one.child_id] = How(one.how)
    for telling in Telling.objects.filter(person__in=people):
        found[telling.person_id].hours = hours_of(telling)
    return found

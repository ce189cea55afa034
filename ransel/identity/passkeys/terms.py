"""How long a login lasts that a passkey opens: what the municipalities of one's children say, the strictest of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from ransel.identity.actor import Actor
from ransel.identity.models import Account, Grant
from ransel.identity.rules import rules_for
from ransel.people.models import Person


@dataclass(frozen=True)
class Terms:
    unused: timedelta
    longest: timedelta

    def end_of(self, grant: Grant) -> datetime:
        return min(grant.used_at + self.unused, grant.made_at + self.longest)


def terms_of(person: Person) -> Terms | None:
    """None for whom it is not for: where a municipality has it off, and who has no child here. Two statements.

    Who only works here proves who they are at each login.
    """
    rules = rules_for(person)
    if not rules or not all(one.passkeys for one in rules):
        return None
    return Terms(
        timedelta(days=min(one.unused_days for one in rules)), timedelta(days=min(one.longest_days for one in rules))
    )


def account_of(actor: Actor) -> Account:
    """Their own, with its person. Raises DoesNotExist for who has none, as a shared tablet."""
    return Account.objects.select_related("person").get(pk=actor.account or UUID(int=0))


def usable(account: UUID | None, terms: Terms | None) -> list[Grant]:
    """Those of an account that open us today, the one used last first. One statement."""
    if terms is None:
        return []
    standing = Grant.objects.standing().filter(account=account).select_related("passkey").order_by("-used_at")
    return [grant for grant in standing if terms.end_of(grant) > timezone.now()]

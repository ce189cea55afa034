"""Getting started: one step at a time, on whichever device, and said to be over by whoever does it."""

from ransel.core import clock
from ransel.core.writing import lock, writing
from ransel.identity.actor import Actor
from ransel.identity.models import FirstStep
from ransel.identity.passkeys.terms import account_of


@writing()
def take_step(*, by: Actor, step: str, put_off: bool = False) -> FirstStep:
    """Done, or put off. What was put off may be done later, and what is done stays so."""
    account = lock(account_of(by))
    said = {"put_off": put_off, "at": clock.now()}
    found, is_new = FirstStep.objects.get_or_create(account=account, step=step, defaults=said)
    if not is_new and found.put_off and not put_off:
        found.put_off, found.at = False, clock.now()
        found.save(update_fields=["put_off", "at"])
    return found


@writing()
def settle(*, by: Actor):
    """The first page reminds them no more. The steps stand under their own page."""
    account = lock(account_of(by))
    if account.settled_at is None:
        account.settled_at = clock.now()
        account.save(update_fields=["settled_at"])

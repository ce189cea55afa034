"""What is done beside the pages about long-lived logins: each is asked for at the provider's, and ended there."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from ransel.identity.models import Grant
from ransel.identity.provider import Unreachable, providers
from ransel.identity.sealing import NotOurs, unseal

CHECKED_EVERY = timedelta(minutes=5)  # while it has a session open; else when it is used
AT_ONCE = 100


def each_time_round() -> bool:
    """Those in use are asked for. Whether there was anything to do. One statement where there is not."""
    now = timezone.now()
    waiting = Grant.objects.standing().exclude(token=b"").filter(checked_at__lt=now - CHECKED_EVERY)
    in_use = waiting.filter(sessions__expire_date__gt=now).select_related("account__person").distinct()
    found = list(in_use.order_by("checked_at")[:AT_ONCE])
    for grant in found:
        check(grant)
    return bool(found)


def check(grant: Grant) -> bool:
    """Whether it stands at the provider's, as far as we know. One that does not is ended."""
    from ransel.identity.actions import grants

    provider = next((one for one in providers() if one.name == grant.provider), None)
    if not grant.token:
        return True
    try:
        stands = provider is not None and provider.stands(unseal(bytes(grant.token), grants.TOKEN).decode())
    except NotOurs:
        stands = False
    except Unreachable:
        return timezone.now() - grant.checked_at < grants.TRUSTED_FOR
    if stands:
        grants.checked(grants=[grant])
    else:
        grants.end_grant_at_provider(grant=grant)
    return stands


@task()
def tell_provider(grant: str):
    """Ended here, it is no login there either."""
    from ransel.identity.actions.grants import TOKEN

    row = Grant.objects.get(pk=grant)
    for one in providers():
        if one.name == row.provider:
            one.end_token(unseal(bytes(row.token), TOKEN).decode())

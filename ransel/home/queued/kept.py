"""What a phone is told of a guardian's children, to have it without network: ids, colours and what may be said."""

import json

from django.utils.crypto import salted_hmac

from ransel.home.may import May
from ransel.home.queued.items import Kind
from ransel.people.children import colours, in_order
from ransel.people.models import Child

SALT = "ransel.home.queued"


def whose(actor) -> str:
    """By which a phone tells one login from another. It is nobody's id, and nothing can be read from it."""
    return salted_hmac(SALT, str(actor.account), algorithm="sha256").hexdigest()[:32]


def kept_of(children: list[Child], may: May) -> str:
    """JSON, in the order of the family. `alone`: there is a unit that lets the child walk home."""
    colour = colours(children)
    said = [
        {"id": str(child.pk), "colour": colour[child.pk], "does": _does(child.pk, may), "alone": child.pk in may.alone}
        for child in in_order(children)
    ]
    return json.dumps([one for one in said if one["does"]])


def _does(pk, may) -> list[str]:
    kinds = ((Kind.ABSENCE, may.report), (Kind.LEAVING, may.leaving), (Kind.NOTE, may.note))
    return [kind for kind, whom in kinds if pk in whom]

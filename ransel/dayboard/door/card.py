"""A child's card, behind the reader's PIN: each look is recorded by the door."""

from ransel.access.allow import allow
from ransel.cards.permits import SEE_CARD
from ransel.cards.reading import card_of
from ransel.core.http import page
from ransel.dayboard.door.page import group_of


@allow(SEE_CARD)
def card(request, child):
    group = group_of(request.actor, child, asked=request.GET.get("group", ""))
    context = {"card": card_of(child, group.unit_id), "group": group}
    return page(request, "dayboard/door/card.html", context)

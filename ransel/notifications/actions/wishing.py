"""What somebody wants to be told, how and when: said by themselves."""

from datetime import time

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core.actions import raise_topics
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.notifications.kinds import SEE_CHILD
from ransel.notifications.models import How, Telling, Wish
from ransel.people.models import Child


@writing()
def choose_hours(*, by: Actor, quiet_from: time | None, quiet_until: time | None, digest_at: time) -> Telling:
    """Raises Refused when the quiet hours have one end only, or none of the day is left."""
    lock(by.person)
    if (quiet_from is None) != (quiet_until is None):
        raise Refused(_("Quiet hours need a beginning and an end."), {"quiet_until": _("Write both times, or none.")})
    if quiet_from is not None and quiet_from == quiet_until:
        raise Refused(_("Quiet hours need a beginning and an end."), {"quiet_until": _("Write another time.")})
    said = {"quiet_from": quiet_from, "quiet_until": quiet_until, "digest_at": digest_at}
    telling, _is_new = Telling.objects.update_or_create(person=by.person, defaults=said)
    audit.record("telling.chosen", by=by, about=telling)
    return telling


@writing()
def wish(*, by: Actor, said: dict[tuple[str, str], str], child: Child | None = None):
    """`said`: how, by (channel, subject); "" for as is said more widely. Those not named stay as they are.

    Of all children, or of one that is theirs: else Http404.
    """
    lock(by.person)
    if child:
        SEE_CHILD.ask(by, child.pk)
    for (channel, subject), how in said.items():
        _say(by.person, {"channel": channel, "subject": subject, "child": child}, how)
    audit.record("wishes.said", by=by, about=by.person)
    raise_topics([by.person.reference])


def _say(person, about, how):
    if how:
        Wish.objects.update_or_create(person=person, **about, defaults={"how": How(how)})
    else:
        Wish.objects.filter(person=person, **about).delete()

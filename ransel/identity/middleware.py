from django.conf import settings
from django.utils import translation

from ransel.core import clock
from ransel.core.http import rests
from ransel.identity.actions.turns import stand_there_yet
from ransel.identity.actor import Actor
from ransel.identity.codes.terms import still_opens
from ransel.identity.sessions import BY_CODE, keep_alive, strength_of
from ransel.identity.tablets.reading import NOTED_EVERY, actor_at, tablet_of


def know_the_actor(get_response):
    """Who is asking, from the database and anew for every request; and in the language that is theirs."""

    def answer(request):
        request.tablet = None
        request.actor = actor_of(request.session)
        if request.actor:
            keep_alive(request)
        elif tablet := tablet_of(request):
            request.tablet, request.actor = tablet, actor_at(tablet)
            _touch(request)
        if request.actor:
            translation.activate(_language_of(request))
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return answer


def _language_of(request):
    """The person's own; but who came by a code reaches no page where it is chosen, and chose it before the login."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if request.actor.by_code and chosen in dict(settings.LANGUAGES):
        return chosen
    return request.actor.person.language


def actor_of(session):
    if not session.get("account") or session.row is None or session.row.account is None:
        return None
    account = session.row.account
    if (code := session.get(BY_CODE)) and not still_opens(code):
        return None
    return Actor(account.person, strength_of(session), session["handle"], account.pk)


def _touch(request):
    """What a PIN opened stays open while somebody does something: once it is locked, only the PIN opens it again."""
    turn = request.tablet.turn
    if not request.actor.locked and not rests(request) and clock.now() - turn.used_at > NOTED_EVERY:
        stand_there_yet(turn)

from django.utils import translation

from ransel.identity.actor import Actor
from ransel.identity.sessions import keep_alive, strength_of


def know_the_actor(get_response):
    """Who is asking, from the database and anew for every request; and in the language that is theirs."""

    def answer(request):
        request.actor = actor_of(request.session)
        if request.actor:
            keep_alive(request)
            translation.activate(request.actor.person.language)
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return answer


def actor_of(session):
    if not session.get("account") or session.row is None or session.row.account is None:
        return None
    account = session.row.account
    return Actor(account.person, strength_of(session), session["handle"], account.pk)

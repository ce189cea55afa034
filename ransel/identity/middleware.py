from django.utils import translation

from ransel.identity.actor import Actor
from ransel.identity.models import Account
from ransel.identity.sessions import strength_of


def know_the_actor(get_response):
    """Who is asking, from the database and anew for every request; and in the language that is theirs."""

    def answer(request):
        request.actor = actor_of(request.session)
        if request.actor:
            translation.activate(request.actor.person.language)
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return answer


def actor_of(session):
    if not (account_id := session.get("account")):
        return None
    account = Account.objects.select_related("person").filter(pk=account_id).first()
    return account and Actor(account.person, strength_of(session), session["handle"], account.pk)

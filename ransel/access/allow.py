from ransel.core.http import fetches_again
from ransel.identity.doors import guarded


def allow(permit, *verbs):
    """Turn the id in the URL into the thing itself, or stop the request here. Without verbs, for reading only."""

    def entered(view, request, pk):
        return view(request, permit.fetch(request.actor, pk, again=fetches_again(request)))

    return guarded(permit, verbs, entered)


def allow_all(permit, *verbs):
    """For a page without an id: the view is handed everything the actor holds the permit for."""

    def entered(view, request):
        return view(request, permit.fetch_all(request.actor, again=fetches_again(request)))

    return guarded(permit, verbs, entered)

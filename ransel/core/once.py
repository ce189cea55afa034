from functools import wraps
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import transaction

from ransel.core import actions
from ransel.core.http import go, stay
from ransel.core.writing import writing

NOT_THE_ANSWER = ("csrfmiddlewaretoken", "submission", "pin", "again")  # a PIN is short: its digest would give it away


def once(view):
    """A form sent twice, by a nervous thumb or a poor network, is done once and answered alike.

    The same form with other answers is another submission. The view ends in go() or stay(); or in 400 and above, or in
    drawn_again(), and then nothing was done and the form may be sent again. Raises BadRequest for a form without its
    submission.
    """

    @wraps(view)
    def only_once(request, *args):
        if request.method != "POST":
            return view(request, *args)
        key, digest = key_and_digest(request)
        with writing():
            submission, is_new = actions.receive(account=request.actor.account, key=key, digest=digest)
            if not is_new:
                return (stay if submission.stays else go)(request, submission.answer)
            answer = view(request, *args)
            if answer.status_code >= 400 or hasattr(answer, "only_drawn"):
                transaction.set_rollback(True)
            else:
                actions.answer(submission, url=answer.onward, stays=answer.stays)
        return answer

    marked: Any = only_once
    marked.once = True
    return marked


def once_in_steps(view):
    """The same for what takes long and stands step by step, with no transaction round it: nobody waits for it.

    Broken off, it may be sent again, and is done again: only for what does no harm done twice.
    """

    @wraps(view)
    def only_once(request, *args):
        if request.method != "POST":
            return view(request, *args)
        key, digest = key_and_digest(request)
        with writing():
            submission, _is_new = actions.receive(account=request.actor.account, key=key, digest=digest)
        if submission.answer:
            return go(request, submission.answer)
        answer = view(request, *args)
        if answer.status_code < 400:
            with writing():
                actions.answer(submission, url=answer.onward, stays=False)
        return answer

    marked: Any = only_once
    marked.once = True
    return marked


def once_each(view):
    """For what carries an id for each thing that it does: its action does each once, and answers alike."""
    marked: Any = view
    marked.once = True
    return marked


def key_and_digest(request):
    try:
        key = UUID(request.POST.get("submission", ""))
    except ValueError:
        raise BadRequest("a form that writes carries its submission") from None
    told = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_THE_ANSWER)
    digest = sha256(f"{request.path} {told}".encode())
    for name, upload in sorted(request.FILES.items()):
        digest.update(name.encode())
        for chunk in upload.chunks():
            digest.update(chunk)
        upload.seek(0)
    return key, digest.hexdigest()

"""The door to which a phone sends what it kept."""

import logging
from dataclasses import asdict

from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ransel.core import clock
from ransel.core.doors import public
from ransel.core.http import page
from ransel.core.once import once_each
from ransel.home.queued.actions import Answer, take
from ransel.home.queued.items import BYTES, MOST, BatchForm, Why
from ransel.home.whereto import units_of
from ransel.identity.doors import BY_CODE, logged_in

log = logging.getLogger(__name__)


@public(reason="the page that stands in for a guardian's without network; what lies on the phone it does not know")
@require_safe
def offline_guardian(request):
    return page(request, "home/queued/offline.html")


@logged_in("POST", permit=BY_CODE)
@once_each
def take_queued(request):
    """A batch is answered item by item, each by its own permits. What is not in the answer is still on the phone."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > 3 * BYTES:
        return _refused(413, _("This is too much at once. Send at most %(most)s.") % {"most": MOST})
    try:
        form = BatchForm(request.POST)
    except RequestDataTooBig:
        return _refused(413, _("This is too much at once. Send at most %(most)s.") % {"most": MOST})
    if not form.is_valid():
        return _refused(400, " ".join(dict.fromkeys(str(one) for some in form.errors.values() for one in some)))
    behind = clock.now() - form.cleaned_data["now"]
    answers = {one.id: take(by=request.actor, item=one, behind=behind) for one in form.cleaned_data["items"]}
    answers |= dict.fromkeys(form.unread, Answer(False, Why.UNREAD))
    refused = sum(not one.sent for one in answers.values())
    if refused:
        log.warning("%s queued items refused one by one", refused)
    known = refused and not request.actor.by_code
    ring = [(unit.name, unit.phone) for unit in units_of(request.actor) if unit.phone] if known else []
    said = {"items": {str(pk): asdict(one) for pk, one in answers.items()}, "ring": ring}
    return JsonResponse(said, headers={"Cache-Control": "no-store"})


def _refused(status, why):
    """Nothing is taken. In the log stands what kind of fault it was, and nobody's name or id."""
    log.warning("a batch of queued items refused with %s", status)
    return JsonResponse({"why": why}, status=status, headers={"Cache-Control": "no-store"})

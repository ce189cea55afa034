"""Taps that waited without network: the door they are sent to, and the page of those to decide about."""

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ransel.access.allow import allow
from ransel.attendance.models import QueuedTap, TapVerb
from ransel.core import clock
from ransel.core.forms import refusals_shown_on
from ransel.core.http import go, page
from ransel.core.once import once, once_each
from ransel.core.writing import Refused
from ransel.dayboard import permits
from ransel.departure.actions.queued import REFUSED, Answer, Told, decide, take_taps

MOST, BYTES = 100, 64_000  # of one batch
LATELY = timedelta(days=14)
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)  # what can be kept and shown
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)

log = logging.getLogger(__name__)


class BatchForm(forms.Form):
    """`now` is what the clock of the device says; each of `taps` has an id, a child, a verb, and when it was.

    Each is judged by itself: one that says nothing that can be read is refused by its id, and holds up no other.
    """

    now = forms.CharField(max_length=40, required=False)
    taps = forms.CharField(max_length=BYTES, strip=False, required=False)

    def clean_now(self):
        return _moment(self.cleaned_data["now"])

    def clean_taps(self):
        try:
            said = json.loads(self.cleaned_data["taps"])
            told = {UUID(one["id"]): one for one in reversed(said)}
        except UNREADABLE:
            raise forms.ValidationError(gettext_lazy("These are no taps.")) from None
        if not 0 < len(said) <= MOST:
            raise forms.ValidationError(_("Send at least one tap, and at most %(most)s.") % {"most": MOST})
        taps = {pk: _told(pk, one) for pk, one in told.items()}
        self.unread = [pk for pk, one in taps.items() if one is None]
        return [one for one in taps.values() if one]


def _told(pk, one) -> Told | None:
    try:
        return Told(pk, UUID(one["child"]), TapVerb(one["verb"]), _moment(one["at"]))
    except (*UNREADABLE, forms.ValidationError):
        return None


def _moment(said) -> datetime:
    """With its zone. A clock may be off by any number of years: it is put right, or the tap is listed."""
    try:
        moment = datetime.fromisoformat(said)
        if moment.tzinfo is None:
            raise ValueError
        return min(max(moment, EARLIEST), LATEST)
    except UNREADABLE:
        raise forms.ValidationError(gettext_lazy("These are no taps.")) from None


class DecideForm(forms.Form):
    tap = forms.ModelChoiceField(
        queryset=None, error_messages={"invalid_choice": gettext_lazy("Somebody has decided about it already.")}
    )
    decision = forms.ChoiceField(choices=[("done", "done"), ("leave", "leave")])

    def __init__(self, *args, taps, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tap"]
        field.queryset = taps


@allow(permits.SEE_BOARD)
def queued(request, group):
    return _show(request, group)


@allow(permits.AT_BOARD, "POST")
@once_each
def take(request, group):
    """A batch is sent, from a locked tablet too, and answered tap by tap."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > 3 * BYTES:
        return _refused(413, _("This is too much at once. Send at most %(most)s taps.") % {"most": MOST})
    try:
        form = BatchForm(request.POST)
    except RequestDataTooBig:
        return _refused(413, _("This is too much at once. Send at most %(most)s taps.") % {"most": MOST})
    if not form.is_valid():
        return _refused(400, " ".join(dict.fromkeys(str(one) for some in form.errors.values() for one in some)))
    behind = clock.now() - form.cleaned_data["now"]
    try:
        answers = take_taps(by=request.actor, group=group, taps=form.cleaned_data["taps"], behind=behind)
    except Refused as refused:
        return _refused(409, refused.reason)
    answers |= dict.fromkeys(form.unread, Answer(REFUSED, _("This is no tap.")))
    if unknown := sum(one.outcome == REFUSED for one in answers.values()):
        log.warning("%s queued taps refused one by one", unknown)
    said = {str(pk): {"outcome": one.outcome, "why": one.why} for pk, one in answers.items()}
    return JsonResponse({"taps": said}, headers={"Cache-Control": "no-store"})


def _refused(status, why):
    """Nothing is taken. In the log stands what kind of fault it was, and nobody's name or id."""
    log.warning("a batch of queued taps refused with %s", status)
    return JsonResponse({"why": why}, status=status, headers={"Cache-Control": "no-store"})


@allow(permits.SEE_BOARD, "POST")
@once
def decided(request, group):
    form = DecideForm(request.POST, taps=_listed(request.actor, group))
    if form.is_valid():
        with refusals_shown_on(form):
            done = form.cleaned_data["decision"] == "done"
            decide(by=request.actor, group=group, tap=form.cleaned_data["tap"], done=done)
            return go(request, "queued", group.pk)
    return _show(request, group, problems=[str(one) for some in form.errors.values() for one in some], status=422)


def _listed(actor, group):
    taps = QueuedTap.objects.listed().of_group(group, clock.today())
    return (
        taps.filter(child__in=permits.AT_THE_DOOR.reach(actor))
        .select_related("child__person", "by")
        .order_by("tapped_at")
    )


def _show(request, group, *, problems=(), status=200):
    over = QueuedTap.objects.filter(decided_at__gte=clock.now() - LATELY).of_group(group, clock.today())
    over = over.filter(child__in=permits.AT_THE_DOOR.reach(request.actor))
    over = over.select_related("child__person", "decided_by").order_by("-decided_at")
    context = {"group": group, "taps": list(_listed(request.actor, group)), "over": list(over), "problems": problems}
    return page(request, "dayboard/door/queued.html", context, fragment="fields", status=status)

"""The tablets of a unit, and the two codes that pair one."""

from django.urls import reverse

from ransel.access.allow import allow
from ransel.access.tablets import BEGIN_PAIRING, CHANGE_TABLET, SEE_TABLETS, UNPAIR_TABLET
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.identity.actions import tablets
from ransel.identity.models import Tablet
from ransel.identity.tablets.codes import MOST_WRONG, open_since
from ransel.office.tablets.forms import AnswerForm, TabletForm

CODE = "pairing"  # the first code, in the session of who began: it is told once


@allow(SEE_TABLETS)
def of_unit(request, unit):
    known = Tablet.objects.filter(unit=unit).select_related("paired_by", "unpaired_by").prefetch_related("groups")
    context = {
        "unit": unit,
        "paired": known.paired().order_by("name"),
        "waiting": [one for one in known.filter(paired_at=None, unpaired_at=None) if _is_open(one)],
        "ended": known.filter(unpaired_at__isnull=False, paired_at__isnull=False).order_by("-unpaired_at")[:10],
    }
    return page(request, "office/tablets/tablets.html", context)


@allow(BEGIN_PAIRING, "GET", "POST")
@once
def begin(request, unit):
    form = TabletForm(sent(request), unit=unit, initial={"shows_ways": True})
    if form.is_valid():
        tablet, code = tablets.begin_pairing(by=request.actor, unit=unit, **form.cleaned_data)
        request.session[CODE] = {"tablet": str(tablet.pk), "code": code}
        return go(request, "pair-tablet", tablet.pk)
    return _form(request, form, unit)


@allow(CHANGE_TABLET, "GET", "POST")
@once
def pair(request, tablet):
    """The first code is shown, and the second written. A wrong one counts, and is answered by a page of its own."""
    form = AnswerForm(sent(request))
    if form.is_valid():
        if tablets.finish_pairing(by=request.actor, tablet=tablet, answer=form.cleaned_data["answer"]):
            return go(request, f"{reverse('pair-tablet', args=[tablet.pk])}?wrong")
        request.session.pop(CODE, None)
        return go(request, "unit-tablets", tablet.unit_id)
    told = request.session.get(CODE, {})
    context = {
        "tablet": tablet,
        "form": form,
        "code": told.get("code", "") if told.get("tablet") == str(tablet.pk) else "",
        "over": not _is_open(tablet),
        "wrong": "wrong" in request.GET,
        "address": request.build_absolute_uri(reverse("tablet")),
    }
    status = 422 if form.errors else 200
    return page(request, "office/tablets/pair.html", context, fragment="fields", status=status)


@allow(CHANGE_TABLET, "GET", "POST")
@once
def change(request, tablet):
    initial = {"name": tablet.name, "groups": list(tablet.groups.all()), "shows_ways": tablet.shows_ways}
    form = TabletForm(sent(request), unit=tablet.unit, initial=initial)
    if form.is_valid():
        with refusals_shown_on(form):
            tablets.change_tablet(by=request.actor, tablet=tablet, **form.cleaned_data)
            return go(request, "unit-tablets", tablet.unit_id)
    return _form(request, form, tablet.unit, tablet)


@allow(UNPAIR_TABLET, "POST")
@once
def unpair(request, tablet):
    tablets.unpair(by=request.actor, tablet=tablet)
    return go(request, "unit-tablets", tablet.unit_id)


def _form(request, form, unit, tablet=None):
    context = {"form": form, "unit": unit, "tablet": tablet}
    status = 422 if form.errors else 200
    return page(request, "office/tablets/tablet.html", context, fragment="fields", status=status)


def _is_open(tablet) -> bool:
    return tablet.begun_at >= open_since() and tablet.wrong < MOST_WRONG and tablet.unpaired_at is None

"""The counting list: who is here, how many that is, and what was counted today."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.access.allow import allow
from ransel.attendance.actions.head_counts import count_heads
from ransel.attendance.models import HeadCount
from ransel.attendance.permits import COUNT
from ransel.core import clock
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.dayboard.board import board_of


class CountForm(forms.Form):
    counted = forms.IntegerField(
        label=_("How many did you count?"),
        min_value=0,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Write how many."),
            "invalid": _("Write how many, in digits."),
            "min_value": _("Write how many, in digits."),
            "max_value": _("That is too many."),
        },
    )


@allow(COUNT, "GET", "POST")
@once
def counting(request, group):
    form, board = CountForm(sent(request)), board_of(group)
    here = sorted((tile for tile in board.tiles if tile.is_here), key=lambda tile: tile.given_name)
    out = [tile for tile in here if tile.trip]
    if form.is_valid():
        with refusals_shown_on(form):
            count_heads(by=request.actor, group=group, out=len(out), **form.cleaned_data)
            return go(request, "counting", group.pk)
    counts = HeadCount.objects.filter(group=group, day=clock.today()).select_related("by").order_by("-at")
    here = [tile for tile in here if not tile.trip]
    context = {"board": board, "here": here, "out": out, "counts": list(counts), "form": form}
    return page(request, "dayboard/door/counting.html", context, fragment="fields", status=422 if form.errors else 200)

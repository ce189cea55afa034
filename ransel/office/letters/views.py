"""The letters of a unit: what waits, the file to print, and what became of them."""

import logging

from django.http import HttpResponse

from ransel.access.allow import allow
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.notifications.letters import paper
from ransel.notifications.letters.actions import printing as actions
from ransel.notifications.letters.page import letters_of, papers_of
from ransel.notifications.letters.permits import DROP_LETTER, PRINT_LETTERS, SAY_SENT, SEE_LETTERS, SEE_PRINTED
from ransel.office.letters.forms import DropForm

KIND = "application/pdf"
NAME = 'inline; filename="ransel.pdf"'  # of nobody, and of no day
log = logging.getLogger(__name__)


@allow(SEE_LETTERS)
def of_unit(request, unit):
    context = {"unit": unit, "letters": letters_of(unit), "most": actions.MOST_PRINTED}
    return page(request, "office/letters/letters.html", context)


@allow(PRINT_LETTERS, "POST")
@once
def make(request, unit):
    actions.print_letters(by=request.actor, unit=unit)
    return go(request, "unit-letters", unit.pk)


@allow(SEE_PRINTED)
def printed(request, printing):
    """The file. It is drawn each time it is opened, for those that may leave by then, and kept by nobody."""
    papers = papers_of(printing)
    if not papers:
        return go(request, "unit-letters", printing.unit_id)
    try:
        drawn = paper.drawn(papers)
    except paper.NotDrawn as failed:
        log.error("Letters were not drawn: %s", failed)
        return page(request, "office/letters/not_drawn.html", {"unit": printing.unit}, status=503)
    return HttpResponse(drawn, KIND, headers={"Cache-Control": "no-store", "Content-Disposition": NAME})


@allow(SAY_SENT, "POST")
@once
def say_sent(request, printing):
    actions.say_sent(by=request.actor, printing=printing)
    return go(request, "unit-letters", printing.unit_id)


@allow(SAY_SENT, "POST")
@once
def not_sent(request, printing):
    actions.take_back_sent(by=request.actor, printing=printing)
    return go(request, "unit-letters", printing.unit_id)


@allow(DROP_LETTER, "GET", "POST")
@once
def drop(request, letter):
    form = DropForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            actions.drop_letter(by=request.actor, letter=letter, **form.cleaned_data)
            return go(request, "unit-letters", letter.unit_id)
    context = {"form": form, "letter": letter}
    return page(request, "office/letters/drop.html", context, fragment="fields", status=422 if form.errors else 200)

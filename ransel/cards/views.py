from ransel.access.allow import allow
from ransel.cards import actions, permits
from ransel.cards.forms import NoteForm
from ransel.cards.models import NoteKind
from ransel.cards.reading import notes_of
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once


@allow(permits.WRITE_CARD, "GET", "POST")
@once
def card(request, child):
    """At home: what stands on the card, and a line more."""
    form = NoteForm(sent(request), initial={"kind": NoteKind.ALLERGY})
    if form.is_valid():
        with refusals_shown_on(form):
            actions.write_on_card(by=request.actor, child=child, **form.cleaned_data)
            return go(request, "card", child.pk)
    context = {"child": child, "form": form, "notes": notes_of([child.pk]).get(child.pk, {})}
    return page(request, "cards/card.html", context, fragment="fields", status=422 if form.errors else 200)


@allow(permits.END_NOTE, "POST")
@once
def end_note(request, note):
    actions.take_off_card(by=request.actor, note=note)
    return go(request, "card", note.child_id)

from ransel.access.allow import allow
from ransel.core.forms import NothingToFillIn, refusals_shown_on
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.supervision import permits
from ransel.supervision.actions.day_notes import send_note, withdraw_note
from ransel.supervision.notes.forms import NoteForm
from ransel.supervision.notes.page import child_day, notes_of_group


@allow(permits.SEE_CHILD_DAY)
def day(request, child):
    """How the day of a child is, and what its family has told of it."""
    return _show(request, child_day(request.actor, child))


@allow(permits.SEND_NOTE, "POST")
@once
def send(request, child):
    shown = child_day(request.actor, child)
    form = _form(request, shown, request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            send_note(by=request.actor, **form.told)
            return go(request, "child-day", child.pk)
    return _show(request, shown, form)


@allow(permits.WITHDRAW_NOTE, "POST")
@once
def withdraw(request, note):
    form = NothingToFillIn(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            withdraw_note(by=request.actor, note=note)
            return go(request, "child-day", note.child_id)
    return _show(request, child_day(request.actor, note.child), problems=form.non_field_errors())


@allow(permits.SEE_NOTES_OF_GROUP)
def group_notes(request, group):
    return page(request, "supervision/group_notes.html", {"group": group, "notes": notes_of_group(group)})


def _form(request, shown, said):
    children = permits.SEND_NOTE.reach(request.actor).order_by("person__birth_date", "pk")
    first = shown.days[0].isoformat() if shown.days else ""
    initial = {"children": [shown.child.pk], "day": first}
    return NoteForm(said, children=children, days=shown.days, initial=initial)


def _show(request, shown, form=None, problems=()):
    form = form or (_form(request, shown, None) if shown.days else None)
    status = 422 if problems or (form and form.errors) else 200
    context = {"day": shown, "form": form, "problems": problems}
    return page(request, "supervision/day.html", context, fragment="fields", status=status)

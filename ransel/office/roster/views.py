"""A roster in: choose a file, look at what it would change, say so."""

from django.http import HttpResponse

from ransel.access.allow import allow
from ransel.core.forms import NothingToFillIn, refusals_shown_on
from ransel.core.http import go, page
from ransel.core.once import once, once_in_steps
from ransel.core.writing import Refused
from ransel.identity.doors import logged_in
from ransel.integrations import permits, tasks
from ransel.integrations.actions.apply import apply, begin
from ransel.integrations.actions.stage import known_to, stage
from ransel.integrations.actions.undo import last_applied, undo
from ransel.integrations.formats import read
from ransel.integrations.new_access import new_access_of
from ransel.integrations.plain.examples import example
from ransel.integrations.preview import preview_of
from ransel.integrations.reading.archive import NotReadable
from ransel.integrations.tasks import SMALL
from ransel.office.roster.forms import ApplyForm, UploadForm

SHOWN = 50


@allow(permits.SEE_ROSTERS)
def rosters(request, municipality):
    history = municipality.imports.select_related("read_by", "applied_by", "undone_by").order_by("-read_at")[:SHOWN]
    return page(request, "office/roster/rosters.html", {"municipality": municipality, "history": history})


@allow(permits.IMPORT_ROSTER, "GET", "POST")
@once_in_steps
def upload(request, municipality):
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            system, staged = read(form.cleaned_data["file"], known_to(municipality))
            roster = stage(by=request.actor, municipality=municipality, system=system, staged=staged)
        except (NotReadable, Refused) as wrong:
            form.add_error("file", str(wrong))
        else:
            return go(request, "roster", roster.pk)
    context = {"form": form, "municipality": municipality}
    return page(request, "office/roster/upload.html", context, fragment="form", status=422 if form.errors else 200)


@allow(permits.SEE_ROSTER)
def preview(request, roster):
    return _preview(request, roster, ApplyForm())


@allow(permits.APPLY_ROSTER, "POST")
@once
def apply_roster(request, roster):
    """A small one comes true at once; a big one beside the page, which says how far it has come."""
    form = ApplyForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            if roster.rows.count() <= SMALL:
                apply(by=request.actor, roster=roster, **form.cleaned_data)
                return go(request, "rosters", roster.municipality_id)
            begin(by=request.actor, roster=roster, **form.cleaned_data)
            tasks.apply_roster.enqueue(roster=str(roster.pk))
            return go(request, "roster", roster.pk)
    return _preview(request, roster, form)


@allow(permits.APPLY_ROSTER, "POST")
@once
def undo_roster(request, roster):
    form = NothingToFillIn(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            undo(by=request.actor, roster=roster)
            return go(request, "rosters", roster.municipality_id)
    return _preview(request, roster, form)


def _preview(request, roster, form):
    undoable = roster.applied_at and roster == last_applied(roster.municipality, roster.system)
    context = {"roster": roster, "preview": preview_of(roster), "form": form, "undoable": undoable}
    context["access"] = new_access_of(roster) if not roster.begun_at else None
    return page(request, "office/roster/preview.html", context, status=422 if form.errors else 200)


@logged_in()
def examples(request):
    """Nobody's data: one made-up row a sheet."""
    headers = {"Content-Disposition": 'attachment; filename="ransel.zip"', "Cache-Control": "no-store"}
    return HttpResponse(example(), content_type="application/zip", headers=headers)

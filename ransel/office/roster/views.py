"""A roster in: choose a file, look at what it would change, say so."""

from ransel.access.allow import allow
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.integrations import permits
from ransel.integrations.actions.apply import apply
from ransel.integrations.actions.stage import stage
from ransel.integrations.oneroster.archive import NotReadable
from ransel.integrations.oneroster.reader import read
from ransel.integrations.preview import preview_of
from ransel.office.roster.forms import ApplyForm, UploadForm

SYSTEM = "oneroster"
SHOWN = 50


@allow(permits.SEE_ROSTERS)
def rosters(request, municipality):
    history = municipality.imports.select_related("read_by", "applied_by").order_by("-read_at")[:SHOWN]
    return page(request, "office/roster/rosters.html", {"municipality": municipality, "history": history})


@allow(permits.IMPORT_ROSTER, "GET", "POST")
@once
def upload(request, municipality):
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            staged = read(form.cleaned_data["file"])
        except NotReadable as wrong:
            form.add_error("file", str(wrong))
        else:
            roster = stage(by=request.actor, municipality=municipality, system=SYSTEM, staged=staged)
            return go(request, "roster", roster.pk)
    context = {"form": form, "municipality": municipality}
    return page(request, "office/roster/upload.html", context, fragment="form", status=422 if form.errors else 200)


@allow(permits.SEE_ROSTER)
def preview(request, roster):
    context = {"roster": roster, "preview": preview_of(roster), "form": ApplyForm()}
    return page(request, "office/roster/preview.html", context)


@allow(permits.APPLY_ROSTER, "POST")
@once
def apply_roster(request, roster):
    form = ApplyForm(request.POST)
    form.is_valid()
    apply(by=request.actor, roster=roster, approve_ground=form.cleaned_data["approve_ground"])
    return go(request, "rosters", roster.municipality_id)

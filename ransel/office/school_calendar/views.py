"""A school calendar in: choose a file, look at which days it would close, put it in force."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ransel.access.allow import allow
from ransel.core.forms import refusals_shown_on
from ransel.core.http import go, page
from ransel.core.once import once, once_in_steps
from ransel.core.writing import Refused
from ransel.identity.doors import logged_in
from ransel.integrations import permits
from ransel.integrations.actions.school_calendar import apply_school_calendar, keep_school_calendar
from ransel.integrations.reading.archive import NotReadable
from ransel.integrations.school_calendar import example as examples
from ransel.integrations.school_calendar.reading import read
from ransel.office.school_calendar.forms import ApplyForm, UploadForm
from ransel.office.school_calendar.preview import preview_of


@allow(permits.READ_SCHOOL_CALENDAR, "GET", "POST")
@once_in_steps
def upload(request, municipality):
    files = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*files, municipality=municipality)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            told = _told(form, municipality)
            calendar = keep_school_calendar(by=request.actor, municipality=municipality, told=told)
            return go(request, "school-calendar", calendar.pk)
    if "file" in request.FILES and form.errors and "file" not in form.errors:
        form.add_error("file", _("Choose the file again. It could not be kept when the page was shown anew."))
    context = {"form": form, "municipality": municipality}
    template = "office/school_calendar/upload.html"
    return page(request, template, context, fragment="form", status=422 if form.errors else 200)


def _told(form, municipality):
    file = form.cleaned_data["file"]
    try:
        return read(file, file.name, municipality, form.chosen)
    except NotReadable as wrong:
        raise Refused(_("Look at the file."), {"file": str(wrong)}) from None


@allow(permits.SEE_SCHOOL_CALENDAR)
def preview(request, calendar):
    return _preview(request, calendar, ApplyForm(calendar=calendar))


@allow(permits.APPLY_SCHOOL_CALENDAR, "POST")
@once
def apply(request, calendar):
    form = ApplyForm(request.POST, calendar=calendar)
    if form.is_valid():
        with refusals_shown_on(form):
            apply_school_calendar(by=request.actor, calendar=calendar, **form.told)
            return go(request, "school-calendar", calendar.pk)
    return _preview(request, calendar, form)


def _preview(request, calendar, form):
    context = {"calendar": calendar, "preview": preview_of(calendar), "form": form}
    return page(request, "office/school_calendar/preview.html", context, status=422 if form.errors else 200)


@logged_in()
def example(request):
    """Nobody's calendar: some made-up days."""
    headers = {"Content-Disposition": 'attachment; filename="skolerute.csv"', "Cache-Control": "no-store"}
    return HttpResponse(examples.example(), content_type="text/csv; charset=utf-8", headers=headers)

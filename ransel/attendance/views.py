from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ransel.access.allow import allow, allow_all
from ransel.access.family import colours_of
from ransel.attendance import permits
from ransel.attendance.actions import absences as actions
from ransel.attendance.answer_forms import ShortenForm
from ransel.attendance.authors import only_staff_may
from ransel.attendance.forms import AbsenceForm
from ransel.attendance.notice import notice_of, today_so_far
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page, stream
from ransel.core.once import once
from ransel.identity.tags import tag_for
from ransel.people.children import in_order
from ransel.people.models import Child


@allow_all(permits.REPORT_OWN_ABSENCE, "GET", "POST")
@once
def report_absence(request, children):
    """One form for one child or several. What the other guardian has told of today stands beside each name."""
    form = AbsenceForm(
        request.POST if request.method == "POST" else None,
        children=Child.objects.filter(pk__in=[child.pk for child in children]).named(),
        initial={"children": _chosen(request, children)},
    )
    if form.is_valid():
        with refusals_shown_on(form):
            told = actions.report_absence(by=request.actor, **form.told)
            alone = len(told) == 1 and not request.actor.by_code  # with a code nobody reads about it
            return go(request, "absence", told[0].pk) if alone else go(request, f"{_today(request)}?sent=1")
    context = {
        "form": form,
        "children": in_order(children),
        "so_far": today_so_far(children),
        "colours": colours_of(request.actor),
        "chosen": _ticked(form),
    }
    status = 422 if form.errors else 200
    return page(request, "attendance/report_absence.html", context, fragment="form", status=status)


@allow(permits.SEE_ABSENCE)
def absence(request, absence):
    """What was told, and how far it has come. Guardians come here from Today, staff from their board."""
    return _show(request, absence)


def _show(request, absence, fragment="receipt", status=200):
    tag = tag_for(request.actor, [f"child:{absence.child_id}"])
    at_home = permits.SEE_DAY.holds(request.actor, absence.child_id)
    context = {
        "notice": notice_of(absence, request.actor.person if at_home else None),
        "tag": tag,
        "may_withdraw": permits.WITHDRAW_ABSENCE.holds(request.actor, absence.pk),
        "only_staff_may": only_staff_may(request.actor, absence),
        "back_url": reverse("home" if at_home else "work"),
        "back": _("Today") if at_home else _("The board"),
    }
    answer = page(request, "attendance/absence.html", context, fragment=fragment, status=status)
    answer.headers["HX-PTag"] = tag
    return answer


@allow(permits.SEE_ABSENCE)
def absence_live(request, absence):
    own = [request.actor.person.reference, f"session:{request.actor.session}"]
    child = f"child:{absence.child_id}"
    return stream(request, [child, *own], tag_for(request.actor, [child]))


@allow(permits.WITHDRAW_ABSENCE, "POST")
@once
def withdraw_absence(request, absence):
    """What only staff may take back has no button; sent all the same, the page says so."""
    form = NothingToFillIn(request.POST)
    with refusals_shown_on(form):
        actions.withdraw_absence(by=request.actor, absence=absence)
        return go(request, "absence", absence.pk)
    return _show(request, absence, fragment="acts", status=422)


@allow(permits.SHORTEN_ABSENCE, "GET", "POST")
@once
def shorten_absence(request, absence):
    """When the child is back: well again, or only sooner than was told."""
    notice = notice_of(absence)
    form = ShortenForm(sent(request), first_day=notice.first_day, last_day=notice.last_day)
    if form.is_valid():
        with refusals_shown_on(form):
            last_day = form.cleaned_data["last_day"]
            actions.shorten_absence(by=request.actor, absence=absence, last_day=last_day)
            return go(request, "absence", absence.pk)
    context = {"absence": absence, "notice": notice, "form": form}
    return page(request, "attendance/shorten.html", context, fragment="form", status=422 if form.errors else 200)


def _today(request):
    return reverse("with-code" if request.actor.by_code else "home")


def _ticked(form):
    """The ids that are ticked, as they are in the form: what was sent, or what it was opened with."""
    return {str(pk) for pk in form["children"].value() or []}


def _chosen(request, children):
    """The child whose card the form was opened from; an only child is chosen already. Never ask what has one answer."""
    try:
        asked = UUID(request.GET.get("child", ""))
    except ValueError:
        asked = None
    return [child.pk for child in children if child.pk == asked or len(children) == 1]

"""The pages on which guardians agree whose days are whose."""

from ransel.access import residence
from ransel.access.actions import residence as actions
from ransel.access.allow import allow
from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.core.clock import DAY
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.home.homes import strip_of
from ransel.home.residence_forms import RHYTHMS, AnswerForm, EndForm, rota_form
from ransel.people.models import Child, Person


def guardians_of(child: Child) -> list[Person]:
    """Those who can be named in a rota. One statement."""
    here = guardianships_in_force(clock.today()).filter(child=child)
    return list(Person.objects.filter(pk__in=here.values("guardian")).order_by("given_name", "family_name", "pk"))


@allow(residence.PROPOSE_RESIDENCE, "GET", "POST")
@once
def propose(request, child):
    rhythm = request.POST.get("rhythm") or request.GET.get("rhythm") or "about"
    form = rota_form(sent(request), rhythm, guardians_of(child))
    if form.is_valid():
        with refusals_shown_on(form):
            said = form.cleaned_data
            actions.propose(by=request.actor, child=child, starts=said["starts"], homes=said["homes"])
            return go(request, "child", child.pk)
    context = {"child": child, "form": form, "rhythm": rhythm, "rhythms": RHYTHMS}
    return page(request, "home/propose_residence.html", context, fragment="fields", status=422 if form.errors else 200)


@allow(residence.ANSWER_RESIDENCE, "GET", "POST")
@once
def answer(request, pattern):
    form = AnswerForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            actions.answer(by=request.actor, pattern=pattern, **form.cleaned_data)
            return go(request, "child", pattern.child_id)
    context = {"pattern": pattern, "child": pattern.child, "form": form, "strip_shown": strip_of(pattern)}
    return page(request, "home/answer_residence.html", context, fragment="fields", status=422 if form.errors else 200)


@allow(residence.WITHDRAW_RESIDENCE, "GET", "POST")
@once
def withdraw(request, pattern):
    form = NothingToFillIn(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            actions.withdraw(by=request.actor, pattern=pattern)
            return go(request, "child", pattern.child_id)
    context = {"pattern": pattern, "child": pattern.child, "form": form, "strip_shown": strip_of(pattern)}
    return page(request, "home/withdraw_residence.html", context, fragment="fields", status=422 if form.errors else 200)


@allow(residence.END_RESIDENCE, "GET", "POST")
@once
def end(request, pattern):
    form = EndForm(sent(request), after=max(clock.today(), pattern.starts) + DAY)
    if form.is_valid():
        with refusals_shown_on(form):
            actions.end(by=request.actor, pattern=pattern, **form.cleaned_data)
            return go(request, "child", pattern.child_id)
    context = {"pattern": pattern, "child": pattern.child, "form": form}
    return page(request, "home/end_residence.html", context, fragment="fields", status=422 if form.errors else 200)

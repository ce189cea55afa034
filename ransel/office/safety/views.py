"""What keeps children safe: blocks and protected addresses, by one or by two; and many guardians confirmed at once."""

from ransel.access import office
from ransel.access.actions import guardians, safety
from ransel.access.allow import allow
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.office.access.forms import ReasonForm
from ransel.office.safety.forms import AnswerForm, ProtectionForm, WaitingForm
from ransel.office.safety.waiting import PAGE, waiting_in
from ransel.people.models import Guardianship, Person


@allow(office.PROPOSE_LIFTING, "GET", "POST")
@once
def propose_lifting(request, block):
    form = ReasonForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            safety.propose_lifting(by=request.actor, block=block, **form.cleaned_data)
            return go(request, "child-access", block.child_id)
    return _form(request, "propose_lifting.html", form, child=block.child, block=block)


@allow(office.CHANGE_PROTECTION, "GET", "POST")
@once
def protection(request, child):
    guardians_of = Guardianship.objects.filter(child=child).values("guardian")
    people = Person.objects.filter(pk__in=[child.person_id]) | Person.objects.filter(pk__in=guardians_of)
    siblings = safety.siblings_of(request.actor, child)
    begins = {"person": child.person_id, "protection": child.person.protection}
    form = ProtectionForm(sent(request), people=people.order_by("birth_date"), siblings=siblings, initial=begins)
    if form.is_valid():
        with refusals_shown_on(form):
            safety.change_protection(by=request.actor, child=child, **form.cleaned_data)
            return go(request, "child-access", child.pk)
    return _form(request, "protection.html", form, child=child)


@allow(office.ANSWER_PROPOSAL, "GET", "POST")
@once
def proposal(request, proposal):
    form = AnswerForm(sent(request))
    if form.is_valid():
        approved, reason = form.cleaned_data["answer"] == "approve", form.cleaned_data["reason"]
        with refusals_shown_on(form):
            safety.answer_proposal(by=request.actor, proposal=proposal, approved=approved, reason=reason)
            return go(request, "child-access", proposal.child_id)
    return _proposal(request, proposal, form)


@allow(office.ANSWER_PROPOSAL, "POST")
@once
def withdraw(request, proposal):
    form = NothingToFillIn(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            safety.withdraw_proposal(by=request.actor, proposal=proposal)
            return go(request, "child-access", proposal.child_id)
    return _proposal(request, proposal, AnswerForm(), withdrawal=form)


@allow(office.CONFIRM_MANY, "GET", "POST")
@once
def waiting(request, unit):
    shown = waiting_in(unit)
    form = WaitingForm(sent(request), waiting=[row.guardianship for row in shown.rows])
    if form.is_valid():
        try:
            guardians.confirm_guardians(
                by=request.actor, unit=unit, grounds=form.grounds, reason=form.cleaned_data["reason"]
            )
            return go(request, "unit-waiting", unit.pk)
        except Refused as refused:
            form.refuse(refused)
    return _form(request, "waiting.html", form, unit=unit, waiting=shown, most=PAGE)


def _proposal(request, proposal, form, withdrawal=None):
    answered = getattr(proposal, "answer", None)
    mine = proposal.proposed_by_id == request.actor.person.pk
    about = {"proposal": proposal, "mine": mine, "answered": answered, "withdrawal": withdrawal}
    return _form(request, "proposal.html", form, wrong=withdrawal and withdrawal.errors, child=proposal.child, **about)


def _form(request, template, form, *, wrong=None, **more):
    status = 422 if form.errors or wrong else 200
    return page(request, f"office/safety/{template}", {"form": form, **more}, fragment="form", status=status)

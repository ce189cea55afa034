"""Own details: how one can be reached, shown by oneself to be so; and what the register says, with its source."""

from dataclasses import dataclass
from datetime import date

from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.home.detail_forms import CodeForm, EmailForm, PhoneForm
from ransel.home.whereto import units_of
from ransel.identity.actor import Strength
from ransel.identity.doors import LoggedIn, logged_in
from ransel.integrations.formats import NAMES
from ransel.integrations.models import Kind, SourceLink
from ransel.notifications import mail
from ransel.notifications.actions import contact, seeing
from ransel.notifications.models import Channel
from ransel.notifications.standing import notices_of, reached
from ransel.people.models import Person

CHANGE_CONTACT = LoggedIn("change how one is reached", Strength.STRONG)
FORMS = {Channel.EMAIL: EmailForm, Channel.PHONE: PhoneForm}


@dataclass
class Registered:
    """What a register owns: only it, or the office, changes this."""

    name: str
    birth_date: date | None
    protection: str
    systems: list[str]


def registered(person: Person) -> Registered:
    """One statement."""
    links = SourceLink.objects.filter(kind=Kind.PERSON, target=person.pk, ended_on=None)
    systems = sorted({str(NAMES.get(system, system)) for system in links.values_list("system", flat=True)})
    protection = str(person.get_protection_display()) if person.protected else ""
    return Registered(person.name, person.birth_date, protection, systems)


@logged_in()
def details(request):
    person = request.actor.person
    context = {
        "reached": reached(person),
        "registered": registered(person),
        "units": units_of(request.actor),
        "texts": mail.sends_texts(),
    }
    return page(request, "home/details.html", context)


def _add(channel):
    @logged_in("GET", "POST", permit=CHANGE_CONTACT)
    @once
    def add(request):
        form = FORMS[channel](sent(request))
        if form.is_valid():
            with refusals_shown_on(form):
                contact.add_contact(by=request.actor, channel=channel, **form.cleaned_data)
                return go(request, f"{channel}-code")
        return _form(request, "home/contact.html", form, channel)

    return add


def _code(channel):
    @logged_in("GET", "POST", permit=CHANGE_CONTACT)
    @once
    def code(request):
        form = CodeForm(sent(request))
        if form.is_valid():
            if contact.try_code(by=request.actor, channel=channel, code=form.cleaned_data["code"]):
                return go(request, "details")
            return go(request, f"{channel}-wrong")
        return _form(request, "home/code.html", form, channel)

    return code


def _wrong(channel):
    """A wrong try counts, and what counts is an answer that stays: so this is a page of its own."""

    @logged_in(permit=CHANGE_CONTACT)
    def wrong(request):
        return _form(request, "home/code.html", CodeForm(), channel, wrong=True)

    return wrong


def _remove(channel):
    @logged_in("GET", "POST", permit=CHANGE_CONTACT)
    @once
    def remove(request):
        form = NothingToFillIn(sent(request))
        if form.is_valid():
            contact.remove_contact(by=request.actor, channel=channel)
            return go(request, "details")
        return _form(request, "home/remove_contact.html", form, channel)

    return remove


def _form(request, template, form, channel, **more):
    context = {"form": form, "channel": channel, "reached": reached(request.actor.person), "wrong": False, **more}
    return page(request, template, context, fragment="fields", status=422 if form.errors else 200)


add_email, add_phone = _add(Channel.EMAIL), _add(Channel.PHONE)
email_code, phone_code = _code(Channel.EMAIL), _code(Channel.PHONE)
email_wrong, phone_wrong = _wrong(Channel.EMAIL), _wrong(Channel.PHONE)
remove_email, remove_phone = _remove(Channel.EMAIL), _remove(Channel.PHONE)


@logged_in("GET", "POST")
@once
def notices(request):
    """What one is told. Seen is said by a button: to open a page changes nothing."""
    form = NothingToFillIn(sent(request))
    if form.is_valid():
        seeing.see(by=request.actor)
        return go(request, "notices")
    return page(request, "home/notices.html", {"notices": notices_of(request.actor)})

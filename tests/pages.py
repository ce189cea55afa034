"""A test client that looks at every page it is given, whatever the test was about."""

import re
from functools import lru_cache

import html5lib
from bs4 import BeautifulSoup
from django.test import Client

from ransel.core.forms import WRITTEN_IN

INLINE = "[style], script:not([src]), " + ", ".join(f"[on{event}]" for event in ("click", "change", "submit", "load"))


class CheckedClient(Client):
    def request(self, **request):
        answer = super().request(**request)
        if answer.get("Content-Type", "").startswith("text/html") and answer.content:
            check(answer.text)
            assert "no-store" in answer.headers.get("Cache-Control", ""), "a page anyone may keep"
        return answer

    def log_in(self, person, *, strong=False):
        """Begin a session as this person, as the login would; strong as if it were minutes ago."""
        from django.utils import timezone

        from ransel.identity import sessions
        from ransel.identity.models import Account

        account, _is_new = Account.objects.get_or_create(person=person)
        request = type("Request", (), {"META": {}, "COOKIES": {}})()
        request.session = sessions.SessionStore()
        sessions.begin(request, account, strong_at=timezone.now() if strong else None)
        request.session.save()
        self.cookies["session"] = request.session.session_key
        return self

    def form(self, url, action=None):
        """What a browser would send, were the form on this page sent as it stands."""
        page = BeautifulSoup(self.get(url).text, "html.parser")
        form = page.select_one(f'form[action="{action or url}"]')
        assert form, f"no form to {action or url} on {url}"
        fields = {}
        for control in form.select("input[name], textarea[name]"):
            if control.get("type") in ("checkbox", "radio"):
                if control.has_attr("checked"):
                    fields.setdefault(control["name"], []).append(control.get("value", "on"))
            elif control.get("type") != "file":
                fields[control["name"]] = control.get("value", control.text if control.name == "textarea" else "")
        for select in form.select("select[name]"):
            chosen = select.select_one("option[selected]") or select.option
            fields[select["name"]] = chosen["value"] if chosen else ""
        return fields


@lru_cache(maxsize=1000)
def check(html):
    """What must be true of every page: of its markup, of its forms, of what it links to. Once for the same text."""
    page = BeautifulSoup(html, "html.parser")
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids)), f"an id is used twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    assert not page.select(INLINE), f"inline style or script: {page.select(INLINE)[0]}"
    assert not page.select('a:not([href]), a[href="#"]'), "a link that leads nowhere"
    _check_forms(page)
    _check_controls(page, ids)
    if page.html:
        parser = html5lib.HTMLParser()
        parser.parse(html)
        assert not parser.errors, parser.errors[0]
        assert page.html.get("lang"), "the page says its language"
        assert len(page.select("h1")) == 1 and len(page.select("main")) == 1
        assert re.fullmatch(r"\S.* \S Ransel", page.title.text), "the title says what kind of page it is"


def _check_forms(page):
    for form in page.select("form"):
        assert form.get("action"), "a form says where it goes"
        carried = form.select("[name=csrfmiddlewaretoken], [name=submission]")
        assert form.get("method") == "get" or len(carried) == 2, "a form that writes carries token and submission"


def _check_controls(page, ids):
    shown = "input:not([type=hidden]):not([type=submit]), select, textarea"
    for control in page.select(shown):
        named = control.find_parent("label") or page.select_one(f'label[for="{control.get("id")}"]')
        assert named or control.get("aria-label"), f"no label for {control.get('name')}"
        written = control.name == "textarea" or control.get("type") in WRITTEN_IN
        assert not written or control.get("autocomplete"), f"the browser keeps what is written in {control.get('name')}"
    if not page.html:
        return
    for described in page.select("[aria-describedby]"):
        assert set(described["aria-describedby"].split()) <= set(ids), f"no description of {described.get('name')}"


def send(client, url, **said):
    """Fill in these fields of the form at the address, and send it."""
    return client.post(url, client.form(url) | said)


def error_of(answer, field):
    """What is said beside a field; None when nothing is."""
    found = BeautifulSoup(answer.text, "html.parser").select_one(f"#id_{field}_error")
    return found and found.text.strip()

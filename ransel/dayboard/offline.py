"""What a board needs to be opened without network: a worker that keeps the shell, and a page for the list kept."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from ransel.core.doors import public
from ransel.core.http import page

SHELL = ("vendor/ransel.css", "vendor/ransel.js", "vendor/inter.woff2", "vendor/icons.svg", "ransel/logo.svg")
PLAIN = {"color_scheme": "auto", "text_size": "sm"}  # to tell one build from another, and not who asks


@public(reason="the page that stands in for a board without network; the names on it lie on the device alone")
def offline(request):
    """At a tablet in its own language, whoever stands there: it is fetched once for all of them."""
    tablet = request.tablet
    with translation.override(tablet.person.language if tablet else translation.get_language()):
        return page(request, "dayboard/offline.html")


@public(reason="the script that keeps the shell on the device; nothing of anyone")
def worker(request):
    """The same whoever asks: a worker that is another one is installed anew, and fetches the whole shell."""
    shell = [static(name) for name in SHELL]
    with translation.override(settings.LANGUAGE_CODE):
        pages = [render_to_string(name, PLAIN) for name in ("dayboard/offline.html", "home/queued/offline.html")]
    mark = sha256(f"{shell} {pages}".encode()).hexdigest()[:16]
    kept = {"shell": shell, "stand_in": reverse("offline"), "at_home": reverse("offline-guardian"), "mark": mark}
    told = {
        "icon": static("vendor/icon-192.png"),
        "arrived": reverse("notice-arrived"),
        "renew": reverse("renew-push-device"),
    }
    text = render_to_string("dayboard/sw.js", kept | told)
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})

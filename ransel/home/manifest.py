"""What the phone is told when it installs us: a name, a picture, where to begin, and what one does most."""

from django.conf import settings
from django.http import JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ransel.core.doors import public

SIZES = (192, 512)  # pixels; what Android asks for
LIGHT, GREEN = "#f6f2ea", "#17564a"  # what stands behind the first page, and behind the picture


@public(reason="the name and the picture on the phone; nothing of anyone")
@require_safe
def manifest(request):
    """W3C Web Application Manifest. In the language of the browser: it is asked for without a cookie."""
    picture = [
        {
            "src": static(f"vendor/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in SIZES
        for purpose in ("any", "maskable")
    ]
    said = {
        "id": "/",
        "name": "Ransel",
        "short_name": "Ransel",
        "description": _("Your child's day in kindergarten, school and after-school"),
        "lang": get_language() or settings.LANGUAGE_CODE,
        "dir": "ltr",
        "start_url": reverse("front"),
        "scope": "/",
        "display": "standalone",
        "background_color": LIGHT,
        "theme_color": LIGHT,
        "icons": picture,
        "shortcuts": [_shortcut(name, words) for name, words in shortcuts()],
        "prefer_related_applications": False,
    }
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
    return JsonResponse(said, content_type="application/manifest+json", headers=headers)


def shortcuts():
    """[(door, words)], the one needed most in a hurry first."""
    return [
        ("report-absence", _("Report absence")),
        ("home", _("Today")),
        ("calendar", _("Calendar")),
    ]


def _shortcut(name, words):
    return {"name": words, "url": reverse(name), "icons": [{"src": static("vendor/icon-192.png"), "sizes": "192x192"}]}

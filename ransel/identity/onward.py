from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def onward(request):
    """Where to go next: a page of ours, or the front door."""
    to = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if ours and to.startswith("/") else reverse("front")

"""Pages for what went wrong: what happened, and what to do now. They need no database, and tell nothing else."""

from django.http import HttpResponse
from django.template.loader import render_to_string


def _page(request, template, status):
    return HttpResponse(render_to_string(template, {}, request), status=status, headers={"Cache-Control": "no-store"})


def bad_request(request, exception=None):
    return _page(request, "400.html", 400)


def form_from_elsewhere(request, reason=""):
    return _page(request, "403_csrf.html", 403)


def may_not(request, exception=None):
    return _page(request, "403.html", 403)


def no_such_page(request, exception=None):
    return _page(request, "404.html", 404)


def our_fault(request):
    return _page(request, "500.html", 500)

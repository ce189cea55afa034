"""Pages, fragments, onward, streams and tags: what a view answers with."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers

LIVE, LIVE_NOW = "Ransel-Live", "Ransel-Live-Now"
AGAIN = "ransel:again"  # the event on which a live part fetches itself


def page(request, template, context=None, *, fragment=None, status=200):
    """Show a page; or, when htmx asks, only the block of it that `fragment` names. Nobody keeps either."""
    shown = {"fragment": fragment} if fragment and by_htmx(request) else {}
    return _kept_by_nobody(render(request, template, (context or {}) | shown, status=status))


def fragment(text):
    """A part of a page that is drawn already, for htmx."""
    return _kept_by_nobody(HttpResponse(text))


def _kept_by_nobody(answer):
    answer.headers["Cache-Control"] = "no-store"
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def go(request, to, *args):
    """Send the browser on. htmx must be told; else it would put the next page inside this one."""
    url = resolve_url(to, *args)
    answer: Any
    if by_htmx(request):
        answer = HttpResponse(headers={"HX-Redirect": url, "Cache-Control": "no-store"})
    else:
        answer = HttpResponseRedirect(url, status=303, headers={"Cache-Control": "no-store"})
    answer.onward, answer.stays = url, False
    return answer


def stay(request, to, *args):
    """It is done, and the page stays open: its live part is told to fetch itself again. Without htmx, go there."""
    answer: Any = go(request, to, *args)
    if by_htmx(request):
        url = answer.onward
        answer = HttpResponse(status=204, headers={"HX-Trigger": AGAIN, "Cache-Control": "no-store"})
        answer.onward = url
    answer.stays = True
    return answer


def stream(request, topics, tag):
    """Keep this answer open, and say so when one of these topics is raised. Nothing else is ever said in it.

    The page says which tag it was drawn with. If that is not the tag any more, something happened in between.
    """
    headers = {LIVE: ",".join(sorted(topics)), "Cache-Control": "no-store"}
    if request.GET.get("tag") != tag:
        headers[LIVE_NOW] = "changed"
    return HttpResponse(headers=headers)


def by_htmx(request):
    return "HX-Request" in request.headers


def fetches_again(request):
    """Whether an open page fetches a part of itself, woken by a ping or the clock. Such parts say so; see the board."""
    return request.headers.get("HX-Request-Type") == "partial" and "Ransel-Again" in request.headers


def rests(request):
    """An open page that fetches itself, or listens, is nobody doing anything."""
    return fetches_again(request) or "text/event-stream" in request.headers.get("Accept", "")


def drawn_again(answer):
    """A form that was sent to be drawn otherwise: nothing is done, and it may be sent yet."""
    answer.only_drawn = True
    return answer


def half_done(answer, to, *args):
    """A page that says what of a form was done, and what was not. The same form sent again is sent on from there."""
    answer.onward, answer.stays = resolve_url(to, *args), False
    return answer

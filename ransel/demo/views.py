from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_GET

from ransel.core.doors import public
from ransel.core.http import page
from ransel.demo.cast import cast, free_numbers
from ransel.identity.doors import BY_CODE, logged_in
from ransel.identity.onward import onward


@public(reason="the demo's login; the address does not exist in production")
@require_GET
def people(request):
    if settings.IN_PRODUCTION:
        raise Http404
    return page(request, "demo/people.html", {"cast": cast(), "numbers": free_numbers(), "next": onward(request)})


@logged_in(permit=BY_CODE)
def step_up(request):
    if settings.IN_PRODUCTION:
        raise Http404
    return page(request, "demo/step_up.html", {"next": onward(request)})

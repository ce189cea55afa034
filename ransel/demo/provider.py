"""Who one is in the demo: whoever one chooses to be, among the people of the village."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ransel.identity.provider import Identity, NotProved
from ransel.people.models import NationalId
from ransel.people.national_ids import decrypt


class VillageProvider:
    """A provider that believes everyone. It refuses to exist in production."""

    name = "village"
    label = _("Choose a person")
    is_eid = True  # it plays one
    long_lived, gives_token = True, False

    def __init__(self):
        if settings.IN_PRODUCTION:
            raise ImproperlyConfigured("The demo login must not be on in production: take it out of LOGIN_PROVIDERS.")

    def start(self, request, *, onward, step_up, long_lived=False):
        page = "demo-step-up" if step_up and request.actor else "demo-people"
        return redirect(f"{reverse(page)}?{urlencode({'next': onward})}")

    def finish(self, request):
        try:
            chosen = UUID(request.POST.get("person", ""))
        except ValueError:
            raise NotProved from None
        known = NationalId.objects.filter(person=chosen).first()
        if request.method != "POST" or known is None:
            raise NotProved
        return Identity(decrypt(bytes(known.cipher)), "idporten-loa-substantial", proved_at=timezone.now())

    def way_out(self, request):
        return ""

    def stands(self, token):
        return True

    def end_token(self, token):
        """It gave none."""

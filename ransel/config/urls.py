from django.conf import settings
from django.urls import include, path

from ransel.core.gallery import gallery
from ransel.core.heartbeat import healthz
from ransel.dayboard.offline import offline, worker
from ransel.home.calendar.feed import calendar_feed
from ransel.home.help import help_page
from ransel.home.manifest import manifest
from ransel.home.me import me
from ransel.home.queued.views import offline_guardian
from ransel.home.views import front
from ransel.home.with_code import with_code
from ransel.retention.views import privacy

urlpatterns = [
    path("", front, name="front"),
    path("healthz", healthz, name="healthz"),
    path("offline/", offline, name="offline"),
    path("offline/guardian/", offline_guardian, name="offline-guardian"),
    path("sw.js", worker, name="worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("help/", help_page, name="help"),
    path("with-code/", with_code, name="with-code"),
    path("privacy/", privacy, name="privacy"),
    path("calendar/<uuid:first>/<uuid:second>.ics", calendar_feed, name="calendar-feed"),
    path("me/", me, name="me"),
    path("me/", include("ransel.home.me_urls")),
    path("home/", include("ransel.home.urls")),
    path("home/", include("ransel.attendance.urls")),
    path("home/", include("ransel.departure.urls")),
    path("home/", include("ransel.cards.urls")),
    path("home/", include("ransel.supervision.urls")),
    path("work/", include("ransel.dayboard.urls")),
    path("work/", include("ransel.supervision.work_urls")),
    path("office/", include("ransel.office.urls")),
    path("", include("ransel.identity.urls")),
]
if not settings.IN_PRODUCTION:
    urlpatterns += [path("demo/", include("ransel.demo.urls")), path("gallery/", gallery, name="gallery")]
handler400 = "ransel.core.errors.bad_request"
handler403 = "ransel.core.errors.may_not"
handler404 = "ransel.core.errors.no_such_page"
handler500 = "ransel.core.errors.our_fault"

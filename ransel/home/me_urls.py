from django.urls import path

from ransel.home import details, devices, me, telling
from ransel.home.start import views as start

urlpatterns = [
    path("details/", details.details, name="details"),
    path("details/email/", details.add_email, name="add-email"),
    path("details/email/code/", details.email_code, name="email-code"),
    path("details/email/code/wrong/", details.email_wrong, name="email-wrong"),
    path("details/email/removal/", details.remove_email, name="remove-email"),
    path("details/phone/", details.add_phone, name="add-phone"),
    path("details/phone/code/", details.phone_code, name="phone-code"),
    path("details/phone/code/wrong/", details.phone_wrong, name="phone-wrong"),
    path("details/phone/removal/", details.remove_phone, name="remove-phone"),
    path("without-network/", me.without_network, name="without-network"),
    path("start/", start.start, name="start"),
    path("start/missing/", start.missing, name="missing-child"),
    path("logins/", me.logins, name="logins"),
    path("logins/device/removal/", me.remove_device, name="remove-device"),
    path("notices/", details.notices, name="notices"),
    path("notices/settings/", telling.settings, name="notice-settings"),
    path("notices/settings/children/<uuid:pk>/", telling.of_child, name="child-notice-settings"),
    path("notices/devices/", devices.add, name="add-push-device"),
    path("notices/devices/removal/", devices.remove, name="remove-push-device"),
    path("notices/devices/renewal/", devices.renew, name="renew-push-device"),
    path("notices/test/", devices.test, name="notice-test"),
    path("notices/arrived/", devices.arrived, name="notice-arrived"),
]

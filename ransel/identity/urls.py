from django.urls import path

from ransel.identity import views
from ransel.identity.codes import views as codes
from ransel.identity.oidc import views as oidc
from ransel.identity.passkeys import views as passkeys
from ransel.identity.pins import views as pins
from ransel.identity.tablets import views as tablets

urlpatterns = [
    path("login/", views.login, name="login"),
    path("login/passkey/", passkeys.open_here, name="passkey"),
    path("login/passkey/asked", passkeys.open_asked, name="passkey-asked"),
    path("me/logins/passkey/", passkeys.new, name="new-passkey"),
    path("me/logins/passkey/asked", passkeys.new_asked, name="new-passkey-asked"),
    path("logged-in/", views.lasts, name="login-lasts"),
    path("login/code/", codes.open_code, name="login-with-code"),
    path("login/<slug:name>/", views.start, name="login-start"),
    path("login/<slug:name>/return", views.finish, name="login-return"),
    path("login/<slug:name>/ended-here", oidc.ended_in_frame, name="login-ended-in-frame"),
    path("login/<slug:name>/ended", oidc.ended, name="login-ended"),
    path("step-up/", views.step_up, name="step-up"),
    path("step-up/work/", views.step_up_for_work, name="step-up-for-work"),
    path("step-up/form/", views.send_again, name="send-again"),
    path("pin/", pins.choose, name="choose-pin"),
    path("pin/proof/", pins.enter, name="enter-pin"),
    path("tablet/", tablets.tablet, name="tablet"),
    path("tablet/turn/", tablets.turn, name="tablet-turn"),
    path("tablet/pin/", tablets.pin, name="tablet-pin"),
    path("tablet/lock/", tablets.lock, name="tablet-lock"),
    path("tablet/awake/", tablets.awake, name="tablet-awake"),
    path("logout/", views.logout, name="logout"),
]

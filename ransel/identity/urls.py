from django.urls import path

from ransel.identity import views
from ransel.identity.pins import views as pins
from ransel.identity.tablets import views as tablets

urlpatterns = [
    path("login/", views.login, name="login"),
    path("login/<slug:name>/", views.start, name="login-start"),
    path("login/<slug:name>/return", views.finish, name="login-return"),
    path("step-up/", views.step_up, name="step-up"),
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

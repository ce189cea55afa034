from django.urls import path

from ransel.identity import views

urlpatterns = [
    path("login/", views.login, name="login"),
    path("login/<slug:name>/", views.start, name="login-start"),
    path("login/<slug:name>/return", views.finish, name="login-return"),
    path("step-up/", views.step_up, name="step-up"),
    path("step-up/form/", views.send_again, name="send-again"),
    path("logout/", views.logout, name="logout"),
]

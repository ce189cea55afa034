from django.urls import path

from ransel.office.codes import views

urlpatterns = [
    path("guardianships/<uuid:pk>/code/", views.give, name="give-login-code"),
    path("codes/<uuid:pk>/", views.code, name="login-code"),
    path("codes/<uuid:pk>/withdrawal/", views.withdraw, name="withdraw-login-code"),
]

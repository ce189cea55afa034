from django.urls import path

from ransel.office.absence_rules import views

urlpatterns = [
    path("units/<uuid:pk>/absence-rules/", views.of_unit, name="absence-rules"),
    path("municipalities/<uuid:pk>/absence-rules/", views.of_kind, name="absence-rules-of-kind"),
]

from django.urls import path

from ransel.office.municipality import views

urlpatterns = [
    path("municipalities/<uuid:pk>/units/new/", views.add_unit, name="add-unit"),
    path("municipalities/<uuid:pk>/functions/", views.rules, name="function-rules"),
]

from django.urls import path

from ransel.office.holidays import views

urlpatterns = [
    path("units/<uuid:pk>/holidays/", views.holidays, name="unit-holidays"),
    path("units/<uuid:pk>/holidays/new/", views.begin, name="begin-campaign"),
    path("campaigns/<uuid:pk>/end/", views.end, name="end-campaign"),
]

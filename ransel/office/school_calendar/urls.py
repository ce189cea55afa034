from django.urls import path

from ransel.office.school_calendar import views

urlpatterns = [
    path("in/<uuid:pk>/", views.upload, name="upload-school-calendar"),
    path("<uuid:pk>/", views.preview, name="school-calendar"),
    path("<uuid:pk>/application/", views.apply, name="apply-school-calendar"),
    path("example/", views.example, name="school-calendar-example"),
]

from django.urls import path

from ransel.office.roster import views

urlpatterns = [
    path("in/<uuid:pk>/", views.rosters, name="rosters"),
    path("in/<uuid:pk>/upload/", views.upload, name="upload-roster"),
    path("<uuid:pk>/", views.preview, name="roster"),
    path("<uuid:pk>/application/", views.apply_roster, name="apply-roster"),
    path("<uuid:pk>/undoing/", views.undo_roster, name="undo-roster"),
    path("examples/", views.examples, name="roster-examples"),
]

from django.urls import path

from ransel.attendance import answers, views

urlpatterns = [
    path("absence/", views.report_absence, name="report-absence"),
    path("absences/<uuid:pk>/", views.absence, name="absence"),
    path("absences/<uuid:pk>/live/", views.absence_live, name="absence-live"),
    path("absences/<uuid:pk>/withdrawal/", views.withdraw_absence, name="withdraw-absence"),
    path("absences/<uuid:pk>/shorter/", views.shorten_absence, name="shorten-absence"),
    path("children/<uuid:pk>/still-away/", answers.still_away, name="still-away"),
    path("children/<uuid:pk>/where/", answers.where_is, name="where-is-child"),
]

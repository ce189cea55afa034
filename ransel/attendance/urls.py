from django.urls import path

from ransel.attendance import views

urlpatterns = [
    path("absence/", views.report_absence, name="report-absence"),
    path("absences/<uuid:pk>/", views.absence, name="absence"),
    path("absences/<uuid:pk>/live/", views.absence_live, name="absence-live"),
    path("absences/<uuid:pk>/withdrawal/", views.withdraw_absence, name="withdraw-absence"),
]

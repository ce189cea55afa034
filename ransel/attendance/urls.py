from django.urls import path

from ransel.attendance import answers, views
from ransel.attendance.holiday import views as holiday
from ransel.attendance.week import views as week

urlpatterns = [
    path("absence/", views.report_absence, name="report-absence"),
    path("absences/<uuid:pk>/", views.absence, name="absence"),
    path("absences/<uuid:pk>/live/", views.absence_live, name="absence-live"),
    path("absences/<uuid:pk>/withdrawal/", views.withdraw_absence, name="withdraw-absence"),
    path("children/<uuid:pk>/week/", week.child_week, name="child-week"),
    path("stay-plans/", week.stay_plans, name="stay-plans"),
    path("stay-plans/new/", week.plan_stay, name="plan-stay"),
    path("stay-plans/<uuid:pk>/", week.stay_plan, name="stay-plan"),
    path("stay-plans/<uuid:pk>/withdrawal/", week.withdraw_stay_plan, name="withdraw-stay-plan"),
    path("campaigns/<uuid:pk>/", holiday.answer_holiday, name="answer-holiday"),
    path("time-off/", week.time_off, name="time-off"),
    path("absences/<uuid:pk>/shorter/", views.shorten_absence, name="shorten-absence"),
    path("children/<uuid:pk>/still-away/", answers.still_away, name="still-away"),
    path("children/<uuid:pk>/where/", answers.where_is, name="where-is-child"),
]

from django.urls import path

from ransel.home import residence, views
from ransel.home.calendar import subscription
from ransel.home.calendar import views as calendar
from ransel.home.queued import views as queued

urlpatterns = [
    path("", views.today, name="home"),
    path("live/", views.today_live, name="home-live"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/subscription/", subscription.subscription, name="calendar-subscription"),
    path("calendar/subscription/new/", subscription.make, name="make-calendar-subscription"),
    path("calendar/subscription/end/", subscription.end, name="end-calendar-subscription"),
    path("queued/", queued.take_queued, name="take-queued"),
    path("tell/", views.quick, name="quick"),
    path("children/<uuid:pk>/", views.child, name="child"),
    path("children/<uuid:pk>/homes/", residence.propose, name="propose-residence"),
    path("homes/<uuid:pk>/", residence.answer, name="answer-residence"),
    path("homes/<uuid:pk>/withdraw/", residence.withdraw, name="withdraw-residence"),
    path("homes/<uuid:pk>/end/", residence.end, name="end-residence"),
]

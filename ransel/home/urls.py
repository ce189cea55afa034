from django.urls import path

from ransel.home import views

urlpatterns = [
    path("", views.today, name="home"),
    path("live/", views.today_live, name="home-live"),
    path("tell/", views.quick, name="quick"),
    path("children/<uuid:pk>/", views.child, name="child"),
]

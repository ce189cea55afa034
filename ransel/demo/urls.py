from django.urls import path

from ransel.demo import views

urlpatterns = [
    path("people/", views.people, name="demo-people"),
    path("step-up/", views.step_up, name="demo-step-up"),
]

from django.urls import path

from ransel.office.unit import views

urlpatterns = [
    path("units/<uuid:pk>/start/", views.start, name="unit-start"),
    path("units/<uuid:pk>/invitation/", views.invitation, name="unit-invitation"),
    path("units/<uuid:pk>/about/", views.about, name="unit-about"),
    path("units/<uuid:pk>/functions/", views.functions, name="unit-functions"),
    path("units/<uuid:pk>/groups/", views.groups, name="unit-groups"),
    path("units/<uuid:pk>/groups/new/", views.add_group, name="add-group"),
    path("groups/<uuid:pk>/", views.change_group, name="change-group"),
    path("groups/<uuid:pk>/closing/", views.close_group, name="close-group"),
    path("units/<uuid:pk>/joinings/", views.joinings, name="unit-joinings"),
    path("units/<uuid:pk>/joinings/new/", views.join_groups, name="join-groups"),
    path("joinings/<uuid:pk>/end/", views.end_joining, name="end-joining"),
    path("units/<uuid:pk>/staff/", views.staff, name="unit-staff"),
    path("units/<uuid:pk>/staff/new/", views.begin_post, name="begin-post"),
    path("posts/<uuid:pk>/end/", views.end_post, name="end-post"),
]

"""The addresses of partnership."""

from django.urls import path

from crossing.partnership import views

app_name = "partnership"
urlpatterns = [
    path("people", views.people, name="people"),
    path("people/invite", views.invite, name="invite"),
    path("people/<uuid:pk>/let-in", views.let_in, name="let_in"),
    path("people/let-in/<uuid:pk>", views.recovery, name="recovery"),
    path("people/let-in/<uuid:pk>/refuse", views.refuse_recovery, name="refuse_recovery"),
    path("cover", views.covers, name="covers"),
    path("cover/start", views.start_cover, name="start_cover"),
    path("cover/<uuid:pk>", views.cover, name="cover"),
    path("cover/<uuid:pk>/end", views.end_cover, name="end_cover"),
    path("people/<uuid:pk>/end", views.end_membership, name="end_membership"),
    path("directory", views.directory, name="directory"),
    path("directory/add", views.add_contact, name="add_contact"),
    path("directory/<uuid:pk>", views.change_contact, name="change_contact"),
    path("directory/<uuid:pk>/remove", views.remove_contact, name="remove_contact"),
    path("officers", views.officers, name="officers"),
    path("officers/assign", views.assign, name="assign"),
    path("officers/title", views.name_officers, name="name_officers"),
    path("officers/<uuid:pk>/end", views.end_assignment, name="end_assignment"),
    path("organisations", views.organisations, name="organisations"),
    path("organisations/add", views.add_organisation, name="add_organisation"),
    path("organisations/add-school", views.add_school, name="add_school"),
    path(
        "organisations/<uuid:pk>/administrator",
        views.first_administrator,
        name="first_administrator",
    ),
]

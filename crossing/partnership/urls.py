"""The addresses of partnership."""

from django.urls import path

from crossing.partnership import views

app_name = "partnership"
urlpatterns = [
    path("people", views.people, name="people"),
    path("people/invite", views.invite, name="invite"),
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

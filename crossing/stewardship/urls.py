"""The addresses of stewardship."""

from django.urls import path

from crossing.stewardship import views

app_name = "stewardship"
urlpatterns = [
    path("", views.looked, name="looked"),
    path("export", views.export, name="export"),
    path("child/<uuid:pk>", views.child, name="child"),
]

"""The addresses of what is to be done."""

from django.urls import path

from crossing.todo import views

app_name = "todo"
urlpatterns = [
    path("", views.todo, name="todo"),
    path("<uuid:pk>", views.task, name="task"),
]

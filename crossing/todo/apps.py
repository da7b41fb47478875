from django.apps import AppConfig


class TodoConfig(AppConfig):
    name = "crossing.todo"
    label = "todo"

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "crossing.demo"
    label = "demo"

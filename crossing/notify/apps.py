from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "crossing.notify"
    label = "notify"

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "crossing.sharing"
    label = "sharing"

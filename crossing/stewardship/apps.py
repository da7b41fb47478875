from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "crossing.stewardship"
    label = "stewardship"

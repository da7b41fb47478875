from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "crossing.records"
    label = "records"

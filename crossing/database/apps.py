from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "crossing.database"
    label = "database"

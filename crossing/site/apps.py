from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "crossing.site"
    label = "site"

from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "crossing.govuk"
    label = "govuk"

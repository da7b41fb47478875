from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "crossing.partnership"
    label = "partnership"

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "crossing.audit"
    label = "audit"

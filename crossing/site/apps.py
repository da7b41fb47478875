from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "crossing.site"
    label = "site"

    def ready(self) -> None:
        from crossing.site import receivers  # noqa: F401

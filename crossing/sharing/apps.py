from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "crossing.sharing"
    label = "sharing"

    def ready(self) -> None:
        from crossing.sharing.commands._emergency import passes_on
        from crossing.todo.commands import PASSES_ON
        from crossing.todo.rules import Matter

        PASSES_ON[Matter.EMERGENCY_REVIEW] = passes_on

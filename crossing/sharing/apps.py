from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "crossing.sharing"
    label = "sharing"

    def ready(self) -> None:
        from crossing.sharing.commands.clock import pass_review
        from crossing.todo.commands import PASSES_ON
        from crossing.todo.rules import Matter

        PASSES_ON[Matter.EMERGENCY_REVIEW] = pass_review

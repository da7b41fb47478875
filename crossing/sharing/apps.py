from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "crossing.sharing"
    label = "sharing"

    def ready(self) -> None:
        from crossing.records.commands.joins import AFTER_PARTING
        from crossing.sharing.commands.clock import pass_review
        from crossing.sharing.commands.moved import part_records
        from crossing.todo.commands import PASSES_ON
        from crossing.todo.rules import Matter

        AFTER_PARTING.append(part_records)
        PASSES_ON[Matter.EMERGENCY_REVIEW] = pass_review

"""Builds the template database: `python -m tests.build NAME`."""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.databases import APP, OWNER, point_at  # noqa: E402

if __name__ == "__main__":
    point_at(sys.argv[1], OWNER)
    call_command("migrate", verbosity=0)
    point_at(sys.argv[1], APP)
    from tests.make import cast

    cast()

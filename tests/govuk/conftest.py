import re

import pytest
from django.template.backends.jinja2 import Jinja2
from django.urls import set_urlconf

SAMPLE = "tests.govuk.sample.urls"


@pytest.fixture
def show(settings):
    """Render a template's text with the layout's addresses, and nothing else."""
    settings.ROOT_URLCONF = SAMPLE
    set_urlconf(None)
    folder = ["crossing/govuk/jinja2", "tests/govuk/sample/jinja2"]
    options = {"environment": "crossing.govuk.jinja.environment"}
    engine = Jinja2({"NAME": "sample", "DIRS": folder, "APP_DIRS": False, "OPTIONS": options})

    def render(source, **context):
        return squeeze(engine.from_string(source).render(context))

    return render


def squeeze(html):
    return re.sub(r"\s+", " ", str(html))

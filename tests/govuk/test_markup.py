"""What is worked out once and used again: addresses, components, texts."""

from uuid import uuid4

import pytest
from django.urls import reverse

from crossing.govuk.jinja import govuk, said, url


@pytest.mark.parametrize("name", ["records:child", "sharing:decision", "site:home"])
def test_an_address_is_the_one_that_django_makes(name):
    for pk in (uuid4(), uuid4()):
        args = [] if name == "site:home" else [pk]
        assert url(name, *args) == reverse(name, args=args)


def test_an_address_with_words_in_it_is_djangos_own():
    pk = uuid4()
    assert url("sharing:step", pk, "items") == reverse("sharing:step", args=[pk, "items"])


def test_a_kept_component_is_like_a_fresh_one():
    params = {"text": "Save & go", "classes": "", "name": None, "preventDoubleClick": True}
    assert govuk("button", params, same=True) == govuk("button", params)


def test_components_with_other_words_are_not_mixed_up():
    one, other = ({"text": text} for text in ("Save", "Send"))
    assert govuk("button", one, same=True) != govuk("button", other, same=True)


def test_a_text_is_what_gettext_says():
    assert said("Save") == "Save"

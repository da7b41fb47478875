import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_limits_left_over():
    cache.clear()

"""What many tests of sharing begin with."""

import pytest

from tests.records.build import a_child


@pytest.fixture
def amina(acting):
    """Amina, on Northfield’s roll."""
    return a_child(acting)

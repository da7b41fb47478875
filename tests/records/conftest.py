import pytest

from tests.records.build import a_child, a_concern


@pytest.fixture
def child(acting):
    """Amina, on Northfield's roll."""
    return a_child(acting)


@pytest.fixture
def concern(acting, child):
    """Tom's concern about Amina."""
    return a_concern(acting, child)

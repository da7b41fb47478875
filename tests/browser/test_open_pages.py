import pytest


@pytest.mark.parametrize("path", ["/privacy", "/accessibility", "/cookies"])
def test_open_pages_are_there_for_everybody(visitor, path):
    lena = visitor("lena")
    assert lena.go(path) == 200

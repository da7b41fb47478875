import pytest

from crossing.partnership.models import Membership
from crossing.partnership.rules import Permission, Role


def test_lena_leads_at_northfield(acting):
    with acting("lena") as lena:
        assert [post.role for post in lena.here] == [Role.DSL]
        assert lena.may(Permission.SHARING_DECIDE)


def test_nobody_acting_sees_nobody(db):
    assert Membership.objects.count() == 0


def test_a_stranger_sees_no_colleagues_of_another_school(acting):
    with acting("rita"):
        assert set(Membership.objects.values_list("name", flat=True)) == {"Rita Moss"}


def test_an_ended_membership_opens_nothing(acting):
    with acting("eve") as eve:
        assert eve.acting_at is None
        assert not any(eve.places(permission) for permission in Permission)


@pytest.mark.parametrize("name", ["lena", "omar"])
def test_it_is_possible_to_sign_in(signed_in, name):
    assert signed_in(name).get("/privacy").status_code in (200, 500)

from crossing.records import queries
from tests.records.build import a_child, a_concern


def test_it(acting, django_assert_num_queries):
    child = a_child(acting)
    c = a_concern(acting, child)
    with acting("lena") as lena:
        assert [m.child for m in queries.search_children(lena, "karim amena")] == [child]
        page = queries.chronology(lena, child)
        print(page.items)
        assert page.items[0].words
        assert len(queries.shareable(lena, child)) == 2
        assert queries.concerns(lena).items == [c]
        print(queries.known_others(lena, child))

"""Pages of a refusal, with the menu of each role; the matrix itself goes without them."""

import itertools

import pytest

from tests.test_matrix import Visitors, areas, rows_of
from tests.world import ROLES, build_world

REFUSALS = {
    403: '<h1 class="headline">Your post may not do this</h1>',
    404: '<h1 class="headline">There is no such page for you</h1>',
}


@pytest.mark.django_db
def test_refusals_are_pages_with_the_menu_of_each_role():
    world = build_world()
    visitors, rows = Visitors(world), [row for area in areas() for row in rows_of(area, world)]

    found = {}
    for role in set(ROLES) - {"public"}:
        for row in rows:
            # The menu goes by the campaign of the address, or by the address.
            case = role, row.expected(role), "2026" in row.args
            if case[1] in REFUSALS and case not in found:
                found[case] = REFUSALS[case[1]] in visitors.ask(role, row).text

    cases = set(itertools.product(set(ROLES) - {"public"}, REFUSALS, [True, False]))
    assert found == dict.fromkeys(cases - {("foreign_office", 403, True)}, True)

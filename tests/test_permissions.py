"""Model × role × place: which rows `visible_to` gives to whom."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.permissions import BY_STATE, ROWS, places
from tests.world import build_world

pytestmark = pytest.mark.django_db

TABLE = [(label, "", *facts) for label, facts in ROWS.items()]
TABLE += [(*which, *facts) for which, facts in BY_STATE.items()]


@pytest.mark.parametrize(("label", "state", "make", "seen_by"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_each_role_sees_the_rows_of_the_table(label, state, make, seen_by):
    world = build_world()
    records = {where: make(place) for where, place in places(world).items()}

    found = {
        where: {role for role, person in world.people.items() if sees(person, record)}
        for where, record in records.items()
    }

    assert found == seen_by


@pytest.mark.parametrize("label", ROWS)
def test_nobody_sees_a_row_before_signing_in(label):
    record = ROWS[label][0](places(build_world())["own"])

    assert not sees(AnonymousUser(), record)


def sees(person, record):
    return type(record).objects.visible_to(person).filter(pk=record.pk).exists()

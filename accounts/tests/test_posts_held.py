"""The posts that every page begins with, asked without building a query."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Post, User
from accounts.tests.factories import UserFactory
from core.joined import Joined
from core.models import ImportRun
from units.tests.factories import CountyFactory, UnitFactory


@pytest.mark.django_db
def test_posts_today_are_those_held_on_the_day_in_order():
    today, county = timezone.localdate(), CountyFactory()
    person = UserFactory(unit=county, role="leader")
    for starts, ends in [(-9, -1), (-9, 0), (-5, None), (0, 3), (1, None)]:
        until = None if ends is None else today + timedelta(ends)
        unit = UnitFactory(parent=county)
        person.posts.create(role="liaison", unit=unit, valid_from=today + timedelta(starts), valid_until=until)
    UserFactory(unit=county)

    held = User.objects.get(pk=person.pk).posts_today

    assert held == list(person.posts.held_on(today).order_by("valid_from", "id"))
    assert len(held) == 4


@pytest.mark.django_db
def test_posts_today_bring_their_units_and_kinds_along(django_assert_num_queries):
    county = CountyFactory()
    people = [
        UserFactory(unit=unit, role="liaison") for unit in (county, UnitFactory(parent=UnitFactory(parent=county)))
    ]
    asked = [
        Post.objects.select_related("unit__kind", "unit__place", "unit__parent__kind").get(person=person)
        for person in people
    ]

    with django_assert_num_queries(2):
        found = [User(pk=person.pk).posts_today[0] for person in people]
        kinds = [(post.unit.kind, post.unit.parent and post.unit.parent.kind) for post in found]
        nodes = [post.unit.place.nodes for post in found]

    assert kinds == [(post.unit.kind, post.unit.parent and post.unit.parent.kind) for post in asked]
    assert nodes == [post.unit.place.nodes for post in asked]
    assert [columns(post) for post in found] == [columns(post) for post in asked]


def columns(post):
    rows = [row for row in (post, post.unit, post.unit.kind, post.unit.parent) if row]
    return [[getattr(row, field.attname) for field in row._meta.concrete_fields] for row in rows]


@pytest.mark.django_db
def test_a_model_whose_values_need_converting_is_refused():
    with pytest.raises(TypeError, match="ask it by a queryset"):
        Joined(ImportRun, where="true", order='"row".id').ask()

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from accounts.tests.factories import UserFactory
from campaigns.models import CommitteeSeat
from campaigns.selectors.committee import seats_of_another_day, seats_on
from campaigns.services.committee import add_seat, delete_seat, move_seat, order_seats, replace_seat, update_seat
from campaigns.tests.factories import CampaignFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026", area=CountyFactory())


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area), name="马安")


def seat(campaign, post, kind="member", **facts):
    return CommitteeSeat.objects.create(campaign=campaign, kind=kind, post=post, **facts)


def held(campaign, office, day=TODAY):
    return [(group.kind, [str(row) for row in group.seats]) for group in seats_on(campaign, user=office, day=day)]


def test_seats_stand_by_kind_from_the_head_down(campaign, office):
    for kind in ("office_director", "member", "head", "deputy"):
        seat(campaign, kind, kind)

    assert [kind for kind, _posts in held(campaign, office)] == ["head", "deputy", "member", "office_director"]


def test_replace_seat_keeps_who_was_there_before(campaign, office):
    old = seat(campaign, "副县长", "head", person="甲")

    replace_seat(old, by=office, on=date(2026, 6, 5), post="副县长", person="乙")

    before, after = (seats_on(campaign, user=office, day=date(2026, 6, day))[0].seats for day in (4, 5))
    assert ([row.person for row in before], [row.person for row in after]) == (["甲"], ["乙"])
    others = seats_of_another_day(campaign, user=office, day=TODAY)
    assert [(row.person, row.valid_until) for row in others] == [("甲", date(2026, 6, 4))]


def test_replace_seat_refuses_a_day_before_the_seat_began(campaign, office):
    old = seat(campaign, "副县长", "head", valid_from=TODAY)

    with pytest.raises(DomainError, match="began on that day or later"):
        replace_seat(old, by=office, on=TODAY, post="副县长", person="乙")

    assert CommitteeSeat.objects.count() == 1


def test_add_seat_wants_a_post_or_a_unit(campaign, office):
    with pytest.raises(DomainError, match="Name the post or the unit"):
        add_seat(campaign, by=office, kind="member")


def test_a_seat_without_post_and_unit_breaks_a_constraint(campaign):
    with pytest.raises(IntegrityError):
        seat(campaign, "")


def test_a_seat_that_ends_before_it_begins_breaks_a_constraint(campaign):
    with pytest.raises(IntegrityError):
        seat(campaign, "x", valid_from=TODAY, valid_until=date(2026, 6, 9))


def test_add_seat_is_refused_to_an_inspector(campaign):
    inspector = UserFactory(role="inspector", unit=campaign.area)

    with pytest.raises(PermissionDenied):
        add_seat(campaign, by=inspector, kind="head", post="x")

    assert not CommitteeSeat.objects.exists()


def test_update_seat_is_refused_on_an_older_version(campaign, office):
    row = seat(campaign, "old")
    update_seat(row, by=office, version=1, post="theirs")

    with pytest.raises(EditConflict):
        update_seat(row, by=office, version=1, post="mine")


def test_order_seats_leaves_those_of_the_past_behind(campaign, office):
    past = seat(campaign, "past", valid_until=date(2026, 6, 1), position=1)
    first, second = seat(campaign, "first", position=2), seat(campaign, "second", position=3)

    order_seats(campaign, by=office, kind="member", ids=[second.pk, first.pk])

    assert held(campaign, office) == [("member", ["second", "first"])]
    past.refresh_from_db()
    assert past.position == 3


def test_move_seat_goes_one_place_up(campaign, office):
    seat(campaign, "first", position=1)
    second = seat(campaign, "second", position=2)

    move_seat(second, by=office, steps=-1, day=TODAY)

    assert held(campaign, office) == [("member", ["second", "first"])]


def test_delete_seat_keeps_the_reason(campaign, office):
    row = seat(campaign, "twice")
    gone = CommitteeSeat(pk=row.pk)

    delete_seat(row, by=office, why="Entered twice")

    assert [(entry.label, entry.why) for entry in history_of(gone)][:1] == [("delete", "Entered twice")]


def test_the_page_shows_the_group_of_another_day(client, campaign, office):
    client.force_login(office)
    seat(campaign, "副县长", "head", valid_from=date(2026, 6, 5))

    page = client.get(reverse("campaigns:committee", args=["2026"]), {"on": "2026-06-04"})

    assert page.context["groups"] == []

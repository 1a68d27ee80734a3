from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.models import Activity, ActivityPhoto
from activities.selectors.hints import NEAR, hints_for
from activities.selectors.hints import _band_of as band_of
from activities.selectors.queue import with_parts
from activities.services.photos import change_photos
from activities.tests.factories import ActivityFactory
from activities.tests.photo_files import photo
from campaigns.tests.factories import CampaignFactory
from core.models import BANDS
from core.photo_rows import signed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 20)


@pytest.fixture
def make(county):
    return lambda **facts: ActivityFactory(
        **({"campaign": county.campaign, "unit": county.unit, "state": "submitted"} | facts)
    )


def codes(activity):
    rows = with_parts(Activity.objects.filter(pk=activity.pk))
    return [hint.code for hint in hints_for(rows, activity.campaign, TODAY)[activity.pk]]


def test_plain_record_gets_no_hint(make):
    assert codes(make(figures={"participants": 37, "materials": 410})) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 5, 31), ["date"]), (date(2026, 6, 1), []), (date(2026, 6, 20), []), (date(2026, 6, 21), ["future"])],
)
def test_day_outside_the_campaign_or_not_yet_come_is_hinted(make, day, expected):
    assert codes(make(starts_on=day)) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"participants": 300, "materials": 4000}, ["round"]),
        ({"participants": 300, "materials": None}, []),
        ({"participants": 300, "materials": (4000, "over")}, []),
        ({"participants": 300, "materials": 4010}, []),
        ({"participants": 0, "materials": 0}, []),
    ],
)
def test_round_figures_only_are_hinted(make, figures, expected):
    assert codes(make(figures=figures)) == expected


@pytest.mark.parametrize(("value", "expected"), [(1000, []), (1001, ["habit"])])
def test_figure_far_above_the_units_habit_is_hinted(make, value, expected):
    for usual in (100, 200, 900):
        make(state="approved", figures={"participants": usual})

    assert codes(make(figures={"participants": value})) == expected


def test_two_earlier_figures_are_no_habit(make):
    for usual in (100, 200):
        make(state="approved", figures={"participants": usual})

    assert codes(make(figures={"participants": 90001})) == []


def test_same_pixels_in_an_earlier_campaign_of_the_area_are_hinted(county, make):
    last_year = make(campaign=CampaignFactory(area=county.campaign.area, state="closing"), title="Last year's")
    row = make()
    for activity in (last_year, row):
        change_photos(activity, by=county.liaison, new=[photo(1)])

    hint = hints_for(with_parts(Activity.objects.filter(pk=row.pk)), county.campaign, TODAY)[row.pk][0]

    assert (hint.code, hint.other) == ("photo", last_year)


def test_a_photo_used_often_names_two_activities_and_counts_the_rest(county, make):
    row = make()
    for activity in (row, *(make(title=f"Copy {number}") for number in range(4))):
        change_photos(activity, by=county.liaison, new=[photo(1)])

    found = hints_for(with_parts(Activity.objects.filter(pk=row.pk)), county.campaign, TODAY)[row.pk]

    assert [hint.other.title if hint.other else hint.text for hint in found] == [
        "Copy 3",
        "Copy 2",
        "… and in 2 more activities.",
    ]


def test_photos_of_other_areas_drafts_and_other_pictures_are_not_hinted(county, make):
    row = make()
    change_photos(row, by=county.liaison, new=[photo(1)])
    twin = ActivityPhoto.objects.get()
    for other in (ActivityFactory(), make(state="draft")):
        ActivityPhoto.objects.create(**_copy(twin), activity=other)
    change_photos(make(), by=county.liaison, new=[photo(2)])

    assert codes(row) == []


@pytest.mark.parametrize(("flipped", "expected"), [(0b111, ["photo"]), (0b1111, [])])
def test_near_copy_is_hinted(county, make, flipped, expected):
    row, other = make(), make()
    change_photos(row, by=county.liaison, new=[photo(1)])
    first = ActivityPhoto.objects.get()
    likeness = signed((first.likeness & (2**64 - 1)) ^ flipped)
    ActivityPhoto.objects.create(**_copy(first) | {"likeness": likeness, "pixels": "x"}, activity=other)

    assert codes(row) == expected


def _copy(row):
    names = ("file", "thumbnail", "width", "height", "pixels", "likeness", "added_by")
    return {name: getattr(row, name) for name in names}


@given(st.integers(-(2**63), 2**63 - 1), st.sets(st.integers(0, 63), max_size=NEAR))
def test_likenesses_this_near_agree_in_a_band(likeness, flipped):
    other = signed((likeness & (2**64 - 1)) ^ sum(1 << bit for bit in flipped))

    assert any(band_of(likeness, number) == band_of(other, number) for number in range(BANDS))


@pytest.mark.parametrize("count", [1, 20])
def test_hints_of_a_page_take_a_fixed_number_of_queries(county, make, count, django_assert_num_queries):
    for number in range(count):
        row = make(figures={"participants": 100, "materials": 200})
        ActivityPhoto.objects.create(
            file="a",
            thumbnail="b",
            width=1,
            height=1,
            pixels=f"{number}",
            likeness=2**40 - 1 - number,
            added_by=county.liaison,
            activity=row,
        )

    with django_assert_num_queries(9):
        hints_for(with_parts(Activity.objects.filter(campaign=county.campaign)), county.campaign, TODAY)

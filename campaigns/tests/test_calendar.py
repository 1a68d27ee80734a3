from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.tests.factories import UserFactory
from campaigns.selectors.calendar import calendar_year, changes_of
from campaigns.services.calendar import add_days, remove_day, update_day, update_year
from core.errors import DomainError
from core.history import history_of
from core.models import CalendarDay, CalendarYear
from core.workdays import Calendar

pytestmark = pytest.mark.django_db
NAMES = {"name_zh": "劳动节", "name_en": "Labour Day", "source": "Notice"}
OFF, WORKED = {**NAMES, "is_workday": False}, {**NAMES, "is_workday": True}


@pytest.fixture
def office():
    return UserFactory(role="office")


@pytest.fixture
def as_office(client, office):
    client.force_login(office)
    return client


def labour_saturday():
    return CalendarDay.objects.get(day=date(2026, 5, 9))


def test_added_days_are_off_each_of_them(office):
    add_days(date(2027, 5, 3), date(2027, 5, 5), by=office, **OFF)

    assert Calendar.load().add_workdays(date(2027, 4, 30), 1) == date(2027, 5, 6)


def test_an_added_weekend_is_worked(office):
    add_days(date(2027, 5, 8), date(2027, 5, 8), by=office, **WORKED)

    assert Calendar.load().is_workday(date(2027, 5, 8)) is True


def test_days_of_a_year_that_nobody_announced_leave_it_incomplete(office):
    add_days(date(2031, 1, 1), date(2031, 1, 1), by=office, **OFF)

    assert CalendarYear.objects.get(year=2031).is_complete is False


def test_days_that_overlap_known_ones_are_refused_all_of_them(office):
    with pytest.raises(DomainError, match="1 May 2026 is in the calendar already, as “Labour Day”"):
        add_days(date(2026, 4, 29), date(2026, 5, 1), by=office, **OFF)

    assert not CalendarDay.objects.filter(day=date(2026, 4, 29)).exists()


def test_a_weekday_cannot_be_added_as_making_up(office):
    with pytest.raises(DomainError, match="calendar_work_makes_up_on_weekends"):
        add_days(date(2027, 5, 5), date(2027, 5, 5), by=office, **WORKED)


def test_a_changed_day_keeps_who_changed_what(office):
    day = update_day(labour_saturday(), by=office, is_workday=False, source="County notice 3")

    entry = history_of(day)[0]
    changes = {change.field: (change.old, change.new) for change in entry.changes}
    assert (entry.by, changes) == (office.name, {"worked": ("yes", "no"), "source": (None, "County notice 3")})


def test_a_removed_day_counts_by_its_weekday(office):
    remove_day(labour_saturday(), by=office, why="Typed twice")

    assert Calendar.load().add_workdays(date(2026, 5, 8), 1) == date(2026, 5, 11)


def test_a_removed_day_stays_in_the_changes_of_its_year(office):
    remove_day(labour_saturday(), by=office, why="Typed twice")

    assert [(each.action, each.by, each.why) for each in changes_of(2026)] == [
        ("9 May 2026 removed: Labour Day", office.name, "Typed twice")
    ]


def test_the_rows_a_portal_starts_with_are_no_changes():
    assert changes_of(2026) == []


def test_a_year_is_called_complete_with_its_source(office):
    update_year(2027, by=office, is_complete=True, source_zh="通知", source_en="Notice")

    assert Calendar.load().is_complete_for(date(2027, 1, 4)) is True


def test_a_year_without_days_cannot_be_complete(office):
    with pytest.raises(DomainError, match="No holiday of 2031 is in the calendar"):
        update_year(2031, by=office, is_complete=True, source_zh="通知", source_en="Notice")

    assert not CalendarYear.objects.filter(year=2031, is_complete=True).exists()


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector"])
def test_others_cannot_change_the_calendar(role):
    by, day = UserFactory(role=role), labour_saturday()

    for attempt in (
        lambda: add_days(date(2027, 5, 3), date(2027, 5, 3), by=by, **OFF),
        lambda: update_day(day, by=by, is_workday=False),
        lambda: remove_day(day, by=by, why="No"),
        lambda: update_year(2027, by=by, is_complete=True, source_zh="通知", source_en="Notice"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()

    assert labour_saturday().is_workday
    assert CalendarDay.objects.filter(day__year=2027).count() == 13


def test_a_year_is_shown_with_its_working_days_by_month():
    year = calendar_year(2026)

    assert [month.worked for month in year.months] == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert (year.worked, year.holidays, year.made_up) == (248, 33, 6)


def test_days_in_a_row_of_one_holiday_are_shown_as_one():
    may = calendar_year(2026).months[4]

    assert [(stretch.first.day, stretch.last.day, stretch.named.is_workday) for stretch in may.stretches] == [
        (1, 5, False),
        (9, 9, True),
    ]


def test_the_page_of_a_year_asks_the_same_queries_however_many_days_it_has(as_office, django_assert_num_queries):
    CalendarDay.objects.filter(day__year=2026).exclude(day=date(2026, 5, 9)).delete()
    address = reverse("campaigns:calendar_year", args=[2026])
    as_office.get(address)
    with django_assert_num_queries(8):
        as_office.get(address)
    add_days(date(2026, 5, 1), date(2026, 5, 5), by=UserFactory(role="office"), **OFF)
    add_days(date(2026, 10, 1), date(2026, 10, 20), by=UserFactory(role="office"), **OFF)
    as_office.get(address)

    with django_assert_num_queries(8):
        as_office.get(address)


@pytest.mark.parametrize(("role", "warned"), [("office", [2027]), ("admin", [2027]), ("liaison", [])])
def test_who_keeps_the_calendar_is_warned_of_the_coming_year(client, role, warned, monkeypatch):
    client.force_login(UserFactory(role=role))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 1))

    answer = client.get(reverse("campaigns:calendar_year", args=[2026]))

    assert answer.context["unannounced"] == warned


def test_everybody_is_warned_on_the_page_of_an_incomplete_year(client):
    client.force_login(UserFactory(role="liaison"))

    answer = client.get(reverse("campaigns:calendar_year", args=[2031]))

    assert answer.context["unannounced"] == [2031]


def test_the_administrators_first_page_warns_of_the_coming_year(client, monkeypatch):
    client.force_login(UserFactory(role="admin"))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 1))

    answer = client.get("/", follow=True)

    assert answer.context["unannounced"] == [2027]
    assert reverse("campaigns:calendar_year", args=[2027]) in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first": "2027-05-05", "last": "2027-05-03"}, "last"),
        ({"first": "2027-05-01", "last": "2027-06-30"}, "last"),
        ({"first": "2027-05-05", "is_workday": "worked"}, "is_workday"),
        ({"first": "1900-01-01"}, "first"),
        ({"first": "2027-05-03", "name_zh": ""}, "name_zh"),
        ({"first": "2026-05-01"}, "__all__"),
    ],
)
def test_odd_days_are_answered_at_their_field(as_office, typed, field):
    data = {"name_zh": "劳动节", "name_en": "Labour Day", "is_workday": "off", **typed}

    answer = as_office.post(reverse("campaigns:calendar_days_new", args=[2027]), data)

    assert list(answer.context["form"].errors) == [field]


def test_days_are_added_on_the_page(as_office):
    data = {"first": "2027-05-08", "last": "2027-05-09", "is_workday": "worked", "name_zh": "劳动节", "name_en": "May"}

    answer = as_office.post(reverse("campaigns:calendar_days_new", args=[2027]), data)

    added = CalendarDay.objects.filter(day__year=2027, is_workday=True).values_list("day", flat=True)
    assert (answer.url, list(added)) == ("/calendar/2027/", [date(2027, 5, 8), date(2027, 5, 9)])


def test_a_day_is_changed_on_the_page(as_office):
    day = labour_saturday()
    data = {"is_workday": "off", "name_zh": "劳动节", "name_en": "Labour Day", "source": "County notice 3"}

    as_office.post(reverse("campaigns:calendar_day_edit", args=[day.pk]), data)

    day.refresh_from_db()
    assert (day.is_workday, day.source) == (False, "County notice 3")


def test_a_complete_year_needs_its_source_in_both_languages(as_office):
    data = {"is_complete": "on", "source_zh": "通知", "source_en": ""}

    answer = as_office.post(reverse("campaigns:calendar_year_edit", args=[2027]), data)

    assert list(answer.context["form"].errors) == ["source_en"]


@pytest.mark.parametrize(
    ("start", "days", "end", "unknown"),
    [
        ("2026-04-30", "5", date(2026, 5, 11), []),
        ("2026-10-16", "-20", date(2026, 9, 14), []),
        ("2026-12-31", "1", date(2027, 1, 4), [2027]),
    ],
)
def test_a_term_is_counted_on_the_page(as_office, start, days, end, unknown):
    answer = as_office.get(reverse("campaigns:calendar_year", args=[2026]), {"start": start, "days": days})

    assert (answer.context["term"]["end"], answer.context["term"]["unknown"]) == (end, unknown)


@pytest.mark.parametrize("days", ["many", "100000", ""])
def test_an_odd_term_counts_nothing(as_office, days):
    answer = as_office.get(reverse("campaigns:calendar_year", args=[2026]), {"start": "2026-04-30", "days": days})

    assert (answer.status_code, answer.context["term"]) == (200, None)

"""Whatever people call their units and duties, the file says it and stays a file."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from core.text import printable
from notifications.duties import Duty
from notifications.selectors.feed_file import calendar_file, fingerprint, summary
from notifications.selectors.feeds import Entry

NOW = datetime(2026, 6, 1, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@st.composite
def entries(draw):
    number = draw(st.integers(0, 12))
    return [
        Entry(
            Duty(
                kind=draw(st.sampled_from(["assignment", "notice", "meeting", "hazard-rectify"])),
                subject="assignment-1",
                item=f"share-{index}",
                due_on=date(2026, 6, 1) + timedelta(draw(st.integers(-400, 400))),
                due_at=draw(st.none() | MOMENTS),
                since=date(2026, 5, 1),
                area_path="/1/",
                name=draw(WORDS),
                number=draw(WORDS),
                reason=draw(WORDS),
                url="/campaigns/2026/",
            ),
            draw(WORDS),
        )
        for index in range(number)
    ]


@given(entries(), WORDS)
def test_file_has_each_duty_once_and_says_what_it_said(given_entries, name):
    calendar = Calendar.from_ical(calendar_file(name, given_entries, NOW))

    events = calendar.walk("VEVENT")
    assert [event["UID"] for event in events] == [
        f"{entry.duty.kind}-{entry.duty.item}@testserver" for entry in given_entries
    ]
    assert [event["SUMMARY"] for event in events] == [summary(entry) for entry in given_entries]
    assert calendar["X-WR-CALNAME"] == " ".join(printable(name).split())
    assert calendar.errors == []


@given(entries())
def test_same_duties_have_the_same_fingerprint(given_entries):
    assert fingerprint("a", given_entries) == fingerprint("a", list(given_entries))
    assert fingerprint("a", given_entries) != fingerprint("b", given_entries)

"""A calendar feed as a file (RFC 5545), in the language that is active."""

from collections.abc import Sequence
from datetime import date, datetime, time
from hashlib import sha256

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from core.links import absolute, mail_domain
from core.text import printable
from notifications.duties import Duty
from notifications.models import Feed
from notifications.selectors.feeds import Entry

PRODUCT = "-//Safety Month//Duties//EN"
# What programs that keep to it wait between two looks.
REFRESH = "PT1H"
# Forms fill these in where somebody names a day alone.
ENDS_OF_DAY = {time(0, 0), time(23, 59)}


def name_of(feed: Feed) -> str:
    return _("Duties: %(name)s") % {"name": feed.person or feed.unit}


def fingerprint(name: str, entries: Sequence[Entry]) -> str:
    """The same as long as the file says the same; its stamps are the moment of each answer."""
    facts = [(entry.duty.kind, entry.duty.item, _starts(entry.duty), summary(entry), _said(entry)) for entry in entries]
    return sha256(repr((get_language(), settings.SITE_URL, name, facts)).encode()).hexdigest()[:32]


def calendar_file(name: str, entries: Sequence[Entry], now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _one_line(name))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("x-published-ttl", REFRESH)
    for entry in entries:
        calendar.add_component(_event(entry, now))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def summary(entry: Entry) -> str:
    words = " ".join(filter(None, [entry.duty.number, entry.duty.name]))
    if entry.unit_name:
        words = _("%(unit)s: %(name)s") % {"unit": entry.unit_name, "name": words}
    return _one_line(words)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _event(entry: Entry, now: datetime) -> Event:
    duty, event = entry.duty, Event()
    # The item alone: a day that is moved moves the event.
    event.add("uid", f"{duty.kind}-{duty.item}@{mail_domain(settings.SITE_URL)}")
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("dtstart", _starts(duty))
    event.add("summary", summary(entry))
    event.add("description", _said(entry))
    event.add("url", absolute(duty.url))
    event.add("transp", "TRANSPARENT" if duty.due_at is None else "OPAQUE")
    return event


def _said(entry: Entry) -> str:
    """Many programs show no URL of an event but that in its text."""
    return f"{printable(str(entry.duty.reason))}\n{absolute(entry.duty.url)}"


def _starts(duty: Duty) -> date | datetime:
    """The day, or the moment where one was named."""
    if duty.due_at is None:
        return duty.due_on
    local = timezone.localtime(duty.due_at)
    is_day_alone = local.time().replace(second=0, microsecond=0) in ENDS_OF_DAY
    return duty.due_on if is_day_alone or local.date() != duty.due_on else local

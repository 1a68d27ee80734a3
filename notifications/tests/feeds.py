"""Reading feeds in tests, as a calendar program does."""

from datetime import date

from django.urls import reverse
from icalendar import Calendar

DUE = date(2026, 6, 10)


def address_of(token):
    return reverse("notifications:feed_file", args=[token])


def read(client, token):
    answer = client.get(address_of(token))
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def items(client, token):
    return sorted(event["UID"].split("@")[0] for event in read(client, token).walk("VEVENT"))

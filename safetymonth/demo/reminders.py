"""What the demo's people were reminded of on the last two mornings of the month."""

from datetime import date, datetime, time

from django.utils import timezone, translation

from notifications.models import Delivery, Notification
from notifications.services.reminding import remind
from reports.services.briefs import write_briefs
from safetymonth.demo.register import ACCOUNTS, County

MORNINGS = (date(2026, 6, 29), date(2026, 6, 30))


def remind_in_june(county: County, language: str) -> None:
    """The messages as a running portal would have sent them; those of the first morning were opened."""
    for username in ACCOUNTS:
        person = county.people[username]
        person.email = f"{username}@example.org"
        person.save(update_fields=["email"])
    for morning in MORNINGS:
        at = timezone.make_aware(datetime.combine(morning, time(8)))
        with translation.override(language):
            briefs = write_briefs(at.replace(hour=7, minute=30))
            remind(at)
        told = Notification.objects.filter(key__in=[f"brief-{brief.pk}" for brief in briefs])
        told.update(created_at=at.replace(hour=7, minute=30))
        opened = at.replace(hour=9) if morning == MORNINGS[0] else None
        Notification.objects.filter(day=morning).update(created_at=at, read_at=opened)
        _deliver(morning, at)


def _deliver(morning: date, at: datetime) -> None:
    """Nothing of the demo leaves: its mails are in the list as sent, one address as refused."""
    queued = Delivery.objects.filter(state=Delivery.State.QUEUED)
    facts = {"day": morning, "next_at": at, "created_at": at, "attempts": 1}
    refused = queued.filter(person__username="inspector")
    refused.update(state=Delivery.State.FAILED, error="550 5.1.1 no such mailbox", **facts)
    queued.update(state=Delivery.State.SENT, sent_at=at, **facts)

"""Who sees what was told: the person it went to, and whoever sees to the units it is about."""

from accounts.models import Post
from notifications.models import Delivery, Notification, Reminder, Robot, Urge
from tests.seeing import OF_PEOPLE, OF_TEAM, PERSONAL

DAY, AT = "2026-06-01", "2026-06-01T08:00+08:00"


def notification(place):
    return Notification.objects.create(post=Post.objects.get(person=place.person), key="k", text="Text")


def reminder(place):
    message = notification(place)
    about = {"kind": "assignment", "subject": "assignment-1", "item": f"share-{place.unit.pk}", "due_on": DAY}
    return Reminder.objects.create(
        **about, offset=0, level="liaison", post=message.post, unit=place.unit, notification=message, name="Banners"
    )


def urge(place):
    about = {"subject": "assignment-1", "item": f"share-{place.unit.pk}", "unit": place.unit}
    return Urge.objects.create(**about, day=DAY, number=1, at=AT, by=place.person)


def robot(place):
    return Robot.objects.create(kind="wecom", name="Group", unit=place.unit, sealed_address=b"sealed")


def delivery(place):
    return Delivery.objects.create(
        key=f"k{place.unit.pk}", channel="robot", robot=robot(place), unit=place.unit, day="2026-06-01"
    )


TELLING = {
    "notifications.Notification": (notification, PERSONAL),
    "notifications.Reminder": (reminder, OF_TEAM),
    "notifications.Robot": (robot, OF_PEOPLE),
    "notifications.Delivery": (delivery, OF_PEOPLE),
    "notifications.Urge": (urge, OF_TEAM),
}
TELLING_SEEN_THROUGH = {"notifications.ChannelChoice": ("person", "accounts.User")}

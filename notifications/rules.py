"""Who may act on rules, messages and channels; by which channels a person is told. Pure: no query, no request."""

from collections.abc import Iterator

from django.conf import settings

from accounts.models import User
from notifications.channels.sms import mobile_of
from notifications.models import ChannelChoice, Delivery
from units.models import Unit

Channel = Delivery.Channel


def may_read_rules(user: User) -> bool:
    return user.is_office or user.is_leader or user.is_admin


def may_edit_rules(user: User) -> bool:
    """Rules and hours are shared by all counties of the portal, as the lists are that offices edit."""
    return user.is_office


def may_read_messages(user: User) -> bool:
    return user.is_office or user.is_admin


def may_read_matters(user: User) -> bool:
    """What single messages say: not who keeps the machines, for of a hazard somebody may have reported it."""
    return user.is_office or user.is_leader


def may_retry(user: User) -> bool:
    """The administrator too, who is called when a channel was down."""
    return may_read_messages(user)


def may_settle(user: User) -> bool:
    """Say that a message arrived, or that it need not go: the office knows, not who keeps the machines."""
    return user.is_office


def may_keep_robots(user: User) -> bool:
    return user.is_office or user.is_admin


def may_keep_robot_of(user: User, unit: Unit) -> bool:
    """For units of one's own area."""
    return may_keep_robots(user) and unit.path.startswith(user.reach or "-")


def may_keep_hosts(user: User) -> bool:
    """Which other servers the portal may call is a matter of the network, not of one county's work."""
    return user.is_admin


def channels_of(person: User, choice: ChannelChoice, *, is_compulsory: bool) -> Iterator[str]:
    """The channels beside the inbox: those chosen, or each that has an address where the message is compulsory."""
    if person.email and (is_compulsory or choice.by_email):
        yield Channel.EMAIL
    if settings.SMS_URL and (is_compulsory or choice.by_sms) and mobile_of(person.phone):
        yield Channel.SMS

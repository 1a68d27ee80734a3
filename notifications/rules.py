"""Who may act on rules, messages and channels; by which channels a person is told. Pure: no query, no request."""

from collections.abc import Iterator

from accounts.models import User
from notifications.models import ChannelChoice, Delivery

Channel = Delivery.Channel


def may_read_rules(user: User) -> bool:
    return user.is_office or user.is_leader or user.is_admin


def may_edit_rules(user: User) -> bool:
    """Rules and hours are shared by all counties of the portal, as the lists are that offices edit."""
    return user.is_office


def may_read_messages(user: User) -> bool:
    return user.is_office or user.is_admin


def may_retry(user: User) -> bool:
    """The administrator too, who is called when a channel was down."""
    return may_read_messages(user)


def may_settle(user: User) -> bool:
    """Say that a message arrived, or that it need not go: the office knows, not who keeps the machines."""
    return user.is_office


def channels_of(person: User, choice: ChannelChoice, *, is_compulsory: bool) -> Iterator[str]:
    """The channels beside the inbox: those chosen, or each that has an address where the message is compulsory."""
    if person.email and (is_compulsory or choice.by_email):
        yield Channel.EMAIL

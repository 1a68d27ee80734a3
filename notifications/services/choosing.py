"""People choose by which channels they are told."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from notifications.models import ChannelChoice


@transaction.atomic
def choose_channels(person: User, *, by: User, **channels: bool) -> ChannelChoice:
    """For what isn't compulsory, from the next message on; channels not named stay as they were."""
    if by.pk != person.pk:
        raise PermissionDenied
    return ChannelChoice.objects.update_or_create(person=person, defaults=channels)[0]

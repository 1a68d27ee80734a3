"""By which channels a person is told."""

from core.forms import PortalModelForm
from notifications.models import ChannelChoice


class ChannelsForm(PortalModelForm):
    """Text messages are offered only where the portal can send them."""

    mark_optional = False

    class Meta:
        model = ChannelChoice
        fields = ["by_email", "by_sms"]

    def __init__(self, *args, has_sms, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_sms:
            del self.fields["by_sms"]

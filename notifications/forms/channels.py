"""By which channels a person is told."""

from core.forms import PortalModelForm
from notifications.models import ChannelChoice


class ChannelsForm(PortalModelForm):
    """Text messages are offered only where the portal can send them, the morning brief to those who get one."""

    mark_optional = False

    class Meta:
        model = ChannelChoice
        fields = ["by_email", "by_sms", "wants_brief"]

    def __init__(self, *args, has_sms, has_brief, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_sms:
            del self.fields["by_sms"]
        if not has_brief:
            del self.fields["wants_brief"]

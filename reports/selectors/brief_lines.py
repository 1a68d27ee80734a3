"""A line of the morning brief: one sentence that opens the records it speaks of."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class BriefLine:
    text: str
    detail: str
    url: str
    colour: str
    symbol: str

    @property
    def sentence(self) -> str:
        """For a letter."""
        return _("%(text)s (%(detail)s)") % {"text": self.text, "detail": self.detail} if self.detail else self.text

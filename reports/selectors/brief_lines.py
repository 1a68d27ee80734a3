"""A line of the morning brief: one sentence that opens the records it speaks of."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.text import with_note


@dataclass(frozen=True)
class BriefLine:
    text: str
    detail: str
    url: str
    colour: str
    symbol: str
    # Of a figure: its name is the text then.
    value: str = ""

    @property
    def sentence(self) -> str:
        """For a letter."""
        text = _("%(name)s: %(value)s") % {"name": self.text, "value": self.value} if self.value else self.text
        return with_note(text, self.detail) if self.detail else text

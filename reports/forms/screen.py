from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from core.widgets import ButtonChoices
from reports.models.screen import LONGEST, SHORTEST


class ScreenForm(PortalForm):
    """How the screen runs by its link."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=ButtonChoices)
    seconds = forms.IntegerField(
        label=_("Seconds a page stays"),
        min_value=SHORTEST,
        max_value=LONGEST,
        help_text=_("Long enough to read it from across the room."),
    )

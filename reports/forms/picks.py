from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Indicator
from core.forms import PortalForm


class PicksForm(PortalForm):
    """Which indicators a dashboard shows: two with a card of their own, and others."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    first = forms.ModelChoiceField(
        Indicator.objects.in_use(), label=gettext_lazy("First card"), to_field_name="code", empty_label=None
    )
    second = forms.ModelChoiceField(
        Indicator.objects.in_use(),
        label=gettext_lazy("Second card"),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("No second card"),
    )
    others = forms.ModelMultipleChoiceField(
        Indicator.objects.in_use(),
        label=gettext_lazy("Also shown"),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Below the cards, in the order of the list of indicators."),
    )

    def clean(self):
        data = super().clean()
        if data.get("second") and data.get("second") == data.get("first"):
            self.add_error("second", _("This figure is on the first card already."))
        return data

    def bring_up(self, seen: str) -> None:
        """What is typed stays; saved again it replaces what others have chosen."""
        self.data = self.data.copy()
        self.data["seen"] = seen

    @property
    def cards(self) -> list[Indicator]:
        return [row for row in (self.cleaned_data["first"], self.cleaned_data["second"]) if row]

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import PortalForm


class ExtendCheckForm(PortalForm):
    approved_by = forms.CharField(
        label=gettext_lazy("Approved by"), help_text=gettext_lazy("The body of the level above."), max_length=120
    )
    why = forms.CharField(
        label=gettext_lazy("Reason, as the reporter will read it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

"""What is typed about a reward and its fund; an amount of a reward never is."""

from decimal import Decimal

from crispy_forms.layout import Div
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, PortalForm
from core.widgets import ButtonChoices
from inspections.forms.part import PartForm
from inspections.models import Reward


class ProposalForm(PortalForm):
    grounds = forms.CharField(
        label=_("Grounds"),
        help_text=_("What the report brought to light. Write nothing that tells who reported."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    joint_reporters = forms.IntegerField(
        label=_("People who signed the report"),
        help_text=_("Of a joint report the first signer gets the reward."),
        min_value=1,
        max_value=1000,
        initial=1,
    )


class PapersForm(PortalForm):
    why = forms.CharField(
        label=_("Which papers were shown?"),
        help_text=_("For example: letter with the code. Never the name."),
        max_length=300,
    )


class TokenForm(PortalForm):
    token = forms.CharField(
        label=_("Payment token"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class MoneyForm(PortalForm):
    direction = forms.ChoiceField(
        label=_("What happened"),
        choices=[("in", _("Money in")), ("out", _("Money out"))],
        initial="in",
        widget=ButtonChoices,
    )
    amount_yuan = forms.DecimalField(
        label=_("Amount in yuan"), min_value=Decimal("0.01"), max_digits=12, decimal_places=2
    )
    on = DateField(label=_("Day"))
    note = forms.CharField(
        label=_("Note"), help_text=_("Where the money comes from or why it goes out."), max_length=200
    )

    def layout(self):
        return "direction", Div("amount_yuan", "on", css_class="field-row"), "note"

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))
        return self.cleaned_data["on"]

    def facts(self):
        """What the service takes: the year follows from the day, the sign from the direction."""
        data = self.cleaned_data
        amount = data["amount_yuan"] if data["direction"] == "in" else -data["amount_yuan"]
        return {"year": data["on"].year, "amount_yuan": amount, "on": data["on"], "note": data["note"]}


class RewardFilterForm(PartForm):
    """Names as in the address: state, q, unit (of the hazard), below, from, to (paid)."""

    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *Reward.State.choices])
    q = forms.CharField(label=_("Token or hazard number"), max_length=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"].label, self.fields["to"].label = _("Paid from"), _("Paid to")

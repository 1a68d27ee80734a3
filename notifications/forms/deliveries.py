from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, FilterForm
from notifications.models import Delivery
from notifications.selectors.deliveries import DeliveryFilters


class DeliveryFilter(FilterForm):
    q = forms.CharField(label=_("Person, group or unit"), max_length=60)
    channel = forms.ChoiceField(label=_("Channel"), choices=[("", _("All channels")), *Delivery.Channel.choices])
    day = DateField(label=_("Day"))
    state = forms.ChoiceField(label=_("State"), choices=Delivery.State.choices, widget=forms.HiddenInput)

    def filters(self):
        facts = self.cleaned_data if self.is_valid() else {}
        return DeliveryFilters(facts.get("channel", ""), facts.get("day"), facts.get("q", "").strip())

    def state_shown(self):
        return self.cleaned_data.get("state", "") if self.is_valid() else ""

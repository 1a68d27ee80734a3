"""Time limits and reward rules, as office and administrator keep them."""

from crispy_forms.layout import Div
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.forms import DateField, PortalModelForm
from inspections.models import DeadlineRule, RewardRule

LONGEST = 3650


class TimeLimitForm(PortalModelForm):
    class Meta:
        model = DeadlineRule
        fields = ["name_zh", "name_en", "value", "unit", "moves_on", "source_zh", "source_en"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].widget.attrs |= {"class": "field-figure", "inputmode": "numeric"}

    def layout(self):
        return (
            Div("name_zh", "name_en", css_class="field-row"),
            Div("value", "unit", css_class="field-row"),
            "moves_on",
            "source_zh",
            "source_en",
        )

    def clean_value(self):
        value = self.cleaned_data["value"]
        if not 1 <= value <= LONGEST:
            words = _("Give a number between 1 and %(most)s.")
            raise ValidationError(words % {"most": LONGEST}, code="limits")
        return value


class RewardRuleForm(PortalModelForm):
    class Meta:
        model = RewardRule
        fields = [
            "name_zh",
            "name_en",
            "valid_from",
            "rate_percent",
            "floor_yuan",
            "cap_yuan",
            "micro_yuan",
            "claim_days",
            "source_zh",
            "source_en",
        ]
        field_classes = {"valid_from": DateField}

    def layout(self):
        return (
            Div("name_zh", "name_en", css_class="field-row"),
            Div("valid_from", "rate_percent", css_class="field-row"),
            Div("floor_yuan", "cap_yuan", css_class="field-row"),
            Div("micro_yuan", "claim_days", css_class="field-row"),
            "source_zh",
            "source_en",
        )

    def clean_rate_percent(self):
        rate = self.cleaned_data["rate_percent"]
        if not 0 < rate <= 100:
            raise ValidationError(_("The share lies between 0 and 100 percent."), code="limits")
        return rate

"""What a reviewer says about a record."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from campaigns.models import ActivityKind
from core.forms import FilterForm, PickerField, PortalForm, ReasonForm, VersionField


class VersionForm(PortalForm):
    """The version that the person has read; the service refuses a newer one."""

    version = VersionField(required=False)


class ReturnForm(ReasonForm):
    version = VersionField(required=False)


class AnswerForm(PortalForm):
    answer = forms.CharField(
        label=gettext_lazy("Answer to the office"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemarkForm(PortalForm):
    text = forms.CharField(label=gettext_lazy("Your remark"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class QueueFilterForm(FilterForm):
    kind = forms.ModelChoiceField(ActivityKind.objects.all(), label=gettext_lazy("Kind"), to_field_name="code")

    def __init__(self, *args, campaign, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = PickerField(
            units,
            search_url=reverse("activities:partners", args=[campaign.slug]),
            label=gettext_lazy("Unit"),
            required=False,
        )
        self.fields["kind"].empty_label = gettext_lazy("All kinds")

"""What the office types for everybody to read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.base import EditForm
from core.forms import DateField, PortalForm
from core.published import PublishedForm
from reports.models import NewsItem

LIVE, AS_OF_TODAY = "live", "today"


class NewsForm(PublishedForm, EditForm):
    class Meta:
        model = NewsItem
        fields = ["title", "text", "dated_on"]
        field_classes = {"dated_on": DateField}
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "text": _("Everybody reads it: no phone numbers and no names of people who have not agreed."),
            "dated_on": _("Stands above the news; the newest come first."),
        }


class ReleaseForm(PortalForm):
    code = forms.ChoiceField(label=_("Figure"))
    how = forms.ChoiceField(
        label=_("How long it holds"),
        choices=[(AS_OF_TODAY, _("As it is today, with today's date")), (LIVE, _("Kept up to date by itself"))],
        initial=AS_OF_TODAY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, figures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("choose")), *figures]

"""Forms of the summary: what to draft, words of a section, its heads, its number."""

from crispy_forms.layout import Div
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.forms.fields import unit_field
from campaigns.models import ActivityKind
from core.forms import DateField, PortalForm, PortalModelForm, VersionField, refuse_backward
from reports.models import Outline, Summary
from reports.selectors.inspected import CODES as INSPECTED
from reports.selectors.tokens import token
from reports.services.versions import LONGEST_TEXT


class DraftForm(PortalForm):
    outline = forms.ModelChoiceField(Outline.objects.none(), label=_("Outline"), empty_label=None)
    language = forms.ChoiceField(label=_("Language of the paper"), choices=settings.LANGUAGES)

    def __init__(self, *args, outlines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outline"].queryset = outlines


class BulletinForm(DraftForm):
    """A number, and days that have begun and lie in the campaign."""

    number = forms.IntegerField(label=pgettext_lazy("of a bulletin", "Number"), min_value=1, max_value=9999)
    day_from = DateField(label=_("From"))
    day_to = DateField(label=_("To"))

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign

    def layout(self):
        return (
            "number",
            Div("day_from", "day_to", css_class="field-row"),
            Div("language", "outline", css_class="field-row"),
        )

    def clean(self):
        data = super().clean()
        first, last = data.get("day_from"), data.get("day_to")
        refuse_backward(self, "day_from", "day_to")
        if first and first > timezone.localdate():
            self.add_error("day_from", _("These days have not begun yet."))
        if first and last and (last < self.campaign.starts_on or first > self.campaign.ends_on):
            self.add_error("day_from", _("The campaign has no day among these."))
        return data


class SectionForm(PortalForm):
    """`opened` is the version that this person began with."""

    opened = VersionField()
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "data-token-target": ""}),
        help_text=_("One paragraph a line. A line that begins with “## ” is a heading."),
    )


class NewSectionForm(PortalForm):
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(label=_("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}))


class OpenedForm(PortalForm):
    opened = VersionField()


class TokenForm(PortalForm):
    """Which figure, and of which activities; gives the token."""

    figure = forms.ChoiceField(label=_("Figure"), required=False)
    kind = forms.ModelChoiceField(
        ActivityKind.objects.none(), to_field_name="code", label=_("Kind"), required=False, empty_label=_("all kinds")
    )
    day_from = DateField(label=_("From"), required=False)
    day_to = DateField(label=_("To"), required=False)
    unit = unit_field(label=_("Unit"), required=False)

    def __init__(self, *args, figures, units, **kwargs):
        super().__init__(*args, prefix="token", **kwargs)
        self.fields["figure"].choices = [("", _("choose")), *figures]
        self.fields["kind"].queryset = ActivityKind.objects.all()
        self.fields["unit"].queryset = units

    def layout(self):
        return ("figure", "kind", Div("day_from", "day_to", css_class="field-row"), "unit")

    def clean(self):
        data = super().clean()
        if data.get("figure") in INSPECTED and data.get("kind"):
            self.add_error("kind", _("Hazards and inspections have no kind of activity: leave it at all kinds."))
        return data

    def token(self):
        data = self.cleaned_data
        if not data.get("figure"):
            return None
        return token(
            data["figure"],
            kind=data["kind"].code if data.get("kind") else None,
            from_=data["day_from"].isoformat() if data.get("day_from") else None,
            to=data["day_to"].isoformat() if data.get("day_to") else None,
            unit=data["unit"].pk if data.get("unit") else None,
        )


class HeadsForm(PortalModelForm):
    class Meta:
        model = Summary
        fields = ["title", "issuer", "mark", "addressee"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"title": _("Line breaks stay where you put them; without any the title is broken by meaning.")}


class IssueForm(PortalForm):
    mark = forms.CharField(
        label=_("Issuing mark"), max_length=40, required=False, help_text=_("The word before the number.")
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    serial = forms.IntegerField(label=_("Number"), min_value=1, max_value=99_999)

    def layout(self):
        return ("mark", Div("year", "serial", css_class="field-row"))


class CommentForm(PortalForm):
    text = forms.CharField(label=_("Comment"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    section = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)


class AcceptForm(PortalForm):
    key = forms.CharField(widget=forms.HiddenInput, max_length=400)
    take_back = forms.BooleanField(widget=forms.HiddenInput, required=False)


class CompareForm(forms.Form):
    """Two version numbers from the address."""

    a = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    b = forms.IntegerField(min_value=1, max_value=2**31 - 1)

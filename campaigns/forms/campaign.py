from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.base import EditForm
from campaigns.models import Campaign, Linkage, PlanItemKind
from campaigns.selectors.editions import edition_warnings
from core.dates import FIRST_YEAR, LAST_YEAR
from core.forms import DateField, refuse_backward

# Addresses of the portal's own below /campaigns/.
TAKEN_SLUGS = {"new"}
MOST_DECLARED = 999


class CampaignForm(EditForm):
    """The facts of a campaign and how many items of each kind its plan announces."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    starts_on = DateField(label=gettext_lazy("First day"))
    ends_on = DateField(label=gettext_lazy("Last day"))
    linkages = forms.ModelMultipleChoiceField(
        Linkage.objects.in_use(),
        label=gettext_lazy("Linkages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    keep_as_typed = forms.BooleanField(
        label=gettext_lazy("Keep the edition numbers as typed"),
        help_text=gettext_lazy("Tick this if your documents count differently. The numbers stay yours."),
        required=False,
    )

    class Meta:
        model = Campaign
        fields = [
            "slug",
            "name",
            "year",
            "season",
            "theme",
            "slogans",
            "basis",
            "starts_on",
            "ends_on",
            "national_edition",
            "local_edition",
            "local_first_year",
            "entry_set",
            "linkages",
            "hotline",
            "contact",
        ]
        widgets = {"slogans": forms.Textarea(attrs={"rows": 4}), "basis": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, declared=None, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["slug"]
        self.fields["entry_set"].queryset = self.fields["entry_set"].queryset.in_use()
        self.kinds = list(PlanItemKind.objects.in_use())
        for kind in self.kinds:
            self.fields[f"declared_{kind.code}"] = forms.IntegerField(
                label=kind.name,
                required=False,
                min_value=0,
                max_value=MOST_DECLARED,
                initial=(declared or {}).get(kind),
            )
        if not self.is_bound or not self._warnings_typed():
            self.fields["keep_as_typed"].widget = forms.HiddenInput()

    def layout(self):
        slug = ["slug"] if "slug" in self.fields else []
        version = ["version"] if "version" in self.fields else []
        return (
            *version,
            "name",
            Div("year", "season", *slug, css_class="field-row"),
            Div("starts_on", "ends_on", css_class="field-row"),
            "theme",
            "slogans",
            "basis",
            Fieldset(
                _("Editions"),
                Div("national_edition", "local_edition", "local_first_year", css_class="field-row"),
                "keep_as_typed",
                css_class="group",
            ),
            Fieldset(
                _("How many the plan announces"),
                Div(*(f"declared_{kind.code}" for kind in self.kinds), css_class="field-row"),
                css_class="group",
            ),
            Fieldset(_("Classification"), "entry_set", "linkages", css_class="group"),
            Fieldset(_("Contact"), Div("hotline", "contact", css_class="field-row"), css_class="group"),
        )

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in TAKEN_SLUGS:
            raise forms.ValidationError(_("The portal uses this address itself. Choose another, such as the year."))
        return slug

    def clean(self):
        cleaned = super().clean()
        refuse_backward(self, "starts_on", "ends_on")
        if not cleaned.get("keep_as_typed"):
            for name, sentence in self._warnings(cleaned).items():
                self.add_error(name, sentence)
        return cleaned

    def declared(self):
        return {kind: self.cleaned_data[f"declared_{kind.code}"] for kind in self.kinds}

    def _warnings(self, values):
        if values.get("year") is None or values.get("season") is None:
            return {}
        return edition_warnings(
            year=values["year"],
            season=values["season"],
            national=values.get("national_edition"),
            local=values.get("local_edition"),
            local_first_year=values.get("local_first_year"),
        )

    def _warnings_typed(self):
        """Whether the numbers now in the form would be warned about."""
        values = {}
        for name in ("year", "season", "national_edition", "local_edition", "local_first_year"):
            try:
                values[name] = self.fields[name].clean(self[name].data)
            except forms.ValidationError:
                values[name] = None
        return bool(self._warnings(values))

"""The form of one activity: only what its kind counts, the rest folded away."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import date as date_text
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from activities.rules import is_near
from activities.services.photos import MOST_PHOTOS
from campaigns.models import Entry, Indicator, Linkage
from core.file_fields import CleanPhotosField
from core.forms import DateField, FigureField, ManyPickerField, OnceKeyField, PickerField, PortalForm, VersionField
from core.photos import MOST_BYTES
from core.text import with_note

TITLE_LENGTH = 160


class ButtonTicks(forms.CheckboxSelectMultiple):
    """Several of a few, each a button for the thumb."""

    as_buttons = True


class ActivityForm(PortalForm):
    """`kind` decides which figures are asked; `partners`, `purposes` and the campaign's lists are handed in."""

    starts_on = DateField(label=gettext_lazy("When"))
    ends_on = DateField(
        label=gettext_lazy("Last day of it"),
        required=False,
        help_text=gettext_lazy("Only if it took several days; it counts on the first."),
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=160, required=False)
    purpose = forms.ChoiceField(label=gettext_lazy("For what"), required=False)
    linkages = forms.ModelMultipleChoiceField(
        Linkage.objects.none(), label=gettext_lazy("Linkages"), required=False, widget=ButtonTicks
    )
    entries = forms.ModelMultipleChoiceField(
        Entry.objects.none(), label=gettext_lazy("Entries"), required=False, widget=ButtonTicks
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=TITLE_LENGTH, required=False)
    narrative = forms.CharField(
        label=gettext_lazy("What was done"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, campaign, kind, purposes, partners, stored=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign, self.kind = campaign, kind
        self.fields["purpose"].choices = purposes.choices
        self.fields["linkages"].queryset = _linkages(campaign)
        self.fields["entries"].queryset = campaign.entry_set.entries.all()
        self.fields["co_organisers"] = _partner_field(campaign, partners)
        self.fields["photos"] = CleanPhotosField(
            most=MOST_PHOTOS, required=False, max_bytes=MOST_BYTES, label=gettext_lazy("Photos")
        )
        self.fields["photos"].widget.attrs["data-add"] = reverse("activities:photo_add", args=[campaign.slug])
        self.fields["title"].widget.attrs["placeholder"] = suggested_title(kind, _("place"))
        self.fields["title"].help_text = _("Left empty, it is made of the kind and the place.")
        self.asked = list(kind.indicators.order_by("kindindicator__position"))
        self.others = _others(self.asked, stored)
        for indicator in [*self.asked, *self.others]:
            self.fields[figure_name(indicator)] = _figure_field(indicator)
        for name in [name for name in ("linkages", "entries") if not self.fields[name].queryset]:
            del self.fields[name]

    @property
    def asked_fields(self):
        return [self[figure_name(indicator)] for indicator in self.asked]

    @property
    def other_fields(self):
        return [self[figure_name(indicator)] for indicator in self.others]

    @property
    def link_fields(self):
        names = ("purpose", "co_organisers", "linkages", "entries")
        return [self[name] for name in names if name in self.fields]

    @property
    def other_is_open(self):
        return self._any([figure_name(indicator) for indicator in self.others])

    @property
    def days_are_open(self):
        return self._any(["ends_on"])

    def clean_starts_on(self):
        return self._near_campaign(self.cleaned_data["starts_on"])

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        return self._near_campaign(day) if day else None

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The activity ends before it starts."))
        if not data.get("title"):
            data["title"] = suggested_title(self.kind, data.get("place", ""))
        return data

    def figures(self):
        """Every figure asked of the kind, known or not, and of the others those that were filled in."""
        found = {indicator: self.cleaned_data[figure_name(indicator)] for indicator in self.asked}
        extra = {indicator: self.cleaned_data[figure_name(indicator)] for indicator in self.others}
        return found | {indicator: figure for indicator, figure in extra.items() if figure.is_known}

    def _near_campaign(self, day):
        first, last = self.campaign.starts_on, self.campaign.ends_on
        if is_near(self.campaign, day):
            return day
        words = _("%(day)s lies far from the campaign (%(first)s to %(last)s). Check the year.")
        raise ValidationError(
            words % {"day": date_text(day), "first": date_text(first), "last": date_text(last)}, code="far"
        )

    def _any(self, names):
        return any(self.errors.get(name) or self[name].value() for name in names)

    def facts(self):
        """The fields of `activities.services.logging.ActivityFacts` that the form knows."""
        names = ("title", "starts_on", "ends_on", "place", "narrative", "co_organisers")
        lists = {name: list(self.cleaned_data.get(name, ())) for name in ("linkages", "entries")}
        return {name: self.cleaned_data[name] for name in names} | lists | {"figures": self.figures()}


class NewActivityForm(ActivityForm):
    once_key = OnceKeyField()


class EditActivityForm(ActivityForm):
    """`is_returned`: the office waits for an answer with it."""

    version = VersionField()
    answer = forms.CharField(
        label=gettext_lazy("Answer to the office"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, is_returned=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_returned:
            del self.fields["answer"]


class HostForm(PortalForm):
    """For which other unit the activity is logged."""

    mark_optional = False

    def __init__(self, *args, campaign, hosts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = PickerField(
            hosts,
            search_url=f"{reverse('activities:partners', args=[campaign.slug])}?hosts=1",
            required=False,
            label=gettext_lazy("Unit"),
            placeholder=gettext_lazy("Name or pinyin initials of a unit"),
        )


def figure_name(indicator):
    return f"figure_{indicator.code}"


def suggested_title(kind, place):
    return f"{kind.name} · {place}"[:TITLE_LENGTH] if place else kind.name


def _figure_field(indicator):
    measure = indicator.measure_in(get_language())
    label = with_note(indicator.name, measure) if measure else indicator.name
    counted = indicator.addition == Indicator.Addition.DISTINCT
    help_text = _("Totals count the units named on the records, not this number.") if counted else ""
    field = FigureField(label=label, required=False, help_text=help_text)
    field.widget.attrs["inputmode"] = "text"
    return field


def _others(asked, stored):
    """Indicators that the kind doesn't ask for; of retired ones those the record already carries."""
    known = {indicator.pk for indicator in asked}
    rows = Indicator.objects.all()
    return [row for row in rows if row.pk not in known and (not row.retired or row.pk in stored)]


def _linkages(campaign):
    return campaign.linkages.all() if campaign.linkages.exists() else Linkage.objects.in_use()


def _partner_field(campaign, partners):
    return ManyPickerField(
        partners,
        search_url=reverse("activities:partners", args=[campaign.slug]),
        required=False,
        label=gettext_lazy("Done together with"),
        placeholder=gettext_lazy("Name or pinyin initials of a unit"),
        help_text=gettext_lazy("A joint activity is logged once, by its host."),
    )

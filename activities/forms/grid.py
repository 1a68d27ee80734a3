"""Forms of a consulting day's grid."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.forms import FigureField, ManyPickerField, PortalForm, VersionField
from core.text import with_note

SITE_LENGTH = 80
MOST_SITES = 60


class ArrangeForm(PortalForm):
    """Sites by name, units by picker, ticks for who stands where. Without a name a site is removed."""

    mark_optional = False
    version = VersionField()

    def __init__(self, *args, activity, sites, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.sites = sites
        for site in sites:
            self.fields[f"site_{site.pk}"] = forms.CharField(
                label=site.name, max_length=SITE_LENGTH, required=False, initial=site.name
            )
        self.fields["new_sites"] = forms.CharField(
            label=_("More sites"),
            help_text=_("One on each line."),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["units"] = ManyPickerField(
            partners,
            search_url=reverse("activities:partners", args=[activity.campaign.slug]),
            required=False,
            label=_("Units that take part"),
            placeholder=_("Name or pinyin initials of a unit"),
            help_text=_("They become co-organisers, and each fills in its own line."),
        )

    @property
    def site_fields(self):
        return [self[f"site_{site.pk}"] for site in self.sites]

    def clean_new_sites(self):
        names = [line.strip() for line in self.cleaned_data["new_sites"].splitlines() if line.strip()]
        if any(len(name) > SITE_LENGTH for name in names):
            raise ValidationError(_("The name of a site has %(most)s characters at most.") % {"most": SITE_LENGTH})
        if len(names) + len(self.sites) > MOST_SITES:
            raise ValidationError(_("A grid has %(most)s sites at most.") % {"most": MOST_SITES})
        return names

    def names(self):
        return {site.pk: self.cleaned_data[f"site_{site.pk}"] for site in self.sites}

    def places(self):
        """Pairs of site and unit keys that are ticked."""
        ticked = self.data.getlist("place")
        found = (re.fullmatch(r"([0-9]{1,18})-([0-9]{1,18})", each, re.ASCII) for each in ticked)
        return frozenset((int(match[1]), int(match[2])) for match in found if match)


class LineForm(PortalForm):
    """One unit's stands, for each the figures that the kind asks."""

    mark_optional = False

    def __init__(self, *args, line, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        self.line, self.indicators = line, indicators
        for place in line.places:
            key = place.stand.pk
            self.fields[f"version_{key}"] = VersionField(initial=place.stand.version)
            for indicator, figure in zip(indicators, place.figures, strict=True):
                name = f"figure_{key}_{indicator.code}"
                self.fields[name] = FigureField(label=labelled(indicator), required=False, initial=figure)

    @property
    def stands(self):
        """Each stand with its fields, in the order of the sites."""
        for place in self.line.places:
            key = place.stand.pk
            fields = [self[f"figure_{key}_{indicator.code}"] for indicator in self.indicators]
            yield place.stand, self[f"version_{key}"], fields

    def figures(self):
        data = self.cleaned_data
        return {
            place.stand.pk: {each: data[f"figure_{place.stand.pk}_{each.code}"] for each in self.indicators}
            for place in self.line.places
        }

    def versions(self):
        return {place.stand.pk: self.cleaned_data[f"version_{place.stand.pk}"] for place in self.line.places}


class TotalsForm(PortalForm):
    """Totals the host states by hand; an empty one is the sum of the lines."""

    mark_optional = False
    version = VersionField()

    def __init__(self, *args, sums, **kwargs):
        super().__init__(*args, **kwargs)
        self.sums = sums
        for line in sums:
            self.fields[f"total_{line.indicator.code}"] = FigureField(
                label=labelled(line.indicator),
                required=False,
                initial=line.stated,
                help_text=_("The lines add up to %(sum)s.") % {"sum": line.lines.text()},
            )

    def figures(self):
        return {line.indicator: self.cleaned_data[f"total_{line.indicator.code}"] for line in self.sums}


def labelled(indicator):
    measure = indicator.measure_in(get_language())
    return with_note(indicator.name, measure) if measure else indicator.name

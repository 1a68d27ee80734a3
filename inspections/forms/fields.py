"""Fields that forms about hazards share."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PickerField
from core.text import half_width, shortened
from inspections.selectors.filtering import HazardFilters


class HazardField(PickerField):
    """One hazard of a ledger, found by number or words; without scripts typed by its number."""

    def __init__(self, *, campaign, queryset, required=False, **kwargs):
        super().__init__(
            queryset,
            search_url=reverse("inspections:hazard_search", args=[campaign.slug]),
            placeholder=gettext_lazy("Number, words, place or unit"),
            label=gettext_lazy("Hazard"),
            required=required,
            **kwargs,
        )

    def found(self, typed):
        hits = list(HazardFilters(text=half_width(str(typed))).apply(self.queryset)[:2])
        if len(hits) != 1:
            words = _("“%(text)s” is not the number of one hazard of this ledger.")
            raise ValidationError(words % {"text": shortened(str(typed))}, code="not_found")
        return hits[0]

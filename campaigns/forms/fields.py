"""Fields that forms of campaigns share."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ManyPickerField, PickerField
from units.models import Unit, UnitKind


class KindsField(forms.ModelMultipleChoiceField):
    """Kinds of units with the number of units each would reach (`campaigns.selectors.recipients.kinds_with_units`)."""

    def __init__(self, **kwargs):
        super().__init__(UnitKind.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, kind):
        return _("%(kind)s (%(count)s)") % {"kind": kind.name, "count": f"{kind.unit_count:,}"}


def unit_field(**kwargs):
    return PickerField(Unit.objects.none(), **_finding(), **kwargs)


def units_field(**kwargs):
    return ManyPickerField(Unit.objects.none(), **_finding(), **kwargs)


def _finding():
    return {"search_url": reverse_lazy("units:search"), "placeholder": gettext_lazy("Name or pinyin initials")}

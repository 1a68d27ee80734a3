"""Fields that forms of campaigns share."""

from django import forms
from django.utils.translation import gettext as _

from core.forms import ManyPickerField, PickerField
from units.forms.fields import FOUND_BY_NAME
from units.models import Unit, UnitKind


class KindsField(forms.ModelMultipleChoiceField):
    """Kinds of units with the number of units each would reach (`campaigns.selectors.recipients.kinds_with_units`)."""

    def __init__(self, **kwargs):
        super().__init__(UnitKind.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, kind):
        return _("%(kind)s (%(count)s)") % {"kind": kind.name, "count": f"{kind.unit_count:,}"}


def unit_field(**kwargs):
    return PickerField(Unit.objects.none(), **FOUND_BY_NAME, **kwargs)


def units_field(**kwargs):
    return ManyPickerField(Unit.objects.none(), **FOUND_BY_NAME, **kwargs)

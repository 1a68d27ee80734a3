"""Fields that forms of campaigns share."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.forms import ManyPickerField, PickerField
from units.models import Unit


def unit_field(**kwargs):
    return PickerField(Unit.objects.none(), **_finding(), **kwargs)


def units_field(**kwargs):
    return ManyPickerField(Unit.objects.none(), **_finding(), **kwargs)


def _finding():
    return {"search_url": reverse_lazy("units:search"), "placeholder": _("Name or pinyin initials")}

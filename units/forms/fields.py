"""A unit as an address names it."""

from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.forms import PickerField
from core.widgets import Typed, is_key
from units.models import Unit

FOUND_BY_NAME = {"search_url": reverse_lazy("units:search"), "placeholder": _("Name or pinyin initials")}


class UnitField(PickerField):
    """By division code or number, as an address has it; by its name where no script ran.

    A page asks for the same unit three times: to read it, to show it and to show it as chosen. It is looked up once.
    """

    _known = "", None

    def __init__(self, **kwargs):
        super().__init__(Unit.objects.none(), **FOUND_BY_NAME, **kwargs)

    def to_python(self, value):
        if isinstance(value, Typed) or value in self.empty_values:
            return super().to_python(value)
        typed = str(value).strip()
        if not is_key(typed):
            raise ValidationError(_("Give the unit's number or division code."))
        if self._known[0] != typed:
            named = self.queryset.filter(Q(division_code=typed) | Q(pk=int(typed)))
            self._known = typed, named.order_by(Case(When(division_code=typed, then=0), default=1), "path").first()
        unit = self._known[1]
        if unit is None:
            raise ValidationError(_("There is no such unit."))
        return unit

    def chosen(self, keys):
        unit = self._known[1]
        return [unit] if unit and list(map(str, keys)) == [str(unit.pk)] else super().chosen(keys)

    def prepare_value(self, value):
        """The picker shows a unit given by its code as the unit it is."""
        try:
            unit = None if isinstance(value, Typed) else self.to_python(value)
        except ValidationError:
            unit = None
        return unit.pk if unit else value

"""One way to lay out and read forms: each form of the portal is a PortalForm or a PortalModelForm."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import refuse_far_years
from core.figures import UNKNOWN, Figure, parse_figure
from core.text import printable, shortened
from core.widgets import (
    DateInput,
    DateTimeInput,
    ManyPicker,
    Picker,
    Typed,
    is_key,
)


def form_helper(*layout):
    """The one helper: the page brings the form tag, the token and the buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.include_media = False
    if layout:
        helper.layout = Layout(*layout)
    return helper


class PortalFormMixin:
    """`layout()` may return crispy layout objects; without it fields come in order."""

    mark_optional = True

    def layout(self):
        return ()

    @property
    def helper(self):
        return form_helper(*self.layout())


class PortalForm(PortalFormMixin, forms.Form):
    pass


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    pass


class FilterForm(PortalForm):
    """Narrows a list by the address; all fields are optional and not marked so."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False


def refuse_backward(form: forms.BaseForm, first: str, last: str) -> None:
    """A sentence at the second field where its day lies before that of the first; both have been cleaned."""
    days = form.cleaned_data
    if days.get(first) and days.get(last) and days[last] < days[first]:
        form.add_error(last, _("The last day lies before the first."))


class DateField(forms.DateField):
    widget = DateInput
    default_validators = [refuse_far_years]


class DateTimeField(forms.DateTimeField):
    widget = DateTimeInput
    default_validators = [refuse_far_years]


class FigureField(forms.Field):
    """A number as officials write it; gives a core.figures.Figure, UNKNOWN when left empty."""

    widget = forms.TextInput

    def widget_attrs(self, widget):
        return {"class": "field-figure", "autocomplete": "off"}

    def prepare_value(self, value):
        if isinstance(value, Figure):
            return value.text() if value.is_known else ""
        return value

    def to_python(self, value):
        if isinstance(value, Figure):
            return value
        try:
            return parse_figure(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def validate(self, value):
        if self.required and not value.is_known:
            raise ValidationError(self.error_messages["required"], code="required")

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (UNKNOWN if initial is None else self.to_python(initial))
        except ValidationError:
            return True


class PickerMixin:
    """Takes a chosen record or, where no script ran, a name typed in full."""

    def __init__(self, queryset, *, search_url, text_lookups=("name__iexact",), placeholder="", **kwargs):
        self.text_lookups = text_lookups
        super().__init__(queryset, widget=self.picker(search_url, placeholder=placeholder), **kwargs)

    def chosen(self, keys):
        """The records of these keys, to show them as chosen."""
        return self.queryset.filter(pk__in=keys)

    def found(self, typed):
        named = Q()
        for lookup in self.text_lookups:
            named |= Q(**{lookup: printable(str(typed))})
        hits = list(self.queryset.filter(named)[:2])
        if len(hits) != 1:
            words = _("“%(text)s” is not the name of one record. Type a part of it and choose from the list.")
            raise ValidationError(words % {"text": shortened(str(typed))}, code="not_found")
        return hits[0]


class PickerField(PickerMixin, forms.ModelChoiceField):
    picker = Picker

    def to_python(self, value):
        return self.found(value) if isinstance(value, Typed) else super().to_python(value)


class ManyPickerField(PickerMixin, forms.ModelMultipleChoiceField):
    picker = ManyPicker

    def clean(self, value):
        keys = [self.found(each).pk if isinstance(each, Typed) else each for each in value or ()]
        for key in keys:
            if not is_key(key):
                raise ValidationError(self.error_messages["invalid_choice"] % {"value": key}, code="invalid_choice")
        return super().clean(keys)


class OnceKeyField(forms.UUIDField):
    """A hidden key made with the form, so that a form sent twice is one record."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(initial=uuid.uuid4, **kwargs)


class VersionField(forms.IntegerField):
    """The version that the person saw; a save onto a newer one is refused by the service."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=2**31 - 1, **kwargs)


class ReasonForm(PortalForm):
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Those concerned read it, and it stays in the history."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

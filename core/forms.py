"""One way to lay out and read forms: each form of the portal is a PortalForm or a PortalModelForm."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.dates import refuse_far_years
from core.figures import UNKNOWN, Figure, parse_figure
from core.photos import MOST_BYTES, PhotoError, clean_photo
from core.text import printable, shortened
from core.widgets import (
    DateInput,
    DateTimeInput,
    FilesInput,
    ManyPicker,
    PhotosInput,
    Picker,
    Typed,
    is_key,
)

MEGABYTE = 1024 * 1024
MOST_PIXELS = 50_000_000


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


class MultipleFileField(forms.FileField):
    """Gives a list of files, empty when none was sent."""

    widget = FilesInput

    def __init__(self, *, most=10, max_bytes=10 * MEGABYTE, **kwargs):
        self.most, self.max_bytes = most, max_bytes
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        files = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not files:
            super().clean(None, initial)
            return []
        if len(files) > self.most:
            raise ValidationError(self._too_many(len(files)), code="too_many")
        return [self.clean_one(each) for each in files]

    def clean_one(self, file):
        if file.size > self.max_bytes:
            limit = {"name": file.name, "megabytes": self.max_bytes // MEGABYTE}
            raise ValidationError(_("“%(name)s” is larger than %(megabytes)s MB.") % limit, code="too_large")
        return super().clean(file)

    def _too_many(self, sent):
        return ngettext(
            "You chose %(sent)s files; at most %(most)s is taken here.",
            "You chose %(sent)s files; at most %(most)s are taken here.",
            self.most,
        ) % {"sent": sent, "most": self.most}


class MultiplePhotoField(MultipleFileField):
    """Photos that Pillow can decode, so no script or torn file passes for one."""

    def __init__(self, *, most=6, **kwargs):
        super().__init__(most=most, widget=PhotosInput(most=most), **kwargs)

    def clean_one(self, file):
        file = super().clean_one(file)
        try:
            photo = forms.ImageField().to_python(file)
        except ValidationError as error:
            words = _("“%(name)s” isn't a photo that the portal can read. Send it as JPEG, PNG or WebP.")
            raise ValidationError(words % {"name": file.name}, code="unreadable") from error
        if photo.image.width * photo.image.height > MOST_PIXELS:
            words = _("“%(name)s” has more than 50 megapixels.")
            raise ValidationError(words % {"name": file.name}, code="too_large")
        return file


class CleanPhotosField(MultiplePhotoField):
    """Gives `core.photos.CleanPhoto` objects, or says of which file it can't be one and why."""

    def clean_one(self, file):
        if file.size > MOST_BYTES:
            limit = {"name": file.name, "megabytes": MOST_BYTES >> 20}
            raise ValidationError(_("“%(name)s” is larger than %(megabytes)s MB.") % limit, code="too_large")
        try:
            return clean_photo(file)
        except PhotoError as error:
            words = _("%(name)s: %(value)s") % {"name": file.name, "value": error}
            raise ValidationError(words, code="unreadable") from error

    def clean(self, data, initial=None):
        """The good photos are kept in `kept` even when another is refused."""
        self.kept, refused = [], []
        files = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.most:
            raise ValidationError(self._too_many(len(files)), code="too_many")
        for file in files:
            try:
                self.kept.append(self.clean_one(file))
            except ValidationError as error:
                refused.append(error)
        if refused:
            raise ValidationError(refused)
        return self.kept


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

"""Form controls; each works without scripts, static/js makes some of them nicer."""

from django import forms

from core.boxes import MOST_BOXES
from core.photos import DRAWN


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"class": "field-date"} | (attrs or {}), format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__({"class": "field-date"} | (attrs or {}), format="%Y-%m-%dT%H:%M")


class Tick(forms.CheckboxInput):
    def __init__(self, attrs=None):
        super().__init__({"value": "yes"} | (attrs or {}))

    def value_from_datadict(self, data, files, name):
        return data.get(name) == "yes"


class ButtonChoices(forms.RadioSelect):
    """A few choices side by side, each a button for the thumb."""

    as_buttons = True


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class PhotosInput(FilesInput):
    template_name = "core/widgets/photos.html"
    draws_itself = True

    def __init__(self, attrs=None, *, most):
        super().__init__({"accept": "image/*"} | (attrs or {}))
        self.most = most

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["most"] = self.most
        return context


class MaskInput(forms.Textarea):
    """Boxes drawn over the picture that `show` names; without scripts they are typed in percent."""

    template_name = "core/widgets/mask.html"
    draws_itself = True
    picture_url = ""
    width = height = None

    def __init__(self, attrs=None):
        super().__init__({"rows": 4, "spellcheck": "false"} | (attrs or {}))

    def show(self, url, width=None, height=None):
        self.picture_url, self.width, self.height = url, width, height

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        picture = {"picture_url": self.picture_url, "width": self.width, "height": self.height}
        context["widget"] |= {"most": MOST_BOXES} | picture
        return context


class SignatureInput(forms.Widget):
    """Signed on the glass, or as a picture of what was signed on paper; the drawing wins."""

    template_name = "core/widgets/signature.html"
    draws_itself = True
    needs_multipart_form = True

    def value_from_datadict(self, data, files, name):
        return data.get(name) or files.get(f"{name}_file")

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_file" not in files

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["drawn"] = value if isinstance(value, str) and value.startswith(DRAWN) else ""
        context["widget"]["attrs"].pop("required", None)
        return context


class Typed(str):
    """What was written into a picker's search field without choosing a hit."""


class Picker(forms.Widget):
    """Find a record by typing: ten thousand of them never become ten thousand options.

    The chosen ones are hidden fields; `search_url` answers `?q=` with components/picker_hits.html.
    """

    template_name = "core/widgets/picker.html"
    draws_itself = True
    multiple = False
    choices = ()

    def __init__(self, search_url, *, placeholder="", attrs=None):
        super().__init__(attrs)
        self.search_url = search_url
        self.placeholder = placeholder

    def value_from_datadict(self, data, files, name):
        return data.get(name) or self._typed(data, name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_text" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        values = value if isinstance(value, list | tuple) else [value]
        context["widget"] |= {
            "chosen": self._chosen(values),
            "typed": next((each for each in values if isinstance(each, Typed)), ""),
            "multiple": self.multiple,
            "search_url": str(self.search_url),
            "placeholder": self.placeholder,
        }
        context["widget"]["attrs"].pop("required", None)
        return context

    def _typed(self, data, name):
        text = data.get(f"{name}_text", "").strip()
        return Typed(text) if text else None

    def _chosen(self, values):
        keys = [each for each in values if is_key(each)]
        if not keys:
            return []
        field = self.choices.field
        return [(found.pk, field.label_from_instance(found)) for found in field.chosen(keys)]


class ManyPicker(Picker):
    multiple = True

    def value_from_datadict(self, data, files, name):
        chosen = data.getlist(name) if hasattr(data, "getlist") else list(data.get(name, ()))
        typed = self._typed(data, name)
        return [*chosen, typed] if typed else chosen


def is_key(value):
    """Whether a primary key could look like this."""
    text = "" if isinstance(value, Typed) else str(value)
    return text.isascii() and text.isdecimal() and len(text) <= 18

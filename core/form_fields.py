"""A field of a form with its label, help and errors, drawn without a template (templates/bootstrap5/field.html).

Letter for letter what the form pack's own tags made of it: they look up each word of it anew, for each field.
"""

from typing import Any

from django.forms import BoundField
from django.forms.widgets import CheckboxInput, Select
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.drawing import Piece

NOTHING = SafeString()
FIELD = Piece('<div id="div_{0}" class="field{1}">{2}{3}{4}{5}</div>')
LABEL = Piece('<label for="{}" class="form-label">{}{}</label>')
OPTIONAL = Piece('<span class="optional">{}</span>')
HELP = Piece('<div class="field-help" id="{}_helptext">{}</div>')
TICK = Piece(
    '<div id="div_{0}" class="field{1}"><div class="form-check">{2}'
    '<label for="{3}" class="form-check-label">{4}</label></div>{5}{6}</div>'
)


def drawn(field: BoundField, wrapper_class: str = "") -> SafeString:
    """Anything but choices one beside the other, which stand in a fieldset."""
    if field.is_hidden:
        return field.as_widget()
    wrapper = f" {wrapper_class}" if wrapper_class else ""
    help_text = HELP(field.auto_id, field.help_text) if field.help_text else NOTHING
    if isinstance(field.field.widget, CheckboxInput):
        return TICK(field.auto_id, wrapper, control(field), field.id_for_label, field.label, help_text, errors(field))
    label = LABEL(field.id_for_label, field.label, optional_word(field)) if field.label else NOTHING
    return FIELD(field.auto_id, wrapper, label, help_text, control(field), errors(field))


def control(field: BoundField) -> SafeString:
    """The control alone, in the look of its kind."""
    widget = field.field.widget
    if getattr(widget, "draws_itself", False):
        return field.as_widget()
    return field.as_widget(attrs={"class": _classes(widget, bool(field.errors))})


def _classes(widget: Any, is_refused: bool) -> str:
    """Its own, the name of its kind, its look; each once."""
    own, kind = widget.attrs.get("class", ""), type(widget).__name__.lower()
    classes = own.split()
    if kind not in own:
        classes.append(kind)
    for each in (look(widget), "is-invalid" if is_refused else ""):
        if each and each not in classes:
            classes.append(each)
    return " ".join(classes)


def look(widget: Any) -> str:
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


def optional_word(field: BoundField) -> SafeString:
    """Behind the label, where a form has both kinds of fields."""
    is_needed = field.field.required or getattr(field.field, "is_needed_when_shown", False)
    return OPTIONAL(_("optional")) if getattr(field.form, "mark_optional", False) and not is_needed else NOTHING


def errors(field: BoundField) -> str:
    return render_to_string("components/field_errors.html", {"field": field}) if field.errors else NOTHING

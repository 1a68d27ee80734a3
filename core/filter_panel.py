"""Fields of a panel of filters, drawn without a template each.

A list has a dozen of them with a hundred choices among them: by templates that took longer than its fifty rows.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import BoundField
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, Input, Select
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.drawing import Piece
from core.form_fields import errors, look

PLAIN = Piece('<div id="div_{0}" class="field"><label for="{0}" class="form-label">{1}</label>{2}{3}</div>')
TICK = Piece(
    '<div id="div_{0}" class="field"><div class="form-check">{2}<label for="{0}" class="form-check-label">{1}</label></div>{3}</div>'
)
SEVERAL = Piece(
    '<div class="field"><span class="form-label d-block" id="{0}_label">{1}</span><details class="several" data-several>'
    '<summary class="form-select" aria-labelledby="{0}_label {0}_value"><span id="{0}_value">{2}</span></summary>'
    '<div class="several-list" role="group" aria-labelledby="{0}_label">{3}</div></details>{4}</div>'
)
CHOICE = Piece('<label><input type="checkbox" class="form-check-input" name="{}" value="{}"{}><span>{}</span></label>')
SELECT = Piece('<select name="{}"{}>{}</select>')
OPTION = Piece('<option value="{}"{}>{}</option>')
CHECKBOX = Piece('<input type="checkbox" name="{}"{}{}>')
INPUT = Piece('<input name="{}"{}>')


def drawn(field: BoundField) -> SafeString:
    """A text, a day, a choice, several choices that fold away, a tick or a picker."""
    widget = field.field.widget
    if widget.is_hidden:
        return str(field)
    if isinstance(widget, CheckboxSelectMultiple):
        return _several(field)
    pattern = TICK if isinstance(widget, CheckboxInput) else PLAIN
    return pattern(field.id_for_label, field.label, _control(field), errors(field))


def _several(field: BoundField) -> SafeString:
    chosen = _chosen(field.value())
    options = [(field.html_name, value, _mark("checked", value in chosen), name) for value, name in _choices(field)]
    number = ngettext("%(number)s chosen", "%(number)s chosen", len(chosen)) % {"number": len(chosen)}
    folded, boxes = number if chosen else _("Any"), CHOICE.each(options)
    return SEVERAL(field.auto_id, field.label, folded, boxes, errors(field))


def _control(field: BoundField) -> SafeString:
    widget = field.field.widget
    if getattr(widget, "draws_itself", False) or not isinstance(widget, Input | Select | CheckboxInput):
        return field.as_widget()
    attrs = {"id": field.auto_id, **widget.attrs, **_told_to_readers(field)}
    attrs["class"] = " ".join(filter(None, [look(widget), attrs.get("class"), "is-invalid" if field.errors else ""]))
    value = field.value()
    if isinstance(widget, Select):
        chosen = _chosen(value) or {""}
        options = ((each, _mark("selected", each in chosen), name) for each, name in _choices(field))
        return SELECT(field.html_name, flatatt(attrs), OPTION.each(options))
    if isinstance(widget, CheckboxInput):
        mark = _mark("checked", widget.check_test(value))
        return CHECKBOX(field.html_name, flatatt(attrs), mark)
    attrs = {"type": widget.input_type, "value": widget.format_value(value), **attrs}
    return INPUT(field.html_name, flatatt(attrs))


def _told_to_readers(field: BoundField) -> dict[str, str]:
    """What `build_widget_attrs` adds, but for `required`: to know that, it goes through all choices."""
    described = {"aria-describedby": field.aria_describedby} if field.aria_describedby else {}
    return described | ({"aria-invalid": "true"} if field.errors else {})


def _choices(field: BoundField) -> Iterator[tuple[str, Any]]:
    """Keys as an address has them: no thousands separator, nothing for "any"."""
    choices = field.field.widget.choices
    for value, name in _rows_of(choices) if isinstance(choices, ModelChoiceIterator) else choices:
        yield "" if value is None else str(value), name


def _rows_of(choices: ModelChoiceIterator) -> Iterator[tuple[Any, Any]]:
    """In one query; the iterator itself opens a cursor, reads and closes it, and that twice over for its length."""
    if choices.field.empty_label is not None:
        yield "", choices.field.empty_label
    for row in choices.queryset.all():
        yield choices.field.prepare_value(row), choices.field.label_from_instance(row)


def _chosen(value: Any) -> set[str]:
    values: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    return {str(each) for each in values if each not in (None, "")}


def _mark(word: str, is_set: bool) -> str:
    return f" {word}" if is_set else ""

"""The commonest controls of forms, drawn without templates; the others as Django draws them (settings, FORM_RENDERER).

A template for each box, and one more for the attributes of each choice, took most of the time of a page with a form.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.safestring import SafeString

from core.drawing import Piece, together

NOTHING = SafeString()
PRESENT, ATTRIBUTE = Piece(" {}"), Piece(' {}="{}"')
VALUE = Piece(' value="{}"')
INPUT = Piece('<input type="{}" name="{}"{}{}>')
LABELLED, FOR = Piece("<label{}>{}\n {}</label>"), Piece(' for="{}"')
TEXTAREA = Piece('<textarea name="{}"{}>\n{}</textarea>')
SELECT = Piece('<select name="{}"{}>{}\n</select>')
CHOICE = Piece('\n  <option value="{}"{}>{}</option>\n')
GROUP = Piece('\n  <optgroup label="{}">{}\n  </optgroup>')
OPTION = "django/forms/widgets/select_option.html"
# What Django's widgets hand to their templates.
Widget = dict[str, Any]


def _attributes(widget: Widget) -> SafeString:
    """True is an attribute without a value, False none at all."""
    return together(_attribute(name, value) for name, value in widget["attrs"].items() if value is not False)


def _attribute(name: str, value: Any) -> SafeString:
    return PRESENT(name) if value is True else ATTRIBUTE(name, value)


def _input(widget: Widget) -> SafeString:
    value = NOTHING if widget["value"] is None else VALUE(widget["value"])
    return INPUT(widget["type"], widget["name"], value, _attributes(widget))


def _choice(widget: Widget) -> SafeString:
    """One tick or button of several."""
    if not widget["wrap_label"]:
        return _input(widget)
    whose = FOR(widget["attrs"]["id"]) if widget["attrs"].get("id") else NOTHING
    return LABELLED(whose, _input(widget), localize(widget["label"]))


def _textarea(widget: Widget) -> SafeString:
    words = localize(widget["value"]) if widget["value"] else ""
    return TEXTAREA(widget["name"], _attributes(widget), words)


def _select(widget: Widget) -> SafeString:
    groups = together(_group(name, options) for name, options, _index in widget["optgroups"])
    return SELECT(widget["name"], _attributes(widget), groups)


def _group(name: str | None, options: list[Widget]) -> SafeString:
    rows = ((option["value"], _attributes(option), localize(option["label"])) for option in options)
    drawn = CHOICE.each(rows)
    return GROUP(name, drawn) if name else drawn


def _is_plain(widget: Widget) -> bool:
    """Whether no choice has a template of its own."""
    return all(
        option["template_name"] == OPTION
        for _name, options, _index in widget.get("optgroups", ())
        for option in options
    )


INPUTS = [
    "text",
    "hidden",
    "number",
    "email",
    "url",
    "tel",
    "search",
    "password",
    "checkbox",
    "file",
    "date",
    "datetime",
]
DRAWN: dict[str, Callable[[Widget], SafeString]] = {f"django/forms/widgets/{name}.html": _input for name in INPUTS}
DRAWN |= {f"django/forms/widgets/{name}_option.html": _choice for name in ("radio", "checkbox")}
DRAWN |= {"django/forms/widgets/textarea.html": _textarea, "django/forms/widgets/select.html": _select}


class FormRenderer(DjangoTemplates):
    def render(self, template_name, context, request=None):
        draw = DRAWN.get(template_name)
        if draw is None or not _is_plain(context["widget"]):
            return super().render(template_name, context, request)
        return draw(context["widget"])

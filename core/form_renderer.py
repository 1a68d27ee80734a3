"""The commonest controls of forms, drawn without templates; the others as Django draws them (settings, FORM_RENDERER).

A template for each box, and one more for the attributes of each choice, took most of the time of a page with a form.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

NOTHING = SafeString()
OPTION = "django/forms/widgets/select_option.html"
# What Django's widgets hand to their templates.
Widget = dict[str, Any]


def _attributes(widget: Widget) -> SafeString:
    """True is an attribute without a value, False none at all."""
    said = [(name, value) for name, value in widget["attrs"].items() if value is not False]
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in said))


def _attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)


def _input(widget: Widget) -> SafeString:
    value = NOTHING if widget["value"] is None else format_html(' value="{}"', widget["value"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, _attributes(widget))


def _textarea(widget: Widget) -> SafeString:
    words = localize(widget["value"]) if widget["value"] else ""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], _attributes(widget), words)


def _select(widget: Widget) -> SafeString:
    groups = format_html_join("", "{}", ((_group(name, options),) for name, options, _index in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget), groups)


def _group(name: str | None, options: list[Widget]) -> SafeString:
    rows = ((option["value"], _attributes(option), localize(option["label"])) for option in options)
    drawn = format_html_join("", '\n  <option value="{}"{}>{}</option>\n', rows)
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, drawn) if name else drawn


def _is_plain(widget: Widget) -> bool:
    """Whether no choice has a template of its own."""
    return all(
        option["template_name"] == OPTION
        for _name, options, _index in widget.get("optgroups", ())
        for option in options
    )


INPUTS = ["text", "hidden", "number", "email", "url", "tel", "search", "password", "checkbox", "file"]
DRAWN: dict[str, Callable[[Widget], SafeString]] = {f"django/forms/widgets/{name}.html": _input for name in INPUTS}
DRAWN |= {"django/forms/widgets/textarea.html": _textarea, "django/forms/widgets/select.html": _select}


class FormRenderer(DjangoTemplates):
    def render(self, template_name, context, request=None):
        draw = DRAWN.get(template_name)
        if draw is None or not _is_plain(context["widget"]):
            return super().render(template_name, context, request)
        return draw(context["widget"])

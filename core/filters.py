"""What narrows a list at the moment, each part removable."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class ActiveFilter:
    label: str
    text: str
    url: str


def active_filters(form, query):
    """One entry per field of the filter form that holds a valid value; `url` is the list without it."""
    if not form.is_bound:
        return []
    form.is_valid()
    found = []
    for name, value in form.cleaned_data.items():
        text = _shown(form.fields[name], value)
        if text:
            found.append(ActiveFilter(str(form[name].label), text, _without(query, form.add_prefix(name))))
    return found


def _without(query, name):
    rest = query.copy()
    for gone in (name, f"{name}_text", "page", "after", "before"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"


def _shown(field, value):
    if value in (None, "", False) or (hasattr(value, "__len__") and not len(value)):
        return ""
    if value is True:
        return _("yes")
    if hasattr(value, "strftime"):
        return date_format(value, "DATE_FORMAT")
    if hasattr(field, "queryset"):
        return ", ".join(map(str, value)) if hasattr(value, "__iter__") else str(value)
    names = dict(getattr(field, "choices", ()))
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(names.get(each, each)) for each in values)

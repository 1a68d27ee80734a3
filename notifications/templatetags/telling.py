"""Who was told, on the page of any record."""

from django import template

from notifications.selectors import told as selectors

register = template.Library()


@register.inclusion_tag("notifications/parts/told.html", takes_context=True)
def who_was_told(context, kind, pk, unit=None):
    """`kind` and `pk` make the subject ("hazard", 7); `unit` narrows it to what concerns one unit."""
    user = context["request"].user
    if not selectors.sees_told(user):
        return {"told": None}
    return {"told": selectors.told(f"{kind}-{pk}", user, unit=unit.pk if unit else None), "unit": unit}

"""All who were told about one record."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.text import keys
from notifications.selectors.told import told

MOST = 1000


@require_safe
def who_was_told(request, subject):
    unit = next(iter(keys([request.GET.get("unit", "")])), None)
    found = told(subject, request.user, unit=unit, most=MOST)
    if not found.rows:
        raise Http404
    return render(request, "notifications/told.html", {"told": found, "record_url": found.rows[0].url})

"""The page that others are compared with: signed in, five rows by key, 20 KB of template."""

from django.shortcuts import render

from units.models import Unit

ROWS = 150


def bare(request):
    root = request.user.post.unit_id
    units = [Unit.objects.get(pk=root) for _time in range(5)]
    return render(request, "bare.html", {"units": units, "rows": range(ROWS)})

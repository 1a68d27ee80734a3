from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from bench.bare import ROWS
from units.models import Unit

QUESTIONS = 5


@login_required
def floor(request):
    """Five rows by their keys and 20 KB of template, behind a session and a person."""
    first = int(request.GET["unit"])
    units = [Unit.objects.get(pk=first + step) for step in range(QUESTIONS)]
    return render(request, "bare.html", {"units": units, "rows": range(ROWS)})


urlpatterns = [path("floor/", floor)]

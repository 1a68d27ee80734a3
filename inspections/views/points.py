"""Codes for reporting: the list, a new one, its poster and picture."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.selectors import campaign_or_404
from core.links import absolute
from core.pagination import page_of
from core.qr import qr_png
from inspections import rules
from inspections.forms.points import PointForm
from inspections.models import ReportPoint
from inspections.selectors.points import points_of, units_for_points
from inspections.selectors.reporting import desk_for
from inspections.services import points as services
from inspections.views.stepping import demand


@require_safe
def points(request, slug):
    campaign = _campaign(request, slug)
    rows = points_of(campaign, request.user)
    context = {"campaign": campaign, "page_obj": page_of(rows, request.GET.get("page"))}
    context["is_office"] = request.user.is_office
    return render(request, "inspections/points.html", context)


def point_new(request, slug):
    campaign = _campaign(request, slug)
    units = units_for_points(campaign, request.user)
    only = None if request.user.is_office else request.user.unit.pk
    form = PointForm(request.POST or None, campaign=campaign, units=units, initial={"unit": only})
    if form.is_valid():
        point = services.make_point(by=request.user, **form.cleaned_data)
        messages.success(request, _("The code is ready: print the poster and hang it up."))
        return redirect("inspections:point_poster", point.pk)
    context = {"campaign": campaign, "form": form, "submit": _("Make the code")}
    context["cancel_url"] = reverse("inspections:points", args=[campaign.slug])
    return render(request, "inspections/point_new.html", context)


@require_safe
def point_poster(request, pk):
    point = _point(request, pk)
    desk = desk_for(point)
    return _poster(request, desk, _address(unit=point.token), point)


@require_safe
def area_poster(request, slug):
    """The code of the whole area: the form asks where it is."""
    campaign = _campaign(request, slug)
    demand(request.user.is_office)
    return _poster(request, desk_for(campaign=campaign), _address(campaign=campaign.slug), None)


@require_safe
def point_picture(request, pk):
    """To paste into the unit's own notices."""
    point = _point(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="report-{point.pk}.png"'}
    return HttpResponse(qr_png(_address(unit=point.token)), content_type="image/png", headers=headers)


@require_POST
def point_state(request, pk):
    point = services.retire_point(_point(request, pk), by=request.user, retired=request.POST.get("retired") == "yes")
    words = _("The code is out of use: %(point)s") if point.retired else _("The code is in use again: %(point)s")
    messages.success(request, words % {"point": point})
    return redirect(_list_address(point))


def _poster(request, desk, address, point):
    context = {"desk": desk, "point": point, "address": address, "campaign": desk.campaign}
    context["list_url"] = _list_address(point) if point else reverse("inspections:points", args=[desk.campaign.slug])
    return render(request, "inspections/poster.html", context)


def _address(**query):
    return absolute(f"{reverse('inspections:report')}?{urlencode(query)}")


def _list_address(point):
    campaign = desk_for(point).campaign
    return reverse("inspections:points", args=[campaign.slug]) if campaign else "/"


def _campaign(request, slug):
    campaign = campaign_or_404(request.user, slug)
    demand(rules.may_keep_points(request.user, campaign))
    return campaign


def _point(request, pk):
    point = get_object_or_404(ReportPoint.objects.visible_to(request.user).select_related("unit__kind"), pk=pk)
    demand(rules.may_keep_point_of(request.user, point.unit))
    return point

"""Entering a hazard: what the office was told, what a unit or an inspector found."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.selectors.campaign import campaign_or_404
from core.editing import try_save
from core.errors import DomainError
from inspections import rules
from inspections.forms.entry import HazardForm
from inspections.selectors.offers import sources_for, units_for
from inspections.services.filing import file_hazard
from inspections.services.photos import add_photos
from inspections.views.kept_photos import add_url, chosen_photos, keep_photos


def new(request, slug):
    """`?source=` says where it comes from, for those who may enter several."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_file(request.user, campaign):
        raise PermissionDenied
    form = _form(request, campaign)
    draft_key = f"hazard-{request.user.pk}-{campaign.pk}"
    hazard, _conflict = try_save(form, lambda: _file(request, campaign, form))
    if hazard:
        _save_photos(request, hazard, form)
        messages.success(request, _("On the ledger: %(hazard)s") % {"hazard": hazard}, extra_tags=draft_key)
        return redirect(request.get_full_path() if request.POST.get("act") == "next" else hazard)
    context = {"campaign": campaign, "form": form, "draft_key": draft_key}
    return render(request, "inspections/new.html", context | keep_photos(request, form))


def _form(request, campaign):
    sources = sources_for(request.user)
    wanted = request.GET.get("source", "")
    initial = {"reported_on": timezone.localdate(), "source": wanted or sources[0].code}
    if request.user.is_liaison:
        initial["unit"] = request.user.unit.pk
    facts = {"campaign": campaign, "units": units_for(campaign, request.user), "sources": sources}
    facts |= {"initial": initial, "add_url": add_url(campaign)}
    return HazardForm(request.POST or None, request.FILES or None, **facts)


def _file(request, campaign, form):
    key, day = form.cleaned_data["once_key"], form.cleaned_data["reported_on"]
    return file_hazard(
        campaign, form.facts(), source=form.chosen_source().code, by=request.user, key=key, reported_on=day
    )


def _save_photos(request, hazard, form):
    """The hazard is saved already: a full disk or a photo too many costs no words."""
    try:
        add_photos(hazard, by=request.user, new=form.cleaned_data["photos"], waiting=chosen_photos(request))
    except DomainError as refusal:
        messages.error(request, _("The hazard is saved, its photos are not: %(why)s") % {"why": refusal})

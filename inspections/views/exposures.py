"""Exposures and typical cases: list, page, entry, publication, and the quota of each town and department."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.selectors import campaign_or_404
from campaigns.views.sheets import sheet_response
from core.editing import try_save
from core.forms import ReasonForm
from core.history import history_of
from core.pagination import page_of
from core.text import keys
from inspections import rules
from inspections.forms.exposures import ExposureFilterForm, ExposureForm, PublicationForm
from inspections.models import Exposure, Hazard
from inspections.selectors.exposures import exposures_of, units_that_may_expose
from inspections.services import exposures as services
from units.models import Unit


def narrowed(request, slug):
    campaign = campaign_or_404(request.user, slug)
    form = ExposureFilterForm(request.GET, units=Unit.objects.visible_to(request.user))
    form.is_valid()
    return campaign, form, exposures_of(campaign, request.user, form.cleaned_data, form.part())


@require_safe
def exposures(request, slug):
    campaign, form, rows = narrowed(request, slug)
    context = {
        "campaign": campaign,
        "filter_form": form,
        "page_obj": page_of(rows, request.GET.get("page")),
        "drafts": rows.filter(state=Exposure.State.DRAFT).count(),
        "may_prepare": rules.may_prepare_exposures(request.user, campaign),
        "export_url": f"{reverse('inspections:exposures_export', args=[slug])}?{request.GET.urlencode()}",
    }
    return render(request, "inspections/exposures.html", context)


@require_safe
def export(request, slug):
    _campaign, _form, rows = narrowed(request, slug)
    headings = [(_("Title"), 40), _("Kind"), _("State"), _("Hazard"), (_("Exposed unit"), 28), (_("Exposed by"), 28)]
    headings += [(_("Outlet"), 24), _("Media tier"), _("Published on"), (_("Link"), 40), (_("Masked text"), 60)]
    lines = (
        [row.title, row.get_kind_display(), row.get_state_display(), row.hazard.number if row.hazard else ""]
        + [row.unit.name if row.unit else "", row.by_unit.name, row.outlet, row.tier.name if row.tier else ""]
        + [row.published_on, row.link, row.text]
        for row in rows.iterator(chunk_size=2000)
    )
    return sheet_response(f"exposures-{slug}", _("Exposures and typical cases"), headings, lines)


def exposure_new(request, slug):
    """From a hazard (`?hazard=`), with its words as far as a unit may read them, or as a typical case."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_prepare_exposures(request.user, campaign):
        raise PermissionDenied
    hazard = _hazards(request, campaign).filter(pk__in=keys([request.GET.get("hazard", "")])).first()
    initial = {"hazard": hazard, "by_unit": request.user.unit if request.user.is_liaison else None}
    if hazard:
        initial |= {"unit": hazard.unit, "title": hazard.title, "text": hazard.description}
    form = ExposureForm(request.POST or None, initial=initial, **_offers(request, campaign))
    made, _conflict = try_save(form, lambda: services.prepare_exposure(campaign, by=request.user, **form.facts()))
    if made:
        messages.success(request, _("Saved in preparation. Add the masked photos next."))
        return redirect(made)
    back = hazard.get_absolute_url() if hazard else reverse("inspections:exposures", args=[slug])
    context = {"campaign": campaign, "form": form, "cancel_url": back}
    return render(request, "inspections/exposure_form.html", context)


@require_safe
def exposure(request, pk):
    row = find_exposure(request, pk)
    user = request.user
    context = {
        "campaign": row.campaign,
        "exposure": row,
        "photos": row.photos.all(),
        "may_edit": rules.may_edit_exposure(user, row),
        "may_publish": rules.may_manage(user, row.campaign),
        "may_drop": rules.may_drop_exposure(user, row),
        "hazard_is_seen": Hazard.objects.visible_to(user).filter(pk=row.hazard_id).exists(),
        "changes": history_of(row),
    }
    return render(request, "inspections/exposure.html", context)


def exposure_edit(request, pk):
    row = find_exposure(request, pk)
    if not rules.may_prepare_exposure_for(request.user, row.campaign, row.by_unit):
        raise PermissionDenied
    form = ExposureForm(request.POST or None, instance=row, **_offers(request, row.campaign, row))
    saved, conflict = try_save(form, lambda: services.update_exposure(row, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The exposure is saved."))
        return redirect(saved)
    context = {"campaign": row.campaign, "exposure": row, "form": form, "conflict": conflict}
    context["cancel_url"] = row.get_absolute_url()
    return render(request, "inspections/exposure_form.html", context, status=409 if conflict else 200)


def exposure_publish(request, pk):
    """A draft comes out; of a published one the facts of the publication are put right."""
    row = find_exposure(request, pk)
    if not rules.may_manage(request.user, row.campaign):
        raise PermissionDenied
    is_out = row.state == Exposure.State.PUBLISHED
    known = {"outlet": row.outlet, "tier": row.tier, "link": row.link}
    form = PublicationForm(
        request.POST or None, initial=known | {"published_on": row.published_on or timezone.localdate()}
    )
    act = services.correct_publication if is_out else services.publish_exposure
    saved, _conflict = try_save(form, lambda: act(row, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("It counts as published."))
        return redirect(saved)
    context = {"campaign": row.campaign, "exposure": row, "form": form, "cancel_url": row.get_absolute_url()}
    return render(request, "inspections/exposure_publish.html", context)


def exposure_withdraw(request, pk):
    row = find_exposure(request, pk)
    if not rules.may_drop_exposure(request.user, row):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    saved, _conflict = try_save(form, lambda: services.withdraw_exposure(row, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The exposure is withdrawn."))
        return redirect(saved)
    context = {"campaign": row.campaign, "exposure": row, "form": form, "submit": _("Withdraw")}
    return render(request, "inspections/exposure_withdraw.html", context | {"cancel_url": row.get_absolute_url()})


@require_POST
def exposure_take_up(request, pk):
    row = services.take_up_exposure(find_exposure(request, pk), by=request.user)
    messages.success(request, _("It is in preparation again."))
    return redirect(row)


def find_exposure(request, pk):
    rows = Exposure.objects.visible_to(request.user)
    rows = rows.select_related("campaign__area", "hazard", "unit", "by_unit", "tier", "made_by")
    return get_object_or_404(rows, pk=pk)


def _hazards(request, campaign):
    rows = Hazard.objects.visible_to(request.user).filter(campaign=campaign)
    return rows.on_ledger().select_related("unit")


def _offers(request, campaign, exposure=None):
    """A draft of the office may be about a hazard that the unit preparing it doesn't see: it keeps it."""
    hazards = _hazards(request, campaign)
    if exposure and exposure.hazard_id:
        hazards = hazards | Hazard.objects.filter(pk=exposure.hazard_id).select_related("unit")
    units = Unit.objects.below(campaign.area.path)
    return {
        "campaign": campaign,
        "hazards": hazards,
        "units": units,
        "own_units": units_that_may_expose(campaign, request.user),
    }

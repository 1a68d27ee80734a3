"""Enforcement records: list, page, entry."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from campaigns.views.sheets import sheet_response
from core.editing import try_save
from core.errors import DomainError
from core.forms import ReasonForm
from core.history import history_of
from core.pagination import page_of
from core.text import keys
from inspections import rules
from inspections.forms.penalties import PenaltyFilterForm, PenaltyForm
from inspections.models import Hazard, Penalty
from inspections.selectors.penalties import penalties_of, totals_of
from inspections.services import penalties as services
from units.models import Unit


def narrowed(request, slug):
    campaign = campaign_or_404(request.user, slug)
    form = PenaltyFilterForm(request.GET)
    form.is_valid()
    return campaign, form, penalties_of(campaign, request.user, form.cleaned_data)


@require_safe
def penalties(request, slug):
    campaign, form, rows = narrowed(request, slug)
    context = {
        "campaign": campaign,
        "filter_form": form,
        "page_obj": page_of(rows, request.GET.get("page")),
        "totals": totals_of(rows),
        "may_enter": rules.may_manage(request.user, campaign),
        "export_url": f"{reverse('inspections:penalties_export', args=[slug])}?{request.GET.urlencode()}",
    }
    return render(request, "inspections/penalties.html", context)


@require_safe
def export(request, slug):
    _campaign, _form, rows = narrowed(request, slug)
    headings = [(_("Firm"), 28), _("Hazard"), (_("Legal basis"), 40), _("Number of the decision"), _("Decided on")]
    headings += [_("Fine on the firm in yuan"), _("Post of the person punished"), _("Fine on the person in yuan")]
    headings += [(_("Other measures"), 30), _("Executed on")]
    lines = (
        [row.unit.name, row.hazard.number if row.hazard else "", row.basis, row.document_no, row.decided_on]
        + [row.firm_yuan, row.person_post, row.person_yuan, row.other, row.executed_on]
        for row in rows.iterator(chunk_size=2000)
    )
    return sheet_response(f"penalties-{slug}", _("Penalties"), headings, lines)


def penalty_new(request, slug):
    campaign = _manageable(request, campaign_or_404(request.user, slug))
    chosen = _hazards(request, campaign).filter(pk__in=keys([request.GET.get("hazard", "")])).first()
    initial = {"hazard": chosen, "unit": chosen and chosen.unit}
    form = PenaltyForm(request.POST or None, initial=initial, **_offers(request, campaign))
    made, _conflict = try_save(form, lambda: services.create_penalty(campaign, by=request.user, **form.facts()))
    if made:
        messages.success(request, _("The penalty is entered."))
        return redirect(made)
    back = chosen.get_absolute_url() if chosen else reverse("inspections:penalties", args=[slug])
    context = {"campaign": campaign, "form": form, "cancel_url": back}
    return render(request, "inspections/penalty_form.html", context)


@require_safe
def penalty(request, pk):
    row = _find(request, pk)
    context = {"campaign": row.campaign, "penalty": row, "changes": history_of(row)}
    context["hazard_is_seen"] = Hazard.objects.visible_to(request.user).filter(pk=row.hazard_id).exists()
    context["may_change"] = rules.may_manage(request.user, row.campaign)
    return render(request, "inspections/penalty.html", context)


def penalty_edit(request, pk):
    row = _find(request, pk)
    campaign = _manageable(request, row.campaign)
    form = PenaltyForm(request.POST or None, instance=row, **_offers(request, campaign))
    saved, conflict = try_save(form, lambda: services.update_penalty(row, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The penalty is saved."))
        return redirect(saved)
    context = {"campaign": campaign, "penalty": row, "form": form, "conflict": conflict}
    context["cancel_url"] = row.get_absolute_url()
    return render(request, "inspections/penalty_form.html", context, status=409 if conflict else 200)


def penalty_delete(request, pk):
    row = _find(request, pk)
    _manageable(request, row.campaign)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.delete_penalty(row, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The penalty is deleted."))
            return redirect("inspections:penalties", row.campaign.slug)
    context = {"campaign": row.campaign, "penalty": row, "form": form, "submit": _("Delete")}
    return render(request, "inspections/penalty_delete.html", context | {"cancel_url": row.get_absolute_url()})


def _find(request, pk):
    rows = Penalty.objects.visible_to(request.user).select_related("campaign__area", "hazard", "unit", "by")
    return get_object_or_404(rows, pk=pk)


def _manageable(request, campaign):
    if not rules.may_manage(request.user, campaign):
        raise PermissionDenied
    return campaign


def _hazards(request, campaign):
    rows = Hazard.objects.visible_to(request.user).filter(campaign=campaign)
    return rows.on_ledger().select_related("unit")


def _offers(request, campaign):
    units = Unit.objects.visible_to(request.user)
    return {"campaign": campaign, "hazards": _hazards(request, campaign), "units": units}

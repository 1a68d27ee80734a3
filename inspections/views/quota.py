"""One to two cases a month: what each town and department has published, and the quota itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.editing import try_save
from inspections import rules
from inspections.forms.exposures import QuotaForm
from inspections.selectors.exposures import owing_kinds, quota_of, quota_table
from inspections.services.exposures import set_quota


@require_safe
def quota(request, slug):
    campaign = campaign_or_404(request.user, slug)
    context = {
        "campaign": campaign,
        "table": quota_table(campaign, request.user, timezone.localdate()),
        "list_url": reverse("inspections:exposures", args=[slug]),
        "may_set": rules.may_manage(request.user, campaign),
    }
    return render(request, "inspections/exposure_quota.html", context)


def quota_edit(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_manage(request.user, campaign):
        raise PermissionDenied
    row = quota_of(campaign)
    form = QuotaForm(request.POST or None, instance=row, initial={"kinds": owing_kinds(row)})
    facts = {"version": None}
    saved, conflict = try_save(form, lambda: set_quota(campaign, by=request.user, **facts | form.facts()))
    if saved:
        messages.success(request, _("The quota is saved."))
        return redirect("inspections:exposure_quota", slug)
    context = {"campaign": campaign, "form": form, "conflict": conflict}
    context["cancel_url"] = reverse("inspections:exposure_quota", args=[slug])
    return render(request, "inspections/exposure_quota_form.html", context, status=409 if conflict else 200)

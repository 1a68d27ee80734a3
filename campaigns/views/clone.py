"""Clone last year's campaign: choose, look at every moved day, save."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from campaigns import rules
from campaigns.forms.campaign import CampaignForm
from campaigns.forms.clone import ClonePartsForm, CloneRowsForm
from campaigns.selectors import campaign_or_404
from campaigns.selectors.clone import PARTS, rows_to_clone, suggested_facts, suggested_period
from campaigns.services.clone import clone_campaign
from core.editing import try_save


def campaign_clone(request, slug):
    """First step, and the second once the address says what to take."""
    source = campaign_or_404(request.user, slug)
    if not rules.may_clone(request.user, source):
        raise PermissionDenied
    starts_on, ends_on = suggested_period(source)
    initial = {"starts_on": starts_on, "ends_on": ends_on, "parts": list(PARTS)}
    parts = ClonePartsForm(request.GET or None, initial=initial)
    if parts.is_valid():
        return _preview(request, source, parts.cleaned_data)
    return render(request, "campaigns/clone_parts.html", {"campaign": source, "form": parts})


def _preview(request, source, chosen):
    pattern = rows_to_clone(source, parts=chosen["parts"], starts_on=chosen["starts_on"])
    facts = suggested_facts(source, starts_on=chosen["starts_on"], ends_on=chosen["ends_on"])
    form = CampaignForm(request.POST or None, initial=facts, declared=facts["declared"])
    rows = CloneRowsForm(request.POST or None, rows=pattern)
    saved = None
    if rows.is_valid():
        saved, _conflict = try_save(
            form,
            lambda: clone_campaign(source, by=request.user, take=rows.take(), declared=form.declared(), **form.facts()),
        )
    if saved:
        messages.success(request, _("The campaign is created as a draft. Look through it, then start it."))
        return redirect("campaigns:plan", saved.slug)
    return render(request, "campaigns/clone_preview.html", {"campaign": source, "form": form, "rows": rows})

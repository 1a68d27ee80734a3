"""Campaigns: the list, the facts of one, its states."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns import rules
from campaigns.forms.campaign import CampaignForm
from campaigns.models import Campaign
from campaigns.selectors import campaign_or_404
from campaigns.selectors.campaign import campaigns_of, declared_of, next_steps
from campaigns.selectors.editions import warnings_of
from campaigns.selectors.plan import declared_formula, kind_counts
from campaigns.services.campaign import NEEDS_REASON, change_state, create_campaign, update_campaign
from core.editing import try_save
from core.errors import DomainError
from core.forms import ReasonForm
from core.history import history_of


def campaigns(request):
    current, archived = campaigns_of(request.user)
    return render(
        request,
        "campaigns/campaigns.html",
        {
            "current": current,
            "archived": archived,
            "today": timezone.localdate(),
            "may_edit_lists": rules.may_edit_taxonomies(request.user),
            "may_create": rules.may_create_campaign(request.user),
            "pattern": next((row for row in [*current, *archived] if rules.may_clone(request.user, row)), None),
        },
    )


def campaign_facts(request, slug):
    campaign = campaign_or_404(request.user, slug)
    return render(
        request,
        "campaigns/campaign.html",
        {
            "campaign": campaign,
            "warnings": warnings_of(campaign),
            "formula": declared_formula(kind_counts(campaign)),
            "may_edit": rules.may_edit(request.user, campaign),
            "steps": next_steps(campaign) if rules.may_change_state(request.user, campaign) else [],
            "may_clone": rules.may_clone(request.user, campaign),
            "today": timezone.localdate(),
            "changes": history_of(campaign, limit=50),
        },
    )


def campaign_new(request):
    if not rules.may_create_campaign(request.user):
        raise PermissionDenied
    form = CampaignForm(request.POST or None, initial={"year": timezone.localdate().year})
    campaign, _conflict = try_save(
        form, lambda: create_campaign(by=request.user, declared=form.declared(), **form.facts())
    )
    if campaign:
        messages.success(request, _("The campaign is created as a draft. Enter its plan next."))
        return redirect("campaigns:plan", campaign.slug)
    return render(request, "campaigns/campaign_form.html", {"form": form})


def campaign_edit(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_edit(request.user, campaign):
        raise PermissionDenied
    form = CampaignForm(request.POST or None, instance=campaign, declared=declared_of(campaign))
    saved, conflict = try_save(
        form,
        lambda: update_campaign(campaign, by=request.user, declared=form.declared(), **form.facts()),
        lambda current: {f"declared_{kind.code}": declared_of(current).get(kind) for kind in form.kinds},
    )
    if saved:
        messages.success(request, _("The campaign is saved."))
        return redirect("campaigns:campaign", saved.slug)
    return render(
        request,
        "campaigns/campaign_form.html",
        {"campaign": campaign, "form": form, "conflict": conflict},
        status=409 if conflict else 200,
    )


def campaign_state(request, slug, to):
    """Asked on a page of its own, with the consequence; steps back want a reason."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_change_state(request.user, campaign):
        raise PermissionDenied
    if to not in Campaign.State.values or not campaign.can_become(to):
        raise Http404
    form = ReasonForm(request.POST or None)
    form.fields["why"].required = (campaign.state, to) in NEEDS_REASON
    if request.method == "POST" and form.is_valid():
        try:
            change_state(campaign, by=request.user, to=to, why=form.cleaned_data["why"])
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The state is changed."))
            return redirect("campaigns:campaign", campaign.slug)
    return render(request, "campaigns/campaign_state.html", {"campaign": campaign, "to": to, "form": form})

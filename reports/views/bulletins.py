"""The bulletins of a campaign: their list, and a new one drafted. Each is written and issued as the summary is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.editing import try_save
from core.text import keys
from reports import rules
from reports.forms.summary import BulletinForm
from reports.models import Outline
from reports.selectors.bulletins import bulletins_of, next_bulletin, numbered
from reports.services.summary import draft_bulletin


@require_safe
def bulletins(request, slug):
    campaign = campaign_or_404(request.user, slug)
    may_draft = rules.may_draft(request.user, campaign)
    context = {
        "campaign": campaign,
        "bulletins": bulletins_of(campaign, user=request.user),
        "may_draft": may_draft,
        "next": next_bulletin(campaign) if may_draft else None,
    }
    return render(request, "reports/bulletins.html", context)


def bulletin_new(request, slug):
    """The next one, or (`?number=`) one that is there drafted anew or in the other language."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_draft(request.user, campaign):
        raise PermissionDenied
    number = next(iter(keys([request.GET.get("number", "")])), 0)
    known = numbered(campaign, number)
    proposed = known or next_bulletin(campaign)
    outlines = Outline.objects.in_use().filter(of_bulletins=True)
    initial = {"language": get_language(), **vars(proposed)}
    form = BulletinForm(request.POST or None, outlines=outlines, campaign=campaign, initial=initial)
    version, _conflict = try_save(form, lambda: draft_bulletin(campaign, by=request.user, **form.cleaned_data))
    if version:
        messages.success(request, _("Version %(number)s is drafted from the records.") % {"number": version.number})
        return redirect(version.summary)
    context = {"campaign": campaign, "form": form, "known": known, "submit": _("Draft it")}
    context["cancel_url"] = reverse("reports:bulletins", args=[slug])
    return render(request, "reports/bulletin_form.html", context)

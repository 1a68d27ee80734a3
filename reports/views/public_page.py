"""The office decides what everybody reads: news, activities of the week, released figures."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.rules import may_edit
from campaigns.selectors import campaign_or_404
from core.editing import try_save
from core.forms import ReasonForm
from core.history import history_of
from core.pagination import page_of
from reports.forms.public import LIVE, NewsForm, ReleaseForm
from reports.models import NewsItem, ReleasedFigure
from reports.selectors import public, public_office
from reports.services import public as services


def editable(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not may_edit(request.user, campaign):
        raise PermissionDenied
    return campaign


@require_safe
def public_page(request, slug):
    campaign = editable(request, slug)
    today = timezone.localdate()
    context = {
        "campaign": campaign,
        "today": today,
        "is_public": public.public_campaigns().filter(pk=campaign.pk).exists(),
        "news": public_office.newest_news(campaign),
        "released": public.released_of(campaign, today),
        "shows_activities": public.shows_activities(campaign),
        "activities": public_office.activities_to_choose(campaign, today),
        "changes": public_office.changes_of(campaign),
    }
    return render(request, "reports/public_page.html", context)


@require_POST
def activities_switch(request, slug):
    campaign = editable(request, slug)
    services.show_activities(campaign, by=request.user, shows=request.POST.get("shows") == "yes")
    return redirect("reports:public_page", slug)


@require_POST
def activity_switch(request, slug, pk):
    campaign = editable(request, slug)
    row = get_object_or_404(public.week_of(campaign, timezone.localdate()), pk=pk)
    services.leave_out(row, by=request.user, left_out=request.POST.get("left_out") == "yes")
    return redirect(reverse("reports:public_page", args=[slug]) + "#activities")


def figure_release(request, slug):
    campaign = editable(request, slug)
    form = ReleaseForm(request.POST or None, figures=public_office.figures_to_release(campaign))
    saved, _conflict = try_save(
        form,
        lambda: services.release_figure(
            campaign, by=request.user, code=form.cleaned_data["code"], is_live=form.cleaned_data["how"] == LIVE
        ),
    )
    if saved:
        messages.success(request, _("Everybody can read this figure now."))
        return redirect(reverse("reports:public_page", args=[slug]) + "#figures")
    context = {"campaign": campaign, "form": form, "cancel_url": reverse("reports:public_page", args=[slug])}
    return render(request, "reports/release_form.html", context | {"submit": _("Release")})


def figure_take_back(request, slug, pk):
    campaign = editable(request, slug)
    row = get_object_or_404(ReleasedFigure.objects.visible_to(request.user), campaign=campaign, pk=pk)
    form = ReasonForm(request.POST or None)
    page = reverse("reports:public_page", args=[slug])
    if form.is_valid():
        services.take_back_figure(row, by=request.user, **form.cleaned_data)
        messages.success(request, _("The figure is off the public page."))
        return redirect(f"{page}#figures")
    name = public.figure_names().get(row.code, (row.code, ""))[0]
    context = {"campaign": campaign, "form": form, "name": name, "cancel_url": page, "submit": _("Take it off")}
    return render(request, "reports/release_take_back.html", context)


@require_safe
def news(request, slug):
    """All of it, also what is in preparation or withdrawn."""
    campaign = editable(request, slug)
    rows = NewsItem.objects.visible_to(request.user).filter(campaign=campaign)
    context = {"campaign": campaign, "page_obj": page_of(rows, request.GET.get("page"))}
    return render(request, "reports/news.html", context)


def news_new(request, slug):
    campaign = editable(request, slug)
    form = NewsForm(request.POST or None, initial={"dated_on": timezone.localdate()})
    publish = "publish" in request.POST
    saved, _conflict = try_save(
        form, lambda: services.write_news(campaign, by=request.user, publish=publish, **form.facts())
    )
    if saved:
        words = _("Everybody can read it now.") if publish else _("Saved in preparation; nobody else reads it yet.")
        messages.success(request, words)
        return redirect(saved)
    context = {"campaign": campaign, "form": form, "cancel_url": reverse("reports:public_page", args=[slug])}
    return render(request, "reports/news_form.html", context)


@require_safe
def news_item(request, slug, pk):
    item = _item(request, slug, pk)
    context = {"campaign": item.campaign, "item": item, "changes": history_of(item)}
    context["is_public"] = public.public_campaigns().filter(pk=item.campaign_id).exists()
    return render(request, "reports/news_item.html", context)


def news_edit(request, slug, pk):
    item = _item(request, slug, pk)
    form = NewsForm(request.POST or None, instance=item)
    saved, conflict = try_save(form, lambda: services.update_news(item, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The news item is saved."))
        return redirect(saved)
    context = {"campaign": item.campaign, "item": item, "form": form, "conflict": conflict}
    context["cancel_url"] = item.get_absolute_url()
    return render(request, "reports/news_form.html", context, status=409 if conflict else 200)


@require_POST
def news_publish(request, slug, pk):
    item = services.publish_news(_item(request, slug, pk), by=request.user)
    messages.success(request, _("Everybody can read it now."))
    return redirect(item)


def news_withdraw(request, slug, pk):
    item = _item(request, slug, pk)
    form = ReasonForm(request.POST or None)
    saved, _conflict = try_save(form, lambda: services.withdraw_news(item, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The news item is withdrawn."))
        return redirect(saved)
    context = {"campaign": item.campaign, "item": item, "form": form, "submit": _("Withdraw")}
    return render(request, "reports/news_withdraw.html", context | {"cancel_url": item.get_absolute_url()})


def _item(request, slug, pk):
    campaign = editable(request, slug)
    item = get_object_or_404(NewsItem.objects.visible_to(request.user), campaign=campaign, pk=pk)
    item.campaign = campaign
    return item

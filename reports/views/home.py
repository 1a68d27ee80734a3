"""The first page of everybody, and the overview of a campaign."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Role
from activities.rules import may_log
from campaigns.models import Campaign
from campaigns.rules import may_create_campaign
from campaigns.selectors import campaign_or_404, current_campaign
from inspections.rules import may_file, may_visit_in
from inspections.selectors.visits import is_in_some_team
from notifications.models import Notification
from reports.selectors.headline import eyebrow_parts, helping_headline, own_case
from reports.selectors.helping import REASONS, as_unit_to_help, first_to_help, helping_counts, silence, units_to_help
from reports.selectors.month import month_figures
from reports.selectors.overview import overview_of
from reports.selectors.public import public_campaigns
from reports.selectors.reach import sees_all
from reports.selectors.todo import to_do
from reports.views import dashboard
from reports.views.public import front_page

PER_PAGE = 50
NEWEST_MESSAGES = 3


@login_not_required
@require_safe
def home(request):
    user = request.user
    if not user.is_authenticated:
        return front(request)
    if user.role is None:
        return redirect("accounts:no_post")
    if user.is_admin:
        return redirect("accounts:people")
    campaign = current_campaign(user)
    if campaign is None or campaign.state not in (Campaign.State.RUNNING, Campaign.State.CLOSING):
        return no_campaign(request, campaign)
    if user.role not in (Role.LIAISON, Role.INSPECTOR):
        return redirect(campaign)
    return unit_home(request, campaign)


def front(request):
    """The public front page; `?campaign=` shows another one where several counties have one running."""
    campaigns = list(public_campaigns())
    wanted = [campaign for campaign in campaigns if campaign.slug == request.GET.get("campaign")]
    campaign = (wanted or campaigns or [None])[0]
    return front_page(request, campaign, [each for each in campaigns if each != campaign])


def no_campaign(request, newest):
    context = {"newest": newest, "may_create": may_create_campaign(request.user)}
    return render(request, "reports/home_no_campaign.html", context)


def unit_home(request, campaign):
    """The phone page of a liaison, and of an inspector."""
    now, user = timezone.now(), request.user
    todo = to_do(user, campaign, now=now)
    context = {
        "campaign": campaign,
        "unit": user.unit,
        "today": timezone.localdate(),
        "eyebrow": eyebrow_parts(campaign, timezone.localdate())[:1],
        "headline": own_case(campaign, todo),
        "todo": todo,
        "month": month_figures(user, campaign) if user.is_liaison else [],
        "letters": Notification.objects.visible_to(user).unread()[:NEWEST_MESSAGES],
        "may_log": may_log(user, campaign),
        "may_file": may_file(user, campaign),
        "may_visit": may_visit_in(user, campaign, in_team=is_in_some_team(user, campaign)),
    }
    return render(request, "reports/home_unit.html", context)


@require_safe
def overview(request, slug):
    """Who reads the whole campaign finds the dashboard here, a unit its own part with what it has to do."""
    campaign = campaign_or_404(request.user, slug)
    if sees_all(request.user, campaign):
        return dashboard.page(request, campaign)
    context = {
        "overview": overview_of(campaign, user=request.user, now=timezone.now()),
        "campaign": campaign,
        "may_log": may_log(request.user, campaign),
    }
    return render(request, "reports/overview.html", context)


@require_safe
def helping(request, slug):
    """Units that are late, silent or without a liaison, all of them or those of one unit."""
    campaign = campaign_or_404(request.user, slug)
    now, why = timezone.now(), request.GET.get("why", "")
    _form, view = dashboard.viewed(request, campaign)
    unit = view.filters.unit
    if request.htmx:
        return few_to_help(request, campaign, unit)
    rows = units_to_help(campaign, user=request.user, now=now, why=why, below=unit)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [as_unit_to_help(row) for row in page.object_list]
    context = {
        "campaign": campaign,
        "page_obj": page,
        "headline": helping_headline(helping_counts(campaign, user=request.user, now=now, below=unit)),
        "unit": unit,
        "why": why if why in REASONS else "",
    }
    return render(request, "reports/overview_helping.html", context)


def few_to_help(request, campaign, unit):
    """The first of them, as the part of a dashboard that comes after it."""
    units = first_to_help(campaign, user=request.user, now=timezone.now(), below=unit)
    context = {"units": units, "unit": unit, "slug": campaign.slug}
    if not units:
        context["is_asked"] = silence(campaign, user=request.user, now=timezone.now(), below=unit).is_asked
    return render(request, "reports/overview_help.html", context)

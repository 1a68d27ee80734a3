"""Pages for everybody, without an account and without a session: the front page, news, published cases."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.pagination import page_of
from core.views import photo_answer
from reports.selectors import public
from reports.selectors.headline import edition_words, period

PER_PAGE = 20


def front_page(request, campaign, others=()):
    today = timezone.localdate()
    context = {"campaign": campaign, "others": others, "today": today}
    if campaign:
        context["front"] = public.front_of(campaign, today)
        context |= {"period": period(campaign), "editions": edition_words(campaign)}
    return render(request, "reports/front.html", context)


@login_not_required
@require_safe
def front(request, slug):
    """The page of one campaign at an address of its own, also for those who are signed in."""
    return front_page(request, campaign_or_404(slug))


@login_not_required
@require_safe
def news(request, slug):
    campaign = campaign_or_404(slug)
    page = page_of(public.published_news(campaign), request.GET.get("page"), per_page=PER_PAGE)
    return render(request, "reports/public_news.html", {"campaign": campaign, "page_obj": page})


@login_not_required
@require_safe
def news_item(request, slug, pk):
    campaign = campaign_or_404(slug)
    item = get_object_or_404(public.published_news(campaign), pk=pk)
    return render(request, "reports/public_news_item.html", {"campaign": campaign, "item": item})


@login_not_required
@require_safe
def cases(request, slug):
    campaign = campaign_or_404(slug)
    page = page_of(public.published_cases(campaign), request.GET.get("page"), per_page=PER_PAGE)
    return render(request, "reports/public_cases.html", {"campaign": campaign, "page_obj": page})


@login_not_required
@require_safe
def case(request, slug, pk):
    campaign = campaign_or_404(slug)
    row = get_object_or_404(public.published_cases(campaign), pk=pk)
    context = {"campaign": campaign, "case": row, "photos": public.case_photos(campaign).filter(exposure=row)}
    return render(request, "reports/public_case.html", context)


@login_not_required
@require_safe
def case_photo(request, slug, pk):
    return photo_answer(_photo(slug, pk).file)


@login_not_required
@require_safe
def case_thumbnail(request, slug, pk):
    return photo_answer(_photo(slug, pk).thumbnail)


def campaign_or_404(slug):
    """A campaign that everybody is told of."""
    campaign = public.public_campaigns().filter(slug=slug).first()
    if campaign is None:
        raise Http404
    return campaign


def _photo(slug, pk):
    return get_object_or_404(public.case_photos(campaign_or_404(slug)), pk=pk)

"""Who sees summaries, the link of the wall screen, and what the office decides about the public page."""

from datetime import date

from django.utils import timezone

from activities.tests.factories import ActivityFactory
from reports.models import LeftOut, NewsItem, Outline, PublicPage, ReleasedFigure, ScreenLink, Summary
from tests.seeing import OF_AREA, OF_CAMPAIGN, OFFICE_ONLY


def summary(place, **facts):
    outline, _made = Outline.objects.get_or_create(code="short", defaults={"name_en": "Short", "name_zh": "短"})
    known = {"campaign": place.campaign, "language": "en"}
    return Summary.objects.get_or_create(**known, defaults={"outline": outline, "title": "Summary", **facts})[0]


def news_item(place, state="published"):
    facts = {"title": "News", "text": "Words", "dated_on": date(2026, 6, 1)}
    return NewsItem.objects.create(campaign=place.campaign, made_by=place.person, state=state, **facts)


def released(place):
    facts = {"is_live": True, "released_at": timezone.now(), "released_by": place.person}
    return ReleasedFigure.objects.get_or_create(campaign=place.campaign, code="activities", defaults=facts)[0]


def left_out(place):
    activity = ActivityFactory(campaign=place.campaign, unit=place.unit)
    return LeftOut.objects.create(campaign=place.campaign, activity=activity, by=place.person)


def screen_link(place):
    facts = {"token_hash": f"screen-{place.campaign.pk}", "made_by": place.person}
    return ScreenLink.objects.get_or_create(campaign=place.campaign, defaults=facts)[0]


REPORTS = {
    "reports.Summary": (summary, OFFICE_ONLY),
    "reports.NewsItem": (news_item, OF_CAMPAIGN),
    "reports.PublicPage": (
        lambda place: PublicPage.objects.get_or_create(campaign=place.campaign, defaults={"changed_by": place.person})[
            0
        ],
        OF_CAMPAIGN,
    ),
    "reports.ReleasedFigure": (released, OF_CAMPAIGN),
    "reports.LeftOut": (left_out, OF_CAMPAIGN),
    "reports.ScreenLink": (screen_link, OFFICE_ONLY),
}
REPORTS_BY_STATE = {
    ("reports.Summary", "review"): (lambda place: summary(place, state="review"), OF_AREA),
    ("reports.NewsItem", "draft"): (lambda place: news_item(place, "draft"), OFFICE_ONLY),
}
REPORTS_SEEN_THROUGH = {
    "reports.SummaryVersion": ("summary", "reports.Summary"),
    "reports.SummaryComment": ("summary", "reports.Summary"),
    "reports.FrozenFigure": ("summary", "reports.Summary"),
}

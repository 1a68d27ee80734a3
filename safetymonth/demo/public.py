"""What the demo's office tells everybody, and the first bulletin, which waits for a leader."""

from datetime import date

from campaigns.models import Campaign
from reports.models import Outline
from reports.services.public import release_figure, show_activities, write_news
from reports.services.summary import draft_bulletin
from reports.services.summary_states import send_for_review
from safetymonth.demo.register import County
from safetymonth.demo.words import Words, data


def tell_everybody(county: County, campaign: Campaign, words: Words) -> None:
    office, texts = county.people["office"], data("public")
    for row in texts["news"]:
        facts = {"title": words(row), "text": words(row, "text_"), "dated_on": row["day"]}
        write_news(campaign, by=office, publish=True, **facts)
    for code in texts["released"]:
        release_figure(campaign, by=office, code=code, is_live=code == "activities")
    show_activities(campaign, by=office, shows=True)


def write_bulletin(county: County, campaign: Campaign, language: str) -> None:
    days = {"day_from": date(2026, 6, 8), "day_to": date(2026, 6, 14)}
    outline = Outline.objects.in_use().filter(of_bulletins=True)[0]
    version = draft_bulletin(campaign, by=county.people["office"], outline=outline, language=language, number=1, **days)
    send_for_review(version.summary, by=county.people["office"])

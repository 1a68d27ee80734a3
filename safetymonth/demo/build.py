"""The demo county with a month of records."""

from django.db import transaction

from accounts.models import User
from campaigns.models import Campaign, EntrySet
from core.codes import Code
from core.history import because
from reports.models import Outline
from reports.services.summary import draft_summary
from safetymonth.demo.aftermath import Aftermath
from safetymonth.demo.campaign import SLUG, Month
from safetymonth.demo.diary import Diary
from safetymonth.demo.inbox import Inbox
from safetymonth.demo.instructions import Instructions
from safetymonth.demo.june import June
from safetymonth.demo.ledger import Ledger
from safetymonth.demo.public import tell_everybody, write_bulletin
from safetymonth.demo.register import County, build_county
from safetymonth.demo.reminders import remind_in_june
from safetymonth.demo.rounds import Rounds
from safetymonth.demo.words import Words, data

LAST_YEAR = "2025"


def is_built() -> bool:
    return Campaign.objects.filter(slug=SLUG).exists()


@transaction.atomic
def build_demo(language: str) -> Code:
    """Everything or nothing; the caller has asked `is_built`. Returns the code of a report with a reward to claim."""
    words = Words(language)
    with because():
        county = build_county(words)
        month = Month(county, words)
        month.build()
        June(month, words).write()
        code = build_inspections(month, words)
        Instructions(month, words).write()
        Inbox(county, month.campaign, words).fill()
        remind_in_june(county, language)
        build_last_year(county, words, month.campaign)
        outline = Outline.objects.in_use()[0]
        draft_summary(month.campaign, by=county.people["office"], outline=outline, language=language)
        tell_everybody(county, month.campaign, words)
        write_bulletin(county, month.campaign, language)
        # June's messages are in the demo's language; now everybody chooses.
        User.objects.filter(username__in=county.people).update(language="")
    return code


def build_inspections(month: Month, words: Words) -> Code:
    rounds = Rounds(month, words)
    rounds.build()
    ledger = Ledger(month, words, rounds.visits)
    ledger.write()
    rounds.answer_checklists()
    aftermath = Aftermath(ledger)
    aftermath.write()
    return aftermath.code_to_claim


def build_last_year(county: County, words: Words, this_year: Campaign) -> None:
    """An archived campaign, so that this year has one to stand beside."""
    facts = data("texts")["last_year"]
    campaign = Campaign.objects.create(
        slug=LAST_YEAR,
        area=county.area,
        name=words(facts),
        theme=words(facts, "theme_"),
        year=2025,
        starts_on=this_year.starts_on.replace(year=2025),
        ends_on=this_year.ends_on.replace(year=2025),
        national_edition=24,
        local_edition=32,
        entry_set=EntrySet.objects.get(code="five-2020"),
        state=Campaign.State.ARCHIVED,
    )
    this_year.cloned_from = campaign
    this_year.save(update_fields=["cloned_from"])
    Diary(county, campaign, words, 2025, {}).everyday(60, ["approved"])

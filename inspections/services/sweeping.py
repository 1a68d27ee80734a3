"""What the office is told of reporters, a quarter of an hour at a time: a message at the minute would tell the minute."""

from collections.abc import Callable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, ngettext

from accounts.models import Post, Role
from campaigns.models import Campaign
from inspections.models import Hazard, Report
from inspections.services.states import tell_unit
from notifications.services.telling import queue


@transaction.atomic
def tell_of_reporters() -> int:
    """Queue messages for what came in since the last time. Returns how many; run twice, nothing is told twice."""
    return _tell_of_new() + _tell_of_words() + _tell_of_not_fixed()


def _tell_of_new() -> int:
    fresh = Report.objects.select_for_update(of=("self",), skip_locked=True).filter(office_knows=False)
    rows = list(fresh.select_related("hazard__campaign__area", "hazard__unit").order_by("pk"))
    told = 0
    for campaign in {row.hazard.campaign for row in rows}:
        of_campaign = [row for row in rows if row.hazard.campaign == campaign]
        url = reverse("inspections:hazards", args=[campaign.slug]) + "?state=reported"
        text = _in_their_language(_new_words, len(of_campaign))
        told += queue(office_posts(campaign), key=f"reports-{of_campaign[-1].pk}", text=text, url=url)
    for row in rows:
        if row.audience == Report.Audience.UNIT:
            tell_unit(row.hazard, "employee", _in_their_language(_employee_words, row.hazard))
    Report.objects.filter(pk__in=[row.pk for row in rows]).update(office_knows=True)
    return told


def _new_words(number: int) -> str:
    words = ngettext("%(number)s new report has come in.", "%(number)s new reports have come in.", number)
    return words % {"number": number}


def _employee_words(hazard: Hazard) -> str:
    return gettext("Somebody of your staff reports: %(hazard)s") % {"hazard": hazard}


def _tell_of_words() -> int:
    told = 0
    for report in Report.objects.with_unread().select_related("hazard__campaign__area", "hazard__duplicate_of"):
        last = report.messages.filter(by=None, read_by_office=False).last()
        if last is not None:
            text = _in_their_language(_wrote_words, report.hazard)
            told += _tell_office(report, f"said-{last.pk}", text)
    return told


def _wrote_words(hazard: Hazard) -> str:
    return gettext("The reporter of %(number)s wrote to the office.") % {"number": hazard.number}


def _tell_of_not_fixed() -> int:
    told = 0
    for report in Report.objects.not_fixed().select_related("hazard__campaign__area", "hazard__duplicate_of"):
        text = _in_their_language(_not_fixed_words, report.hazard)
        told += _tell_office(report, f"not-fixed-{report.fixed_answer_on}", text)
    return told


def _not_fixed_words(hazard: Hazard) -> str:
    return gettext("The reporter of %(number)s says it is not fixed.") % {"number": hazard.number}


def _tell_office(report: Report, occasion: str, text: str | Promise) -> int:
    case = report.hazard.duplicate_of or report.hazard
    posts = office_posts(report.hazard.campaign)
    # Not under the hazard: others than the office see there who was told what.
    subject = f"report-{report.pk}"
    return queue(posts, key=f"{subject}-{occasion}", text=text, url=case.get_absolute_url(), subject=subject)


def office_posts(campaign: Campaign) -> list[Post]:
    """The officers of the very area, not those of a county inside it."""
    held = Post.objects.held_on(timezone.localdate()).filter(role=Role.OFFICE, person__is_active=True)
    posts = list(held.filter(unit__path__startswith=campaign.area.path).select_related("person", "unit__kind"))
    for post in posts:
        post.person.chosen_post_id = post.pk
    return [post for post in posts if post.person.reach == campaign.area.path]


def _in_their_language(words: Callable[..., str], *facts: object) -> str | Promise:
    """Put into words only when the reader's language is in force."""
    return lazy(words, str)(*facts)

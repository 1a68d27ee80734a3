"""The morning brief: what changed since the last one, what is on today, what needs a decision; in one language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from campaigns.models import Campaign
from core.workdays import Calendar
from reports.models import Brief
from reports.selectors.brief_days import falling_due, of_instructions, on_today
from reports.selectors.brief_figures import changed
from reports.selectors.brief_lines import BriefLine
from reports.selectors.decisions import decisions
from reports.selectors.headline import phase

READERS = (Role.OFFICE, Role.LEADER)
# Parts that ask nothing of the reader.
ASIDE = ("figures", "today")


@dataclass(frozen=True)
class BriefPart:
    """`nothing` stands where there is no line."""

    code: str
    heading: str
    lines: tuple[BriefLine, ...]
    nothing: str


@dataclass(frozen=True)
class BriefWords:
    headline: str
    parts: tuple[BriefPart, ...]

    @property
    def main(self) -> list[BriefPart]:
        return [part for part in self.parts if part.code not in ASIDE]

    @property
    def aside(self) -> list[BriefPart]:
        return [part for part in self.parts if part.code in ASIDE]

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def words_of(kept: Mapping[str, Any]) -> BriefWords:
    """The inverse of `kept`."""
    parts = [
        BriefPart(part["code"], part["heading"], tuple(BriefLine(**line) for line in part["lines"]), part["nothing"])
        for part in kept["parts"]
    ]
    return BriefWords(kept["headline"], tuple(parts))


def words_for(brief: Brief, user: User, language: str) -> BriefWords:
    """As this reader was told, in the language of the page."""
    of_role = brief.content[Role.LEADER if user.is_leader else Role.OFFICE]
    return words_of(of_role.get(language) or next(iter(of_role.values())))


def first_day_of(campaign: Campaign, day: date) -> tuple[date, Brief | None]:
    """Since when the brief of a day tells: since the last one, else since the working day before."""
    last = Brief.objects.filter(campaign=campaign, day__lt=day).first()
    return (last.day, last) if last else (Calendar.load().add_workdays(day, -1), None)


def compose(campaign: Campaign, *, user: User, now: datetime, since: date, last: Brief | None) -> BriefWords:
    """What this person is told, in the active language; the number of queries is fixed."""
    waits = decisions(campaign, user=user, now=now)
    needs = tuple(BriefLine(each.title, each.detail, each.url, each.colour, each.symbol) for each in waits)
    today = timezone.localdate(now)
    figures = changed(campaign, user=user, since=since, last=last.numbers if last else None)
    parts = (
        BriefPart("needs", _("Needs a decision today"), needs, _("Nothing waits for a decision.")),
        BriefPart(
            "instructions",
            _("Leaders' instructions"),
            of_instructions(campaign, user=user, now=now, since=since),
            _("Nothing new."),
        ),
        BriefPart("due", _("Fell due"), falling_due(campaign, user=user, now=now, since=since), _("Nothing.")),
        BriefPart("figures", _("How far the campaign is"), figures, _("Nothing is counted yet.")),
        BriefPart("today", _("On today"), on_today(campaign, user=user, now=now), _("Nothing is on today.")),
    )
    return BriefWords(_headline(campaign, today, len(needs)), parts)


def _headline(campaign: Campaign, today: date, needs: int) -> str:
    if not needs:
        case = _("Nothing waits for a decision.")
    else:
        words = ngettext("%(number)s matter needs a decision.", "%(number)s matters need a decision.", needs)
        case = words % {"number": needs}
    return _("%(first)s %(second)s") % {"first": phase(campaign, today), "second": case}

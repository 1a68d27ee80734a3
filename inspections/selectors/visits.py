"""What a visit shows: its items section by section, how far it is, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from core.text import shortened
from inspections.models import (
    Checklist,
    ChecklistItem,
    Hazard,
    SupervisionProblem,
    Team,
    TeamMember,
    Visit,
    VisitAnswer,
    VisitPhoto,
)
from inspections.selectors.deadlines import Terms
from units.models import Unit

Answer = VisitAnswer.Answer


def belongs_to_team(user: User, team: Team | None) -> bool:
    return team is not None and TeamMember.objects.filter(team=team, person=user).exists()


def is_in_some_team(user: User, campaign: Campaign) -> bool:
    return teams_to_go_with(user, campaign).exists()


def teams_to_go_with(user: User, campaign: Campaign) -> QuerySet[Team]:
    return Team.objects.visible_to(user).filter(campaign=campaign, retired=False)


def units_to_visit(user: User, campaign: Campaign) -> QuerySet[Unit]:
    """The whole area but the own unit: nobody inspects that."""
    rows = Unit.objects.below(campaign.area.path).exclude(pk=campaign.area_id).filter(merged_into=None)
    if user.unit is None or user.unit.pk == campaign.area_id:
        return rows
    return rows.exclude(path__startswith=user.unit.path)


def checklists_to_go_by(user: User) -> QuerySet[Checklist]:
    return Checklist.objects.visible_to(user).filter(retired=False, versions__state="published")


def ordinary_deadline(day: date) -> date:
    """By when an ordinary hazard found on that day is to be mended, by the office's table."""
    return Terms.load().due("ordinary_days", day)


@dataclass(frozen=True)
class Line:
    """One item with what was said about it."""

    number: int
    item: ChecklistItem
    answer: VisitAnswer | None
    photos: tuple[VisitPhoto, ...]

    @property
    def is_no(self) -> bool:
        return self.answer is not None and self.answer.answer == Answer.NO

    @property
    def wants_finding(self) -> bool:
        return self.answer is not None and self.is_no and self.answer.hazard_id is None

    @property
    def wants_photo(self) -> bool:
        asked = self.answer is not None and self.answer.answer != Answer.NOT_APPLICABLE
        return asked and self.item.photo_needed and not self.photos


@dataclass(frozen=True)
class Section:
    name: str
    lines: tuple[Line, ...]

    @property
    def answered(self) -> int:
        return sum(line.answer is not None for line in self.lines)


@dataclass(frozen=True)
class Sheet:
    """The visit as it is worked through. `hazards` are all that were found, those without an item too."""

    sections: tuple[Section, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    photos: tuple[VisitPhoto, ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[SupervisionProblem, ...] = ()

    @property
    def answered(self) -> int:
        return sum(line.answer is not None for line in self.lines)

    @property
    def share(self) -> float | None:
        return self.answered / len(self.lines) if self.lines else None

    @property
    def free_hazards(self) -> tuple[Hazard, ...]:
        """Found beside the checklist."""
        tied = {line.answer.hazard_id for line in self.lines if line.answer}
        return tuple(hazard for hazard in self.hazards if hazard.pk not in tied)

    def line_of(self, item: ChecklistItem) -> Line:
        return next(line for line in self.lines if line.item.pk == item.pk)


def sheet_of(visit: Visit) -> Sheet:
    """In a fixed number of queries, whatever the length of the checklist."""
    items = ChecklistItem.objects.filter(version=visit.checklist_version_id).select_related("category")
    answers = {answer.item_id: answer for answer in visit.answers.select_related("hazard")}
    photos: dict[int | None, list[VisitPhoto]] = {}
    for photo in visit.photos.all():
        photos.setdefault(photo.item_id, []).append(photo)
    lines = tuple(
        Line(number, item, answers.get(item.pk), tuple(photos.get(item.pk, ())))
        for number, item in enumerate(items, start=1)
    )
    hazards = visit.hazards.select_related("category").order_by("serial")
    problems = visit.problems.select_related("assignment__campaign")
    return Sheet(tuple(_sections(lines)), tuple(hazards), tuple(photos.get(None, ())), lines, tuple(problems))


def _sections(lines: Iterable[Line]) -> list[Section]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.item.section, []).append(line)
    return [Section(name, tuple(each)) for name, each in found.items()]


@dataclass(frozen=True)
class Missing:
    """What keeps a visit from being finished; `anchor` is where to put it right."""

    text: str
    anchor: str

    def __str__(self) -> str:
        return self.text


def missing_of(visit: Visit) -> list[Missing]:
    found = []
    for line in sheet_of(visit).lines:
        facts = {"number": line.number, "item": shortened(line.item.text, 30)}
        anchor = f"item-{line.item.pk}"
        if line.answer is None:
            found.append(Missing(_("item %(number)s isn't answered: %(item)s") % facts, anchor))
        elif line.wants_finding:
            found.append(Missing(_("item %(number)s is “no” without a finding: %(item)s") % facts, anchor))
        elif line.wants_photo:
            found.append(Missing(_("item %(number)s needs a photo: %(item)s") % facts, anchor))
    if visit.kind == Visit.Kind.SUPERVISION and not visit.looked_at.strip():
        found.append(Missing(_("what was looked at isn't written down"), "account"))
    return found

"""What the form offers, so that nobody is asked for what the portal already knows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from activities.models import Activity
from campaigns.models import ActivityKind, Assignment, Campaign, PlanItem, UnitAssignment
from campaigns.models.taxonomy import KindIndicator
from units.models import Unit

MOST_USED = 4
INDENT = "\u3000"


def shares_of(unit: Unit, campaign: Campaign) -> QuerySet[UnitAssignment]:
    """What the unit was asked to answer with activities, soonest first."""
    rows = UnitAssignment.objects.sent().filter(
        unit=unit, assignment__campaign=campaign, assignment__answer=Assignment.Answer.ACTIVITIES
    )
    return rows.exclude(state=UnitAssignment.State.WAIVED).order_by("assignment__due_at", "pk")


@dataclass(frozen=True)
class Asked:
    """One number that was asked for; `done` counts approved activities, None when nothing is known."""

    name: str
    at_least: int
    done: int | None


@dataclass(frozen=True)
class Owed:
    share: UnitAssignment
    asked: list[Asked]


def owed_by(unit: Unit, campaign: Campaign) -> list[Owed]:
    """Open shares with how far each is; three queries however many there are."""
    rows = shares_of(unit, campaign).filter(state=UnitAssignment.State.OPEN)
    rows = rows.select_related("assignment").prefetch_related("answers", "assignment__quotas__indicator")
    return [Owed(share, list(_asked(share))) for share in rows]


def _asked(share: UnitAssignment) -> Iterator[Asked]:
    known = {answer.quota_id: answer.value for answer in share.answers.all()}
    for quota in share.assignment.quotas.all():
        name = str(quota.indicator) if quota.indicator else _("Activities")
        yield Asked(name, quota.at_least, known.get(quota.pk))


@dataclass(frozen=True)
class Kinds:
    most_used: list[ActivityKind]
    others: list[ActivityKind]


def kinds_for(unit: Unit) -> Kinds:
    """All kinds in use, those this unit logs most in front."""
    uses = _uses(unit)
    kinds = list(ActivityKind.objects.in_use())
    most = sorted((kind for kind in kinds if uses[kind.pk]), key=lambda kind: -uses[kind.pk])[:MOST_USED]
    return Kinds(most, [kind for kind in kinds if kind not in most])


def kind_of_code(code: str) -> ActivityKind | None:
    return ActivityKind.objects.in_use().filter(code=code).first()


def kind_asked_by(assignment: Assignment, unit: Unit) -> ActivityKind | None:
    """The kind that offers most of what the assignment counts; of equals the one the unit logs most.

    None when no number of an indicator is asked and the unit has answered with nothing yet:
    then the person chooses.
    """
    wanted = set(assignment.quotas.exclude(indicator=None).values_list("indicator_id", flat=True))
    if not wanted:
        last = Activity.objects.filter(assignment=assignment, unit=unit).select_related("kind").order_by("-pk").first()
        return last.kind if last else None
    uses = _uses(unit)
    offers = KindIndicator.objects.filter(indicator__in=wanted, kind__retired=False)
    found = Counter(offers.values_list("kind_id", flat=True))
    kinds = {kind.pk: kind for kind in ActivityKind.objects.filter(pk__in=found)}
    best = max(found, key=lambda pk: (found[pk], uses[pk], -kinds[pk].position), default=None)
    return kinds[best] if best is not None else None


def _uses(unit: Unit) -> Counter[int]:
    rows = Activity.objects.filter(unit=unit).exclude(state=Activity.State.WITHDRAWN)
    return Counter(rows.order_by("-pk").values_list("kind_id", flat=True)[:500])


Choices = list[tuple[str, str]]


@dataclass
class Purposes:
    """What an activity may be done for: assignments of its unit first, then the plan.

    `rows` gives the record for a value of `choices`.
    """

    choices: list[tuple[str, str | Choices]]
    rows: dict[str, Assignment | PlanItem] = field(default_factory=dict)


def purpose_value(record: Assignment | PlanItem | None) -> str:
    if record is None:
        return ""
    return f"{'assignment' if isinstance(record, Assignment) else 'plan'}-{record.pk}"


def purposes_for(campaign: Campaign, unit: Unit, activity: Activity | None = None) -> Purposes:
    """Offered from what the unit owes; what a record carries already stays offered to it."""
    found = Purposes([("", _("Nothing in particular"))])
    asked = [share.assignment for share in shares_of(unit, campaign).select_related("assignment__plan_item")]
    if activity and activity.assignment and activity.assignment not in asked:
        asked.insert(0, activity.assignment)
    items = list(in_tree_order(campaign))
    ours = set(items_of_unit(campaign, unit).values_list("pk", flat=True))
    _add_group(found, _("Asked of the unit"), [(row, row.title) for row in asked])
    _add_group(
        found, _("In the plan: with this unit"), [(item, item.title) for item, _depth in items if item.pk in ours]
    )
    rest = [(item, f"{INDENT * depth}{item.title}") for item, depth in items if item.pk not in ours]
    _add_group(found, _("In the plan: the rest"), rest)
    return found


def items_of_unit(campaign: Campaign, unit: Unit) -> QuerySet[PlanItem]:
    """Plan items the unit leads or co-operates in."""
    part = PlanItem.co_operating.through.objects.filter(unit=unit).values("planitem")
    return PlanItem.objects.filter(campaign=campaign).filter(Q(lead=unit) | Q(pk__in=part))


def _add_group(found: Purposes, name: str, rows: list) -> None:
    if not rows:
        return
    found.rows |= {purpose_value(row): row for row, _text in rows}
    found.choices.append((name, [(purpose_value(row), text) for row, text in rows]))


def in_tree_order(campaign: Campaign) -> Iterator[tuple[PlanItem, int]]:
    """Every item with its depth; one query."""
    below: dict[int | None, list[PlanItem]] = {}
    for item in PlanItem.objects.filter(campaign=campaign):
        below.setdefault(item.parent_id, []).append(item)
    waiting = [(item, 0) for item in reversed(below.get(None, []))]
    while waiting:
        item, depth = waiting.pop()
        yield item, depth
        waiting += [(child, depth + 1) for child in reversed(below.get(item.pk, []))]


def partners_of(campaign: Campaign) -> QuerySet[Unit]:
    """Whom an activity can be done with: any unit of the area, by name; more of it is not shown."""
    return Unit.objects.below(campaign.area.path).filter(merged_into=None)


def hosts_of(campaign: Campaign, user: User) -> QuerySet[Unit]:
    """For whom this person may log: the office for its area, others for their unit and those below."""
    return Unit.objects.visible_to(user).filter(path__startswith=campaign.area.path, merged_into=None)

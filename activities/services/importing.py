"""Activities from a workbook: all or nothing as `core.imports` has it."""

import uuid
from contextlib import ExitStack

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import rules
from activities.models import Activity, IndicatorValue
from activities.services.lines import Key, Line, LineReader
from activities.services.progress import settle_shares
from campaigns.models import Assignment, Campaign, UnitAssignment
from core.bulk import RowFile, next_keys
from core.imports import Outcome
from core.intake import Intake, take_in, wait_for_other_imports
from core.models import ImportRun
from core.workbooks import Table, WorkbookError

LOCK = 20260601
ACTIVITY_FIELDS = [
    "id",
    "campaign",
    "unit",
    "kind",
    "title",
    "starts_on",
    "ends_on",
    "place",
    "narrative",
    "plan_item",
    "assignment",
    "state",
    "created_at",
    "created_by",
    "submitted_at",
    "submitted_by",
    "reviewed_at",
    "reviewed_by",
    "returned_why",
    "submission_key",
    "version",
]
VALUE_FIELDS = ("activity", "indicator", "value", "qualifier", "is_computed")
LINKED = (("linkages", "linkage"), ("entries", "entry"), ("co_organisers", "unit"))
State = Activity.State


def import_activities(run: ImportRun) -> Outcome:
    """The work of a run: logs each good row that isn't there already; a known one changes nothing."""
    campaign = Campaign.objects.select_related("area").get(slug=run.campaign_slug)
    if not rules.may_log(run.by, campaign):
        raise WorkbookError(_("You may not log activities in this campaign now."))
    if not run.dry_run:
        wait_for_other_imports(LOCK, campaign.pk)
    clash = _("Somebody logged the same activities at the same moment, so nothing was saved. Import it again.")
    with _Rows() as rows:
        return take_in(run, lambda table: _Import(run, campaign, table, rows), clash=clash)


class _Rows(ExitStack):
    """What an import sets aside, by table."""

    def __init__(self) -> None:
        super().__init__()
        self.activities = self.enter_context(RowFile(Activity, ACTIVITY_FIELDS))
        self.values = self.enter_context(RowFile(IndicatorValue, VALUE_FIELDS))
        self.linked = {
            name: self.enter_context(RowFile(getattr(Activity, name).through, ("activity", column)))
            for name, column in LINKED
        }

    def write(self) -> None:
        """What hangs on the activities first: then all is there when the totals count the activities, once."""
        for rows in (self.values, *self.linked.values(), self.activities):
            rows.write()


class _Import(Intake):
    def __init__(self, run: ImportRun, campaign: Campaign, table: Table, rows: _Rows) -> None:
        self.reader: LineReader
        super().__init__(run, LineReader(campaign, run.by, table))
        self.campaign, self.rows = campaign, rows
        self.owed = _owed(campaign)
        self.answered: set[tuple[int, int]] = set()
        self.must_answer = rules.must_answer_an_assignment(run.by, campaign)
        self.now = timezone.now()

    def is_known(self, line: Line, found: dict[Key, str]) -> bool:
        if line.key is None or line.key in self._seen:
            return False
        state = found.get(line.key)
        return state == "there" or (state == "withdrawn" and self.reader.says_withdrawn(line))

    def refuse_more(self, line: Line, found: dict[Key, str]) -> None:
        self._link_to_assignment(line)
        if line.key and found.get(line.key) == "hidden" and not line.problems:
            words = _("The unit is still drafting this activity, or it is not yours to see.")
            self.reader.refuse(line, "title", line.title, words)

    def look_up(self, lines: list[Line]) -> dict[Key, str]:
        """Of these lines' keys, what the campaign has: "there", "withdrawn", or "hidden" from this person."""
        keys = {line.key for line in lines if line.key}
        if not keys:
            return {}
        sql = (
            "SELECT a.id, a.unit_id, a.kind_id, a.starts_on, a.title, a.state FROM activities_activity a "
            "JOIN unnest(%s::bigint[], %s::bigint[], %s::date[], %s::text[]) AS k (unit, kind, day, title) ON "
            "a.unit_id = k.unit AND a.kind_id = k.kind AND a.starts_on = k.day AND a.title = k.title "
            "WHERE a.campaign_id = %s AND a.state {} %s"
        )
        columns = [list(column) for column in zip(*keys, strict=True)]
        rows = []
        with connection.cursor() as cursor:
            # Apart, since the index that finds an activity by all of its key doesn't hold the withdrawn.
            for is_state in ("<>", "="):
                cursor.execute(sql.format(is_state), [*columns, self.campaign.pk, State.WITHDRAWN])
                rows += cursor.fetchall()
        if not rows:
            return {}
        visible = Activity.objects.visible_to(self.run.by).filter(pk__in=[row[0] for row in rows])
        seen = set(visible.values_list("pk", flat=True))
        found: dict[Key, str] = {}
        for pk, *key, state in rows:
            if state != State.WITHDRAWN:
                found[tuple(key)] = "there" if pk in seen else "hidden"
            elif pk in seen:
                found.setdefault(tuple(key), "withdrawn")
        return found

    def _link_to_assignment(self, line: Line) -> None:
        """A row of a plan item answers what the unit owes for it, where that is one assignment."""
        if line.plan_item and line.unit:
            owed = self.owed.get((line.plan_item.pk, line.unit.pk), [])
            line.assignment = owed[0] if len(owed) == 1 else None
        if self.must_answer and line.assignment is None:
            words = _("The campaign is closing: only what the unit was asked for can still be logged.")
            self.reader.refuse(line, "plan_item", line.plan_item.title if line.plan_item else "", words)

    def set_aside(self, lines: list[Line]) -> None:
        keyed = list(zip(next_keys(Activity, len(lines)), lines, strict=True))
        self.rows.activities.add(self._columns(key, line) for key, line in keyed)
        self.rows.values.add(
            (key, indicator, figure.value, str(figure.qualifier), False)
            for key, line in keyed
            for indicator, figure in line.figures.items()
        )
        for name, rows in self.rows.linked.items():
            rows.add((key, each.pk) for key, line in keyed for each in line.linked(name))

    def enter(self) -> None:
        self.rows.write()
        self._settle()

    def _columns(self, key: int, line: Line) -> tuple:
        assert line.unit and line.kind
        person = self.run.by_id
        sent = (None, None) if line.state == State.DRAFT else (self.now, person)
        reviewed = (self.now, person) if line.state == State.APPROVED else (None, None)
        item = line.plan_item.pk if line.plan_item else None
        if line.assignment and line.state != State.DRAFT:
            self.answered |= {(line.assignment, unit.pk) for unit in (line.unit, *line.guests)}
        what = (line.title, line.starts_on, line.ends_on, line.place, line.narrative, item, line.assignment)
        who = (str(line.state), self.now, person, *sent, *reviewed)
        return key, self.campaign.pk, line.unit.pk, line.kind.pk, *what, *who, "", uuid.uuid4(), 1

    def _settle(self) -> None:
        """Once for the whole file: how far the units now are with what was asked of them."""
        assignments = {assignment for assignment, _unit in self.answered}
        shares = UnitAssignment.objects.filter(assignment__in=assignments).values_list("pk", "assignment", "unit")
        settle_shares([pk for pk, assignment, unit in shares if (assignment, unit) in self.answered])


def _owed(campaign: Campaign) -> dict[tuple[int, int], list[int]]:
    """{(plan item, unit): assignments that ask the unit for activities of it}."""
    rows = UnitAssignment.objects.sent().filter(
        assignment__campaign=campaign,
        assignment__plan_item__isnull=False,
        assignment__answer=Assignment.Answer.ACTIVITIES,
    )
    found: dict[tuple[int, int], list[int]] = {}
    kept = rows.exclude(state=UnitAssignment.State.WAIVED)
    for item, unit, assignment in kept.values_list("assignment__plan_item", "unit", "assignment"):
        if item is not None:
            found.setdefault((item, unit), []).append(assignment)
    return found

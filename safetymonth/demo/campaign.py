"""The campaign 2026 of the demo: plan, leading group, timeline, notices, assignments, meeting."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from campaigns.models import (
    Assignment,
    AssignmentQuota,
    Campaign,
    CommitteeSeat,
    EntrySet,
    Indicator,
    Linkage,
    Meeting,
    Notice,
    PlanDeclaration,
    PlanItem,
    PlanItemKind,
    Receipt,
    TimelineEntry,
    UnitAssignment,
)
from campaigns.services.picks import pick_figures
from safetymonth.demo.register import County
from safetymonth.demo.words import Words, data, moment

SLUG = "2026"
# What the dashboard shows, the first two with a card of their own.
PICKED = ["consulted", "materials", "participants", "drills", "screenings", "places", "sms_reach"]


class Month:
    """Builds the campaign; `items` are found by kind and number, `assignments` by their code."""

    def __init__(self, county: County, words: Words) -> None:
        self.county, self.words = county, words
        self.office = county.people["office"]
        self.rows, self.texts = data("county"), data("texts")
        self.campaign = self._campaign()
        self.items: dict[tuple[str, int], PlanItem] = {}
        self.assignments: dict[str, Assignment] = {}

    def build(self) -> None:
        self._plan()
        self._committee()
        self._timeline()
        self._notices()
        self._assignments()
        self._meeting()

    def _campaign(self) -> Campaign:
        facts, words = self.rows["campaign"], self.words
        campaign = Campaign.objects.create(
            slug=SLUG,
            area=self.county.area,
            name=words(facts),
            year=facts["year"],
            theme=words(facts["theme"]),
            slogans="\n".join(words(self.texts["slogans"])),
            basis=words(self.texts["basis"]),
            starts_on=facts["starts"],
            ends_on=facts["ends"],
            national_edition=facts["national_edition"],
            local_edition=facts["local_edition"],
            local_first_year=facts["year"] - facts["local_edition"] + 1,
            entry_set=EntrySet.objects.get(code=facts["entry_set"]),
            hotline="12350",
            state=Campaign.State.RUNNING,
        )
        campaign.linkages.set(Linkage.objects.all())
        picked = [Indicator.objects.get(code=code) for code in PICKED]
        pick_figures(campaign, by=self.office, cards=picked[:2], others=picked[2:])
        return campaign

    def _plan(self) -> None:
        kinds = {kind.code: kind for kind in PlanItemKind.objects.all()}
        plan = self.rows["plan"]
        PlanDeclaration.objects.bulk_create(
            PlanDeclaration(campaign=self.campaign, kind=kinds[code], count=count)
            for code, count in plan["declared"].items()
        )
        for position, row in enumerate(plan["items"], start=1):
            self.items[row["kind"], row["number"]] = PlanItem.objects.create(
                campaign=self.campaign,
                kind=kinds[row["kind"]],
                number=row["number"],
                title=self.words(row),
                lead=self.county.units[row["lead"]],
                due_on=row.get("due"),
                position=position,
            )
        # The activities that carry out a topic stand under it.
        for number, topic in {1: 1, 2: 5, 5: 2, 8: 4}.items():
            self.items["activity", number].parent = self.items["topic", topic]
            self.items["activity", number].save(update_fields=["parent"])
        self.items["topic", 1].co_operating.set(self.departments())

    def departments(self) -> list[Any]:
        return [unit for unit in self.county.units.values() if unit.kind.code == "department"]

    def _committee(self) -> None:
        seats = []
        for row in self.rows["leading_group"]:
            for zh in row.get("units", [None]):
                unit = self.county.units[zh] if zh else None
                post = self.words(row["post"]) if "post" in row else ""
                seats.append(CommitteeSeat(campaign=self.campaign, kind=row["seat"], post=post, unit=unit))
        for position, seat in enumerate(seats, start=1):
            seat.position = position
            seat.save()

    def _timeline(self) -> None:
        number = f"{self.words(self.texts['mark'])}〔2026〕3号"
        for row in self.rows["timeline"]:
            day, is_deadline = row.get("day") or row["by"], "by" in row
            TimelineEntry.objects.create(
                campaign=self.campaign,
                kind=row["kind"],
                title=self.words(row),
                planned_on=day,
                is_deadline=is_deadline,
                actual_on=day - timedelta(days=2) if is_deadline else day,
                document_number=number if row["kind"] == "notice" else "",
            )

    def _notices(self) -> None:
        common = {
            "campaign": self.campaign,
            "mark": self.words(self.texts["mark"]),
            "year": 2026,
            "text": self.words(self.texts["notice_text"]),
        }
        for row in self.texts["notices"]:
            notice = Notice.objects.create(
                **common,
                serial=row["serial"],
                title=self.words(row),
                sign_by=moment(row["sign_by"], 18),
                state=Notice.State.ISSUED,
                issued_at=moment(row["day"], 9),
                issued_by=self.office,
            )
            units = [unit for unit in self.county.units.values() if unit.kind.code in row["kinds"]]
            notice.recipient_kinds.set({unit.kind for unit in units})
            self._receipts(notice, units, row["unsigned"])
        Notice.objects.create(
            **common, serial=self.texts["draft_notice"]["serial"], title=self.words(self.texts["draft_notice"])
        )

    def _receipts(self, notice: Notice, units: list[Any], unsigned: int) -> None:
        """The last `unsigned` of them have not signed, every second of those has not even read."""
        signed_until = len(units) - unsigned
        for position, unit in enumerate(units):
            reader = self.county.liaison_of(unit)
            read_at = notice.issued_at + timedelta(hours=1 + position % 30)
            read: dict[str, Any] = {"state": "read", "read_at": read_at, "read_by": reader}
            if position < signed_until:
                read |= {"state": "signed", "signed_at": read_at + timedelta(minutes=4), "signed_by": reader}
            elif position % 2:
                read = {}
            Receipt.objects.create(notice=notice, unit=unit, reason=Receipt.Reason.KIND, **read)

    def _assignments(self) -> None:
        for row in self.texts["assignments"]:
            self.assignments[row["code"]] = self._assignment(row, [self.county.units[zh] for zh in row["units"]])
        draft = self.texts["draft_assignment"]
        Assignment.objects.create(
            campaign=self.campaign, title=self.words(draft), due_at=moment(draft["due"], 18), created_by=self.office
        )
        self._answer("cases", ["县消防救援大队", "县住建局"], done=True)
        self._answer("summary", ["县公安局", "县教育局"], done=True)
        self._answer("summary", ["县卫健局"], done=False)
        waived = self._share("entries", "东岭乡")
        waived.state, waived.waived_by = UnitAssignment.State.WAIVED, self.office
        waived.waived_why = self.words(self.texts["waived_why"])
        waived.save()

    def _assignment(self, row: dict[str, Any], units: Iterable[Any]) -> Assignment:
        sent_at = moment(self.campaign.starts_on, 9)
        assignment = Assignment.objects.create(
            campaign=self.campaign,
            plan_item=self.items[tuple(row["item"])],
            title=self.words(row),
            answer=row.get("answer", Assignment.Answer.ACTIVITIES),
            due_at=moment(row["due"], 18),
            created_by=self.office,
            state=Assignment.State.SENT,
            sent_at=sent_at,
            sent_by=self.office,
        )
        for code, number in row.get("quotas", {}).items():
            indicator = Indicator.objects.get(code=code)
            AssignmentQuota.objects.create(assignment=assignment, indicator=indicator, at_least=number)
        for unit in units:
            UnitAssignment.objects.create(assignment=assignment, unit=unit)
        return assignment

    def _share(self, code: str, zh: str) -> UnitAssignment:
        return UnitAssignment.objects.get(assignment=self.assignments[code], unit=self.county.units[zh])

    def _answer(self, code: str, names: list[str], *, done: bool) -> None:
        for zh in names:
            share = self._share(code, zh)
            share.answer_text = self.words(self.texts["answer"])
            share.answered_at = share.assignment.due_at - timedelta(days=2)
            share.answered_by = self.county.liaison_of(share.unit)
            share.started_at = share.answered_at
            if done:
                share.state, share.done_by = UnitAssignment.State.DONE, self.office
                share.done_at = share.answered_at + timedelta(hours=5)
            share.save()

    def _meeting(self) -> None:
        facts = self.texts["meeting"]
        meeting = Meeting.objects.create(
            campaign=self.campaign,
            title=self.words(facts["title"]),
            held_at=moment(self.rows["timeline"][1]["day"], 9, 30),
            place=self.words(facts["place"]),
            chair=self.words(facts["chair"]),
            minutes=self.words(facts["minutes"]),
        )
        towns = [unit for unit in self.county.units.values() if unit.kind.code == "town"]
        meeting.units_present.set([*self.departments(), *towns])
        for position, (row, code) in enumerate(zip(facts["resolutions"], ("vehicles", "summary"), strict=True)):
            meeting.resolutions.create(text=self.words(row), position=position, assignment=self.assignments[code])

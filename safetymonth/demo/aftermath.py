"""What followed from the demo's hazards: proofs, reports and their answers, listings, look-backs, exposures, rewards."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.utils import timezone

from core.codes import Code, code_of, hash_secret
from core.photo_rows import store_photo
from core.photos import clean_photo
from core.sealing import seal
from inspections.models import (
    Exposure,
    ExposureQuota,
    Fund,
    FundEntry,
    Hazard,
    HazardPhoto,
    Listing,
    LookBack,
    MediaTier,
    Penalty,
    Rectification,
    Reinspection,
    Report,
    ReporterContact,
    ReportMessage,
    Reward,
    RewardRule,
)
from safetymonth.demo.ledger import Ledger
from safetymonth.demo.photos import passage
from safetymonth.demo.words import data, moment
from units.models import UnitKind

State = Hazard.State
CLAIM_WORD = "safety-month"
MOST_PHOTOGRAPHED = 12
TOLD = {State.REJECTED: "told_refused", State.TRANSFERRED: "told_elsewhere", State.DUPLICATE: "told_twice"}


class Aftermath:
    """`code_to_claim` is what the reporter holds whose reward waits."""

    code_to_claim: Code

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.words, self.county = ledger, ledger.words, ledger.county
        self.campaign, self.office = ledger.month.campaign, ledger.office
        self.texts = data("inspections")

    def write(self) -> None:
        self._proofs()
        self._reports()
        self._listings()
        self._exposures()
        self._look_backs()
        self._rewards()

    def said(self, pair: list[str]) -> str:
        return pair[self.words.key == "en"]

    def _in(self, *states: str) -> Iterable[Hazard]:
        return (hazard for hazard in self.ledger.hazards if hazard.state in states)

    def _proofs(self) -> None:
        """What was filed and seen again; photos of both states for some, of the first state for the rest."""
        filed: dict[int, Rectification] = {}
        for hazard in self._in(State.RECTIFIED, State.FIXED):
            filed[hazard.pk] = Rectification.objects.create(
                hazard=hazard, done=self.ledger.say("done"), cost_yuan=hazard.cost_yuan, filed_by=hazard.rectified_by
            )
            Rectification.objects.filter(pk=filed[hazard.pk].pk).update(filed_at=moment(hazard.rectified_on, 16))
        for hazard in self._in(State.FIXED):
            again = Reinspection.objects.create(
                hazard=hazard, passed=True, note=self.ledger.say("passed"), done_by=hazard.reinspected_by
            )
            Reinspection.objects.filter(pk=again.pk).update(done_at=moment(hazard.closed_on, 10))
        proved = [*self._in(State.RECTIFIED), *self._in(State.FIXED)][:MOST_PHOTOGRAPHED]
        for number, hazard in enumerate([*proved, *self._in(State.RECTIFYING, State.GRADED)]):
            self._photo(hazard, number, HazardPhoto.Stage.BEFORE, None)
            if hazard.pk in filed:
                self._photo(hazard, number, HazardPhoto.Stage.AFTER, filed[hazard.pk])

    def _photo(self, hazard: Hazard, number: int, stage: str, proof: Rectification | None) -> None:
        day = hazard.rectified_on if proof else hazard.reported_on
        by = hazard.rectified_by if proof else hazard.found_by
        row = HazardPhoto(hazard=hazard, stage=stage, rectification=proof, added_by=by, added_on=day)
        row.position = 1 if proof else 0
        drawn = ContentFile(passage(number, is_clear=proof is not None), name="scene.jpg")
        store_photo(row, clean_photo(drawn), [])

    def _reports(self) -> None:
        """All reporters of the demo chose the same secret, so that one hash serves."""
        first = code_of("demo-0")
        secret, claim = hash_secret(first), make_password(CLAIM_WORD)
        for number, (row, hazard) in enumerate(self._reported()):
            code = Code(code_of(f"demo-{number}").locator, first.secret)
            if row.get("reward") == Reward.State.TOLD:
                self.code_to_claim = code
            report = Report(
                hazard=hazard,
                description=hazard.description,
                place=hazard.part,
                locator=code.locator,
                secret_hash=secret,
                received_on=hazard.reported_on,
                audience=Report.Audience.OFFICE,
                claim_hash=claim if "reward" in row else "",
                office_knows=True,
            )
            if row.get("told"):
                self._told(report)
            if "answer" in row:
                report.fixed_answer = row["answer"]
                report.fixed_answer_on = hazard.closed_on + timedelta(days=3)
            report.save()
            self._talk(report, number)

    def _reported(self) -> list[tuple[dict[str, Any], Hazard]]:
        pairs = zip(self.ledger.rows, self.ledger.hazards, strict=True)
        return [(row, hazard) for row, hazard in pairs if row["by"] in ("public", "employee")]

    def _told(self, report: Report) -> None:
        ended = report.hazard.closed_on or report.hazard.reported_on + timedelta(days=2)
        report.told_on, report.told_by = ended + timedelta(days=1), self.office
        report.told_text = self.ledger.say(TOLD.get(State(report.hazard.state), "told"))

    def _talk(self, report: Report, number: int) -> None:
        """The first employee left a name; the office asked the second one something."""
        hazard = report.hazard
        if hazard.source.code != "employee":
            return
        if not ReporterContact.objects.exists():
            ReporterContact.objects.create(report=report, name_sealed=seal("—"), phone_sealed=seal("000-0000"))
        asked = hazard.reported_on + timedelta(days=1)
        if hazard.state == State.RECTIFIED:
            for text, by in ((self.ledger.say("question"), self.office), (self.ledger.say("reply"), None)):
                ReportMessage.objects.create(
                    report=report, by=by, text=text, said_on=asked, read_by_office=by is not None
                )

    def _listings(self) -> None:
        """The quarry's slope stands listed; the coal mine's fan was, and is not any more."""
        for row, hazard in zip(self.ledger.rows, self.ledger.hazards, strict=True):
            is_closed = hazard.state == State.FIXED and row.get("major") == "mine"
            if not (row.get("listed") or is_closed):
                continue
            on = hazard.reported_on + timedelta(days=2)
            facts: dict[str, Any] = {}
            if is_closed:
                facts = {"delisted_on": hazard.closed_on, "delisted_why": self.ledger.say("delisted")}
                facts["result_public_on"] = hazard.closed_on + timedelta(days=3)
            Listing.objects.create(
                hazard=hazard,
                listed_by_unit=self.county.area,
                document_no=hazard.notice_no,
                listed_on=on,
                filed_on=on + timedelta(days=1),
                public_on=on + timedelta(days=4),
                by=self.office,
                **facts,
            )

    def _exposures(self) -> None:
        tiers = {tier.code: tier for tier in MediaTier.objects.all()}
        quota = ExposureQuota.objects.create(
            campaign=self.campaign, source=self.words(self.ledger.month.texts["basis"])
        )
        quota.kinds.set(UnitKind.objects.filter(code__in=["town", "department"]))
        for row in self.texts["exposures"]:
            hazard = self.ledger.hazards[row["row"] - 1]
            exposure = Exposure(
                campaign=self.campaign,
                kind=Exposure.Kind.HAZARD,
                hazard=hazard,
                unit=hazard.unit,
                by_unit=self.county.units[row["by"]],
                title=self.words(row),
                text=self.said(self.texts["exposure_text"]),
                made_by=self.office,
            )
            if "day" in row:
                exposure.state, exposure.published_on = Exposure.State.PUBLISHED, self.ledger.day(row["day"])
                exposure.outlet, exposure.tier = self.said(row["outlet"]), tiers[row["tier"]]
            exposure.save()

    def _look_backs(self) -> None:
        """Of what was exposed or major and is fixed; the first has been looked at again."""
        exposed = set(Exposure.objects.published().values_list("hazard", flat=True))
        wanted = [row for row in self._in(State.FIXED) if row.is_major or row.pk in exposed]
        for number, hazard in enumerate(wanted):
            reason = LookBack.Reason.MAJOR if hazard.is_major else LookBack.Reason.EXPOSED
            done: dict[str, Any] = {}
            if not number:
                done = {"result": LookBack.Result.HOLDS, "note": self.ledger.say("look_back")}
                done |= {"done_on": self.ledger.day(30), "done_by": self.ledger.inspector}
            due = self.ledger.terms.due("look_back", hazard.closed_on)
            LookBack.objects.create(hazard=hazard, reason=reason, due_on=due, **done)

    def _rewards(self) -> None:
        rule = RewardRule.objects.order_by("-valid_from")[0]
        facts, fund = self.texts["fund"], Fund.objects.create(area=self.county.area, year=2026)
        self._money(fund, Decimal(facts["yuan"]), self.said(facts["note"]), None)
        fine = self._penalty()
        for row, hazard in self._reported():
            if "reward" in row:
                amount = rule.amount_for(fine=fine if row["reward"] == "paid" else None, is_major=hazard.is_major)
                reward = self._reward(row["reward"], hazard, rule, amount, fine if row["reward"] == "paid" else None)
                if reward.state == Reward.State.PAID:
                    self._money(fund, -amount, self.said(facts["paid"]), reward)

    def _money(self, fund: Fund, yuan: Decimal, note: str, reward: Reward | None) -> None:
        day = reward.paid_on if reward else self.campaign.starts_on
        FundEntry.objects.create(fund=fund, on=day, amount_yuan=yuan, note=note, reward=reward, by=self.office)

    def _penalty(self) -> Decimal:
        facts = self.texts["penalty"]
        hazard = self.ledger.hazards[facts["row"] - 1]
        Penalty.objects.create(
            campaign=self.campaign,
            hazard=hazard,
            unit=hazard.unit,
            basis=self.said(facts["basis"]),
            document_no=self.said(facts["number"]),
            decided_on=self.ledger.day(16),
            firm_yuan=facts["firm"],
            person_post=self.said(facts["post"]),
            person_yuan=facts["person"],
            executed_on=self.ledger.day(22),
            by=self.office,
        )
        return Decimal(facts["firm"] + facts["person"])

    def _reward(self, state: str, hazard: Hazard, rule: RewardRule, amount: Decimal, fine: Decimal | None) -> Reward:
        """Proposed and computed by the office, approved by the leader."""
        told = self.ledger.day(24)
        facts: dict[str, Any] = {}
        if state == Reward.State.PAID:
            facts = {"claimed_on": self.ledger.day(26), "paid_on": self.ledger.day(29), "paid_by": self.office}
        return Reward.objects.create(
            hazard=hazard,
            state=state,
            grounds=self.said(self.texts["reward_grounds"]),
            fine_yuan=fine,
            rule=rule,
            amount_yuan=amount,
            token=f"DEMO-{hazard.serial:04d}",
            proposed_by=self.office,
            confirmed_by=self.office,
            computed_by=self.office,
            approved_by=self.county.people["leader"],
            approved_on=self.ledger.day(23),
            told_on=told,
            # From today: in a demo set up in any month the reward that waits can be claimed.
            claim_until=max(told, timezone.localdate()) + timedelta(days=rule.claim_days),
            **facts,
        )

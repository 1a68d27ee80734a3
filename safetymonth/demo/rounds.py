"""The demo's inspections: street shops, teams, rounds with their objects, visits and what supervision found."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import User
from campaigns.models import Assignment, UnitAssignment
from core.photos import clean_photo
from inspections.models import (
    Checklist,
    ChecklistItem,
    ChecklistVersion,
    Round,
    RoundObject,
    SupervisionProblem,
    Team,
    TeamMember,
    Visit,
    VisitAnswer,
)
from inspections.selectors.ready_checklists import ready_checklists
from safetymonth.demo.campaign import Month
from safetymonth.demo.photos import signature
from safetymonth.demo.words import Words, data, moment
from units.models import Industry, Unit, UnitKind
from units.services.register import place_unit

STREET_SHOPS = "street_shop"


class Rounds:
    """`visits` and `teams` are found by the code of their row."""

    def __init__(self, month: Month, words: Words) -> None:
        self.month, self.county, self.words = month, month.county, words
        self.campaign, self.office = month.campaign, month.office
        self.texts = data("inspections")
        self.teams: dict[str, Team] = {}
        self.leaders: dict[str, User] = {}
        self.visits: dict[str, Visit] = {}

    def build(self) -> None:
        self._shops()
        self._teams()
        checklist = self._checklist()
        rounds = {code: self._round(row, checklist) for code, row in self.texts["rounds"].items()}
        for number, (code, row) in enumerate(self.texts["visits"].items(), start=1):
            self.visits[code] = self._visit(code, number, rounds[row[0]], *row[1:])
        self._problems()

    def said(self, pair: list[str]) -> str:
        return pair[self.words.key == "en"]

    def _shops(self) -> None:
        """Entered after the month was logged, so that the month stays as it is."""
        kind, industry = UnitKind.objects.get(code="shop"), Industry.objects.get(code="commerce")
        for zh, en, above in self.texts["shops"]:
            unit = Unit(name=zh if self.words.key == "zh" else en, kind=kind, parent=self.county.units[above])
            unit.industry, unit.risk_level = industry, self.texts["shop_level"]
            self.county.units[zh] = place_unit(unit)

    def _teams(self) -> None:
        for code, row in self.texts["teams"].items():
            team = Team.objects.create(campaign=self.campaign, name=self.words(row), kind=row["kind"])
            people = [self._person(place) for place in row["posts"]]
            for number, person in enumerate(people):
                unit = person.posts_today[0].unit
                TeamMember.objects.create(team=team, person=person, unit=unit, is_leader=number == 0)
            for zh, en, place, *expert in row["named"]:
                name = zh if self.words.key == "zh" else en
                TeamMember.objects.create(team=team, name=name, unit=self.county.units[place], is_expert=bool(expert))
            self.teams[code], self.leaders[code] = team, people[0]

    def _person(self, place: str) -> User:
        return self.county.people.get(place) or self.county.liaison_of(self.county.units[place])

    def _checklist(self) -> Checklist:
        ready = next(each for each in ready_checklists() if each.code == STREET_SHOPS)
        industry = Industry.objects.get(code=ready.industry)
        name = ready.name_in(self.words.language)
        checklist = Checklist.objects.create(area=self.county.area, name=name, industry=industry)
        version = ChecklistVersion.objects.create(
            checklist=checklist,
            number=1,
            state=ChecklistVersion.State.PUBLISHED,
            published_on=self.campaign.starts_on,
            made_by=self.office,
        )
        items = ready.items(self.words.language)
        for position, item in enumerate(items, start=1):
            item.version, item.position = version, position
        ChecklistItem.objects.bulk_create(items)
        return checklist

    def _round(self, row: dict[str, Any], checklist: Checklist) -> Round:
        first, last = (self._day(number) for number in row["days"])
        found = Round.objects.create(
            campaign=self.campaign,
            kind=row["kind"],
            name=self.words(row),
            aim=self.said(row["aim"]),
            starts_on=first,
            ends_on=last,
            is_announced=row["kind"] != Round.Kind.SPECIAL,
            checklist=checklist if row["kind"] == Round.Kind.SPECIAL else None,
            plan_item=self.month.items[tuple(row["item"])],
            state=row["state"],
            made_by=self.office,
        )
        found.teams.set(self.teams[code] for code in row["teams"])
        RoundObject.objects.bulk_create(
            RoundObject(round=found, unit=self.county.units[zh], team=self.teams[code])
            for code, places in row["objects"].items()
            for zh in places
        )
        return found

    def _day(self, number: int) -> date:
        return self.campaign.starts_on + timedelta(days=number - 1)

    def _visit(self, code: str, number: int, of_round: Round, team: str, zh: str, day: int) -> Visit:
        is_supervision = of_round.kind == Round.Kind.SUPERVISION
        visit = Visit(
            campaign=self.campaign,
            kind=Visit.Kind.SUPERVISION if is_supervision else Visit.Kind.INSPECTION,
            round=of_round,
            team=self.teams[team],
            unit=self.county.units[zh],
            checklist_version=of_round.checklist.versions.first() if of_round.checklist else None,
            visited_on=self._day(day),
            is_unannounced=not of_round.is_announced,
            met_by=self.said(self.texts["met_by"]),
            made_by=self.county.people["inspector"] if team == "first" else self.leaders[team],
            submission_key=uuid.UUID(int=number, version=4),
        )
        if is_supervision and code in self.texts["impressions"]:
            visit.looked_at = self.said(self.texts["looked_at"])
            visit.impression = self.said(self.texts["impressions"][code])
        if code not in self.texts["going_on"]:
            self._finish(visit, code, number)
        visit.save()
        Visit.objects.filter(pk=visit.pk).update(started_at=moment(visit.visited_on, 9, number))
        return visit

    def _finish(self, visit: Visit, code: str, number: int) -> None:
        visit.state, visit.finished_at = Visit.State.FINISHED, moment(visit.visited_on, 11, number)
        if code in self.texts["unsigned"]:
            visit.unsigned_why = self.said(self.texts["unsigned"][code])
            return
        signers = self.words(self.texts["signers"])
        visit.signer = signers[number % len(signers)]
        clean = clean_photo(ContentFile(signature(number), name="signature.png"))
        visit.signature.save("signature.jpg", ContentFile(clean.content), save=False)

    def answer_checklists(self) -> None:
        """Every item of a street shop's visit, "no" where a hazard was found on it; the hazards are written by now."""
        answers = []
        for visit in self.visits.values():
            found = {hazard.category_id: hazard for hazard in visit.hazards.all()}
            items = visit.checklist_version.items.all() if visit.checklist_version else []
            for item in items:
                hazard = found.pop(item.category_id, None)
                said = VisitAnswer.Answer.NO if hazard else VisitAnswer.Answer.YES
                answers.append(VisitAnswer(visit=visit, item=item, answer=said, hazard=hazard))
        VisitAnswer.objects.bulk_create(answers)

    def _problems(self) -> None:
        for row in self.texts["problems"]:
            visit, due = self.visits[row["visit"]], self._day(row["by"])
            problem = SupervisionProblem(visit=visit, text=self.words(row), due_on=due)
            if row["assigned"]:
                problem.assignment = self._assignment(visit, problem)
            problem.save()

    def _assignment(self, visit: Visit, problem: SupervisionProblem) -> Assignment:
        sent_at = moment(visit.visited_on, 16)
        found = Assignment.objects.create(
            campaign=self.campaign,
            title=self.said(self.texts["problem_title"]).format(text=problem.text),
            answer=Assignment.Answer.SENTENCE,
            due_at=moment(problem.due_on, 18),
            created_by=self.office,
            state=Assignment.State.SENT,
            sent_at=sent_at,
            sent_by=self.office,
        )
        UnitAssignment.objects.create(assignment=found, unit=visit.unit)
        return found

"""Everyday activities of one campaign, as units of each kind would log them."""

import random
import uuid
from datetime import date, timedelta
from typing import Any

from activities.models import Activity, IndicatorValue
from campaigns.models import ActivityKind, Campaign, Entry, Indicator, Linkage, PlanItem
from core.figures import Figure, Qualifier
from safetymonth.demo.register import County
from safetymonth.demo.words import Words, data, moment
from units.models import Unit

State = Activity.State


class Diary:
    """Logs the activities of one campaign; the same seed gives the same month."""

    def __init__(
        self, county: County, campaign: Campaign, words: Words, seed: int, items: dict[tuple[str, int], PlanItem]
    ) -> None:
        self.county, self.campaign, self.words, self.items = county, campaign, words, items
        self.texts, self.rows, self.habits = data("texts"), data("county"), data("habits")
        self.lot = random.Random(seed)
        self.kinds = {kind.code: kind for kind in ActivityKind.objects.prefetch_related("indicators")}
        self.indicators = {row.code: row for row in Indicator.objects.all()}
        self.linkages, self.entries = list(Linkage.objects.all()), list(campaign.entry_set.entries.all())
        self.entry_of = {entry.code: entry for entry in Entry.objects.all()}
        self.titles: dict[tuple[int, str], int] = {}

    def log(self, code: str, unit: Unit, day: date, figures: dict[str, Figure], **facts: Any) -> Activity:
        """One record, with the people and times its state asks for."""
        state, person = facts.pop("state", State.APPROVED), self.county.liaison_of(unit)
        co_organisers = facts.pop("co_organisers", [])
        submitted = moment(day, 15 + self.lot.randrange(5), self.lot.randrange(60))
        who: dict[str, Any] = {}
        if state != State.DRAFT:
            who = {"submitted_at": submitted, "submitted_by": person}
        if state in (State.APPROVED, State.RETURNED):
            who |= {"reviewed_at": submitted + timedelta(hours=18), "reviewed_by": self.county.people["office"]}
        if state == State.RETURNED:
            who["returned_why"] = self.words(self.texts["returned_why"])
        activity = Activity.objects.create(
            campaign=self.campaign,
            unit=unit,
            kind=self.kinds[code],
            starts_on=day,
            state=state,
            created_by=person,
            submission_key=uuid.UUID(int=self.lot.getrandbits(128), version=4),
            **who,
            **facts,
        )
        activity.co_organisers.set(co_organisers)
        asked = {row.code for row in self.kinds[code].indicators.all()} | set(figures)
        IndicatorValue.objects.bulk_create(
            IndicatorValue(
                activity=activity,
                indicator=self.indicators[name],
                value=figures.get(name, Figure(None)).value,
                qualifier=figures.get(name, Figure(None)).qualifier,
            )
            for name in sorted(asked)
        )
        return activity

    def any_day(self) -> date:
        return self.campaign.starts_on + timedelta(days=int(self.lot.triangular(0, 29.9, 14)))

    def title(self, code: str, unit: Unit) -> str:
        """The same unit's second session of a kind is numbered."""
        base = self.words(self.texts["titles"][code])
        number = self.titles[unit.pk, code] = self.titles.get((unit.pk, code), 0) + 1
        return base if number == 1 else self.words(self.texts["session"]).format(title=base, n=number)

    def everyday(self, number: int, states: list[str]) -> list[Activity]:
        """Activities of all units, each of a kind that such a unit holds, with plausible figures."""
        units = [unit for unit in self.county.units.values() if unit.kind.code in self.habits["kinds"]]
        return [self.everyday_of(self.lot.choice(units), self.lot.choice(states)) for _ in range(number)]

    def everyday_of(self, unit: Unit, state: str) -> Activity:
        code = self.lot.choice(self.habits["kinds"][unit.kind.code])
        figures = {row.code: self._figure(row.code) for row in self.kinds[code].indicators.all()}
        others = [other for other in self.county.units.values() if other.kind.code == "department" and other != unit]
        activity = self.log(
            code,
            unit,
            self.any_day(),
            figures,
            title=self.title(code, unit),
            state=state,
            plan_item=self.items.get(tuple(self.habits["plan_items"].get(code, []))),
            co_organisers=self.lot.sample(others, 2) if self.lot.random() < 0.2 else [],
            **self._scene(code),
        )
        activity.linkages.set(self.lot.sample(self.linkages, self.lot.choice([1, 1, 2])))
        if code == "entry":
            activity.entries.set(self.lot.sample(self.entries, self.lot.choice([1, 1, 2])))
        return activity

    def _scene(self, code: str) -> dict[str, str]:
        """Where and how; what goes out by wire has no place."""
        if code in self.habits["by_wire"]:
            pattern = self.lot.choice(self.words(self.texts["narratives_by_wire"]))
            return {"narrative": pattern.format(n=self.lot.randint(2, 9))}
        place = self.lot.choice(self.words(self.texts["places"]))
        pattern = self.lot.choice(self.words(self.texts["narratives"]))
        return {"place": place, "narrative": pattern.format(place=place, n=self.lot.randint(2, 9))}

    def _figure(self, code: str) -> Figure:
        """Between the usual bounds; now and then the unit doesn't know, or gives a round number."""
        if code not in self.habits["ranges"] or self.lot.random() < 0.04:
            return Figure(None)
        value = self.lot.randint(*self.habits["ranges"][code])
        if value > 1000 and self.lot.random() < 0.3:
            return Figure(value // 100 * 100, self.lot.choice([Qualifier.OVER, Qualifier.ABOUT]))
        return Figure(value)

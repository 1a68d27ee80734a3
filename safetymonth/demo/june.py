"""The demo's June: activities whose figures add up to those of the county's own account of its month."""

from typing import Any

from activities.models import Activity, IndicatorValue, Remark, Site, Stand, StandValue
from activities.services.progress import settle_activities
from core.figures import Figure, Qualifier
from safetymonth.demo.campaign import Month
from safetymonth.demo.diary import Diary
from safetymonth.demo.photos import add_photo
from safetymonth.demo.words import Words, moment

State = Activity.State
STATES = [State.APPROVED] * 17 + [State.SUBMITTED, State.SUBMITTED, State.RETURNED, State.DRAFT]


def over(row: dict[str, Any]) -> Figure:
    return Figure(row["value"], Qualifier.OVER if row.get("over") else Qualifier.EXACT)


class June(Diary):
    """The diary of the demo's running campaign."""

    def __init__(self, month: Month, words: Words) -> None:
        super().__init__(month.county, month.campaign, words, 2026, month.items)
        self.month = month

    def write(self) -> None:
        self._consulting_day()
        self._countryside()
        self._assigned()
        logged = [*self._of_the_brigade(), *self.everyday(260, [*STATES])]
        self._displays()
        self._materials_add_up(logged)
        for number, activity in enumerate(logged[3:27]):
            add_photo(activity, number + 2)
        self._remarks(logged)
        settle_activities(Activity.objects.filter(campaign=self.campaign, assignment__isnull=False))

    def _of_the_brigade(self) -> list[Activity]:
        """The demo's liaison has something in each state."""
        brigade = self.county.units["县消防救援大队"]
        return [self.everyday_of(brigade, state) for state in (State.RETURNED, State.DRAFT, State.SUBMITTED)]

    def _consulting_day(self) -> None:
        facts, texts = self.rows["consulting_day"], self.texts["consulting"]
        host, *others = sorted(self.month.departments(), key=lambda unit: unit != self.county.units["县应急管理局"])
        day = self.log(
            "consulting",
            host,
            facts["day"],
            {
                "consulted": over(facts["consulted"]),
                "materials": over(facts["materials"]),
                "sites": Figure(len(facts["sites"])),
                "units_present": Figure(facts["departments"]),
                "banners": Figure(facts["departments"]),
            },
            title=self.words(texts["title"]),
            place=self.words(texts["place"]),
            narrative=self.words(texts["narrative"]),
            plan_item=self.month.items["topic", 1],
            co_organisers=others,
        )
        day.linkages.set([row for row in self.linkages if row.code in ("department", "society")])
        sites = [Site.objects.create(activity=day, name=name, position=n) for n, name in enumerate(facts["sites"])]
        for position, unit in enumerate([host, *others]):
            stand = Stand(activity=day, site=sites[position % len(sites)], unit=unit)
            if unit == host:
                stand.filled_at, stand.filled_by = moment(facts["day"], 17), self.county.liaison_of(unit)
            stand.save()
            if unit == host:
                part = over(facts["of_which"]["县应急管理局"]["materials"])
                StandValue.objects.create(
                    stand=stand, indicator=self.indicators["materials"], value=part.value, qualifier=part.qualifier
                )
        add_photo(day, 0)
        add_photo(day, 1)

    def _countryside(self) -> None:
        facts, texts = self.rows["countryside_trip"], self.texts["countryside"]
        guests = [self.county.units[zh] for zh in (*facts["units"], *facts["towns"])]
        trip = self.log(
            "countryside",
            self.county.units["县安委办"],
            facts["day"],
            {"places": Figure(1), "units_present": Figure(len(guests) + 1), "materials": Figure(2000, Qualifier.OVER)},
            title=self.words(texts["title"]),
            place=self.county.units[facts["place"]].name,
            narrative=self.words(texts["narrative"]),
            co_organisers=guests,
        )
        trip.linkages.set([row for row in self.linkages if row.code in ("department", "enterprise")])
        trip.entries.set([self.entry_of["village"]])

    def _assigned(self) -> None:
        """Three of four vehicles went, the fire brigade held two of three drills, two towns met their quota."""
        answers = [
            ("vehicles", "vehicle", zh, {"vehicle_trips": trips, "places": trips * 3, "materials": trips * 400})
            for zh, trips in (("县应急管理局", 2), ("县消防救援大队", 1), ("县交警大队", 3))
        ]
        answers += [
            ("drills", "drill", "县消防救援大队", {"drills": 1, "participants": people}) for people in (180, 240)
        ]
        answers += [("drills", "drill", "东岭煤矿", {"drills": 3, "participants": 410, "vehicles": 6})]
        answers += [
            ("entries", "entry", zh, {"places": 3, "participants": people, "materials": people * 2})
            for zh, people in (("柳湾镇", 210), ("柳湾镇", 260), ("石桥镇", 190), ("石桥镇", 150), ("白塔镇", 120))
        ]
        for code, kind, zh, figures in answers:
            assignment = self.month.assignments[code]
            activity = self.log(
                kind,
                self.county.units[zh],
                self.any_day(),
                {name: Figure(value) for name, value in figures.items()},
                title=self.title(kind, self.county.units[zh]),
                place=self.lot.choice(self.words(self.texts["places"])),
                plan_item=assignment.plan_item,
                assignment=assignment,
            )
            activity.linkages.set([self.lot.choice(self.linkages)])
            if kind == "entry":
                activity.entries.set(self.lot.sample(self.entries, 2))

    def _displays(self) -> None:
        """Banners and slogans come to the month's totals; the consulting day's banners are a part of them."""
        totals = self.rows["month_totals"]
        banners = self._rest("banners")
        slogans = totals["slogans"]["value"]
        towns = [unit for unit in self.county.units.values() if unit.kind.code == "town"]
        for position, unit in enumerate(towns):
            is_last = position == len(towns) - 1
            share = {"banners": banners // len(towns), "slogans": slogans // len(towns)}
            if is_last:
                share = {"banners": self._rest("banners"), "slogans": self._rest("slogans")}
            qualifier = Qualifier.OVER if is_last else Qualifier.EXACT
            figures = {name: Figure(value, qualifier) for name, value in share.items()}
            display = self.log("display", unit, self.any_day(), figures, title=self.title("display", unit))
            display.linkages.set([self.linkages[0]])

    def _rest(self, code: str) -> int:
        """What is still missing to the month's total of an indicator."""
        known = IndicatorValue.objects.filter(
            activity__campaign=self.campaign, activity__state=State.APPROVED, indicator__code=code, value__isnull=False
        )
        return self.rows["month_totals"][code]["value"] - sum(known.values_list("value", flat=True))

    def _materials_add_up(self, logged: list[Activity]) -> None:
        """Raise what was drawn by one factor, so that the month's total comes out and no unit stands out."""
        approved = [row.pk for row in logged if row.state == State.APPROVED]
        values = list(
            IndicatorValue.objects.filter(activity__in=approved, indicator__code="materials", value__isnull=False)
        )
        drawn = [value.value or 0 for value in values]
        wanted = self._rest("materials") + sum(drawn)
        shares = [number * wanted // sum(drawn) // 10 * 10 for number in drawn]
        shares[-1] += wanted - sum(shares)
        for value, share in zip(values, shares, strict=True):
            value.value = share
        IndicatorValue.objects.bulk_update(values, ["value"])

    def _remarks(self, logged: list[Activity]) -> None:
        for activity in [row for row in logged if row.state == State.SUBMITTED][:3]:
            Remark.objects.create(activity=activity, text=self.words(self.texts["remark"]), by=activity.created_by)

"""A month of activities whose figures add up to those of the county's own account of its month."""

import random
import uuid
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from activities.models import Activity, ActivityPhoto, IndicatorValue, Remark, Site, Stand, StandValue
from activities.services.photos import signed
from activities.services.progress import settle_activities
from campaigns.models import ActivityKind, Campaign, Entry, Indicator, Linkage
from core.figures import Figure, Qualifier
from core.photos import clean_photo
from safetymonth.demo.campaign import Month
from safetymonth.demo.register import County
from safetymonth.demo.words import Words, data, moment
from units.models import Unit

State = Activity.State
STATES = [State.APPROVED] * 17 + [State.SUBMITTED, State.SUBMITTED, State.RETURNED, State.DRAFT]
# Kinds whose figures are fixed by hand below.
BY_HAND = {"consulting", "countryside", "vehicle", "mobilisation", "display"}
RANGES = {
    "participants": (25, 320),
    "audience": (40, 260),
    "sessions": (1, 3),
    "drills": (1, 1),
    "vehicles": (1, 4),
    "places": (1, 4),
    "screenings": (1, 3),
    "reports": (1, 4),
    "tv_minutes": (3, 25),
    "posts": (1, 6),
    "views": (300, 9000),
    "sms_reach": (5000, 38000),
    "streams": (1, 1),
    "viewers": (900, 24000),
    "contests": (1, 1),
    "entries_received": (20, 160),
    "enterprises_served": (1, 6),
    "hazards_found": (0, 9),
    "pledges": (5, 80),
    "materials": (150, 900),
}


def over(row: dict[str, Any]) -> Figure:
    return Figure(row["value"], Qualifier.OVER if row.get("over") else Qualifier.EXACT)


class Diary:
    """Logs the activities of one campaign; the same seed gives the same month."""

    def __init__(self, county: County, campaign: Campaign, words: Words, seed: int) -> None:
        self.county, self.campaign, self.words = county, campaign, words
        self.texts, self.rows = data("texts"), data("county")
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
        """Activities of all other kinds and units, with plausible figures."""
        units = [unit for unit in self.county.units.values() if unit.kind.code not in ("county", "office")]
        codes = [code for code in self.kinds if code not in BY_HAND]
        return [
            self._everyday(self.lot.choice(units), self.lot.choice(codes), self.lot.choice(states))
            for _ in range(number)
        ]

    def _everyday(self, unit: Unit, code: str, state: str) -> Activity:
        place = self.lot.choice(self.words(self.texts["places"]))
        pattern = self.lot.choice(self.words(self.texts["narratives"]))
        figures = {row.code: self._figure(row.code) for row in self.kinds[code].indicators.all()}
        others = [other for other in self.county.units.values() if other.kind.code == "department" and other != unit]
        activity = self.log(
            code,
            unit,
            self.any_day(),
            figures,
            title=self.title(code, unit),
            place=place,
            narrative=pattern.format(place=place, n=self.lot.randint(2, 9)),
            state=state,
            co_organisers=self.lot.sample(others, 2) if self.lot.random() < 0.2 else [],
        )
        activity.linkages.set(self.lot.sample(self.linkages, self.lot.choice([1, 1, 2])))
        if code == "entry":
            activity.entries.set(self.lot.sample(self.entries, self.lot.choice([1, 1, 2])))
        return activity

    def _figure(self, code: str) -> Figure:
        if code not in RANGES or self.lot.random() < 0.04:
            return Figure(None)
        value = self.lot.randint(*RANGES[code])
        if value > 1000 and self.lot.random() < 0.3:
            return Figure(value // 100 * 100, self.lot.choice([Qualifier.OVER, Qualifier.ABOUT]))
        return Figure(value)


class June(Diary):
    """The diary of the demo's running campaign."""

    def __init__(self, month: Month, words: Words) -> None:
        super().__init__(month.county, month.campaign, words, seed=2026)
        self.month = month

    def write(self) -> None:
        self._consulting_day()
        self._countryside()
        self._assigned()
        logged = self.everyday(260, [*STATES])
        self._displays()
        self._materials_add_up(logged)
        self._photos(logged)
        self._remarks(logged)
        settle_activities(Activity.objects.filter(campaign=self.campaign, assignment__isnull=False))

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
        self._photo(day, 0)
        self._photo(day, 1)

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
        approved = [row.pk for row in logged if row.state == State.APPROVED]
        values = list(
            IndicatorValue.objects.filter(activity__in=approved, indicator__code="materials", value__isnull=False)
        )
        rest = self._rest("materials")
        for value in values:
            value.value += rest // len(values)
        values[-1].value += rest % len(values)
        IndicatorValue.objects.bulk_update(values, ["value"])

    def _photos(self, logged: list[Activity]) -> None:
        for number, activity in enumerate(logged[:24]):
            self._photo(activity, number + 2)

    def _photo(self, activity: Activity, number: int) -> None:
        """A drawn street of houses and stalls, each its own: alike ones would be taken for the same photo."""
        lot = random.Random(number)
        picture = Image.new("RGB", (960, 720), (206, 224, 240))
        draw = ImageDraw.Draw(picture)
        left = 0
        while left < 960:
            width, top = lot.randint(60, 190), lot.randint(40, 460)
            draw.rectangle((left, top, left + width, 560), fill=tuple(lot.randint(60, 235) for _ in range(3)))
            left += width
        draw.rectangle((0, 560, 960, 720), fill=(176, 188, 176))
        for _ in range(9):
            left, top, shade = lot.randint(0, 860), lot.randint(430, 620), lot.randint(20, 230)
            draw.rectangle((left, top, left + lot.randint(70, 160), top + 80), fill=(shade, 92, 171))
        content = BytesIO()
        picture.save(content, "JPEG", quality=85)
        content.seek(0)
        clean = clean_photo(ContentFile(content.read(), name="scene.jpg"))
        ActivityPhoto.objects.create(
            activity=activity,
            file=ContentFile(clean.content, name="photo.jpg"),
            thumbnail=ContentFile(clean.thumbnail, name="thumbnail.jpg"),
            width=clean.width,
            height=clean.height,
            pixels=clean.sha256,
            likeness=signed(clean.phash),
            added_by=activity.created_by,
        )

    def _remarks(self, logged: list[Activity]) -> None:
        for activity in [row for row in logged if row.state == State.SUBMITTED][:3]:
            Remark.objects.create(activity=activity, text=self.words(self.texts["remark"]), by=activity.created_by)

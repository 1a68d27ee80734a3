"""A county's month for the summary's tests, small enough to be counted by hand.

Consulting day, 10 June: 20 departments at 5 sites, 10,000+ consulted, 40,000+ copies, of which the host's
own line says 5,000+ and the other 19 say nothing. The rest of the month adds 100,000 copies, 80+ banners,
250+ slogans. Four safeguards are announced, none is entered.
"""

from datetime import UTC, date, datetime

from accounts.tests.factories import UserFactory
from activities.models import Activity, Site, Stand, StandValue
from activities.tests.factories import ActivityFactory
from campaigns.models import (
    ActivityKind,
    CommitteeSeat,
    Indicator,
    Meeting,
    PlanDeclaration,
    PlanItemKind,
    TimelineEntry,
)
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, PlanItemFactory, UnitAssignmentFactory
from units.tests.factories import CountyFactory, UnitFactory

DAY = date(2026, 6, 10)
DEPARTMENTS = ["县应急管理局", "县公安局", "县教育局", "县交通运输局", "县供电公司", "县气象局"]
DEPARTMENTS += [f"县第{n}局" for n in range(7, 21)]


class County:
    """`host` is the bureau that holds the consulting day, `town` did all the rest."""

    def __init__(self, area_name="青岚县", first_name=DEPARTMENTS[0], above=None):
        self.area = CountyFactory(name=area_name, parent=above)
        self.office_unit = UnitFactory(name="县安委办", parent=self.area)
        self.campaign = CampaignFactory(
            slug="2026",
            area=self.area,
            name="2026年“安全生产月”活动",
            theme="人人讲安全、个个会应急",
            national_edition=25,
            local_edition=33,
            local_first_year=1994,
        )
        names = [first_name, *DEPARTMENTS[1:]]
        self.departments = [UnitFactory(name=name, parent=self.area) for name in names]
        self.host, self.town = self.departments[0], UnitFactory(name="柳湾镇", parent=self.area)
        self.office = UserFactory(username="office", role="office", unit=self.office_unit, name="办公室甲")
        self.leader = UserFactory(username="leader", role="leader", unit=self.area, name="领导乙")
        self.liaison = UserFactory(username="liaison", role="liaison", unit=self.town, name="联络员丙")
        self._lead()
        self.consulting = self._consulting_day()
        self._month()

    def log(self, kind, day=DAY, unit=None, **figures):
        return ActivityFactory(
            campaign=self.campaign,
            unit=unit or self.town,
            kind=ActivityKind.objects.get(code=kind),
            starts_on=day,
            created_by=self.office,
            figures=figures,
        )

    def _lead(self):
        for kind, post in (("head", "县政府副县长"), ("deputy", "县政府办公室副主任"), ("deputy", "县应急管理局局长")):
            CommitteeSeat.objects.create(campaign=self.campaign, kind=kind, post=post)
        TimelineEntry.objects.create(
            campaign=self.campaign, kind="notice", title="印发总体方案", actual_on=date(2026, 5, 18)
        )
        Meeting.objects.create(
            campaign=self.campaign, title="动员会", held_at=datetime(2026, 5, 30, 1, tzinfo=UTC), chair="副县长"
        )
        for kind, declared, entered in (("main_line", 1, 1), ("focus", 2, 2), ("safeguard", 4, 0)):
            row = PlanItemKind.objects.get(code=kind)
            PlanDeclaration.objects.create(campaign=self.campaign, kind=row, count=declared)
            for number in range(entered):
                PlanItemFactory(campaign=self.campaign, kind=row, number=number + 1)

    def _consulting_day(self):
        day = self.log(
            "consulting", unit=self.host, sites=5, consulted=(10000, "over"), materials=(40000, "over"), staff=None
        )
        day.co_organisers.set(self.departments[1:])
        names = ["朝阳路", "人民路", "建设路", "中心广场", "汽车站"]
        sites = [Site.objects.create(activity=day, name=name, position=n) for n, name in enumerate(names)]
        stands = [
            Stand.objects.create(activity=day, site=sites[n % 5], unit=unit) for n, unit in enumerate(self.departments)
        ]
        materials = Indicator.objects.get(code="materials")
        StandValue.objects.create(stand=stands[0], indicator=materials, value=5000, qualifier="over")
        return day

    def _month(self):
        self.log("display", date(2026, 6, 3), banners=(80, "over"), slogans=(250, "over"))
        self.log("entry", date(2026, 6, 20), places=12, participants=600, materials=100000)

    def assign(self, *units, title="报送方案"):
        assignment = AssignmentFactory(campaign=self.campaign, title=title, created_by=self.office)
        return [UnitAssignmentFactory(assignment=assignment, unit=unit) for unit in units]


def activities_of(county):
    return Activity.objects.filter(campaign=county.campaign)

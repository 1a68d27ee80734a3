"""A month small enough to be counted by hand, as it stands on 15 June.

Two towns, of which the first has a village, and a bureau. Approved: the first town on 3 and 5 June, its village
on 10 June with the second town taking part. The second town's own waits for review.
"""

from datetime import UTC, date, datetime

from accounts.tests.factories import PostFactory, UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.models import Entry, Linkage
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, PlanItemFactory, UnitAssignmentFactory
from inspections.tests.factories import HazardFactory
from units.tests.factories import CountyFactory, UnitFactory

NOW = datetime(2026, 6, 15, 2, tzinfo=UTC)


class Month:
    def __init__(self):
        self.area = CountyFactory(name="青岚县")
        self.liuwan, self.baita = (UnitFactory(name=name, parent=self.area) for name in ("柳湾镇", "白塔镇"))
        self.village, self.park = (
            UnitFactory(name="上村", parent=self.liuwan),
            UnitFactory(name="园区", parent=self.baita),
        )
        self.bureau = UnitFactory(name="县教育局", parent=self.area)
        self.campaign = CampaignFactory(slug="2026", area=self.area)
        self.office = UserFactory(role="office", unit=UnitFactory(name="县安委办", parent=self.area))
        self.leader = UserFactory(role="leader", unit=self.area)
        self.liaison = UserFactory(role="liaison", unit=self.liuwan)
        for unit in (self.baita, self.bureau):
            PostFactory(person=UserFactory(), unit=unit)
        self._activities()
        self._assignments()
        self._hazards()
        self._year_before()

    def log(self, unit, day, *linkages, entry="", **facts):
        row = ActivityFactory(campaign=self.campaign, unit=unit, starts_on=date(2026, 6, day), **facts)
        row.linkages.set(Linkage.objects.filter(code__in=linkages))
        row.entries.set(Entry.objects.filter(code=entry))
        return row

    def _activities(self):
        self.log(self.liuwan, 3, "department", entry="community", figures={"materials": 100})
        self.log(self.liuwan, 5, "department", "media", entry="school", figures={"materials": (50, "over")})
        joint = self.log(self.village, 10, "media", entry="community", figures={"consulted": 30, "drills": 2})
        joint.co_organisers.add(self.baita)
        self.waiting = self.log(self.baita, 12, state="submitted", figures={"materials": 7})

    def _assignments(self):
        self.item = PlanItemFactory(campaign=self.campaign, title="宣传咨询", position=1)
        self.below = PlanItemFactory(campaign=self.campaign, parent=self.item, title="进社区", position=2)
        early, late = datetime(2026, 6, 10, 10, tzinfo=UTC), datetime(2026, 6, 25, 10, tzinfo=UTC)
        self.early = AssignmentFactory(campaign=self.campaign, plan_item=self.item, due_at=early, title="报方案")
        self.later = AssignmentFactory(campaign=self.campaign, plan_item=self.below, due_at=late, title="做演练")
        UnitAssignmentFactory(assignment=self.early, unit=self.liuwan, state="done", done_at=early)
        UnitAssignmentFactory(assignment=self.early, unit=self.baita)
        UnitAssignmentFactory(assignment=self.later, unit=self.village, started_at=early)
        UnitAssignmentFactory(assignment=self.later, unit=self.bureau)

    def _hazards(self):
        facts = {"campaign": self.campaign}
        HazardFactory(unit=self.liuwan, state="rectifying", due_on=date(2026, 6, 12), **facts)
        HazardFactory(unit=self.village, state="reported", reported_on=date(2026, 6, 14), **facts)
        HazardFactory(unit=self.baita, state="fixed", grade="major", **facts)

    def _year_before(self):
        self.last = CampaignFactory(
            slug="2025", year=2025, area=self.area, state="archived",
            starts_on=date(2025, 6, 1), ends_on=date(2025, 6, 30),
        )  # fmt: skip
        for unit, day, materials in ((self.liuwan, 4, 70), (self.baita, 15, 20), (self.baita, 16, 900)):
            facts = {"starts_on": date(2025, 6, day), "figures": {"materials": materials}}
            ActivityFactory(campaign=self.last, unit=unit, **facts)

"""Ten towns with four villages each, eight assignments for all of them, and how each unit answers.

50 units, 400 deadlines: four assignments are due on Wednesday the 10th of June 2026, four on the 24th.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from accounts.tests.factories import PostFactory, UserFactory
from campaigns.models import UnitAssignment
from campaigns.services.answers import accept_answer
from campaigns.services.assignments import create_assignment, send_assignment
from campaigns.tests.factories import CampaignFactory
from units.tests.factories import CountyFactory, UnitFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")
# The day of June on which those that answer do, for the assignments due on the 10th; the others 14 days later.
ANSWERED_ON = {"town": 9, "early": 8, "on the day": 10, "two after": 12}
VILLAGES = ("early", "on the day", "two after", "never")


def at(day, hour=9):
    """A moment of June 2026; days past the 30th run on into July."""
    return datetime(2026, 6, 1, hour, tzinfo=SHANGHAI) + timedelta(days=day - 1)


@dataclass
class County:
    office: User
    leader: User
    campaign: object
    # Unit and way of answering, of all fifty.
    units: list
    # Who is told, by a name for the test.
    people: dict

    def answer(self, day):
        """At noon the units whose day it is have done what is due next, and the office accepts it."""
        office = User.objects.get(pk=self.office.pk)
        for due in (10, 24):
            today = [unit for unit, way in self.units if way in ANSWERED_ON and ANSWERED_ON[way] + due - 10 == day]
            shares = UnitAssignment.objects.open().filter(unit__in=today, assignment__due_at=at(due, 18))
            for share in shares:
                accept_answer(share, by=office, why="Seen on the spot")


def build_county():
    """As it is on the first of June, with the assignments sent at seven; the test has moved the clock there."""
    county = CountyFactory(name="County")
    people = {"office": person("office", "en"), "leader": person("leader", "zh-hans")}
    for role, user in people.items():
        PostFactory(person=user, unit=county, role=role)
    units = [pair for number in range(1, 11) for pair in town(county, number, people)]
    campaign = CampaignFactory(area=county, slug="2026")
    for number in range(8):
        assignment = create_assignment(
            campaign,
            by=people["office"],
            units=[unit for unit, _way in units],
            title=f"Work {number}",
            answer="sentence",
            due_at=at(10 if number < 4 else 24, 18),
        )
        send_assignment(assignment, by=people["office"])
    return County(people["office"], people["leader"], campaign, units, people)


def town(county, number, people):
    """A town and its villages; the tenth town's last village has no liaison, other silent ones have a head."""
    language = "en" if number % 2 else "zh-hans"
    unit = UnitFactory(name=f"Town {number}", parent=county)
    post(people, f"town {number}", unit, language)
    found = [(unit, "town")]
    for way in VILLAGES:
        village = UnitFactory(name=f"Village {number} {way}", parent=unit)
        found.append((village, way))
        if (number, way) == (10, "never"):
            continue
        post(people, f"{way} {number}", village, language)
        if way == "never":
            post(people, f"head {number}", village, language, is_head=True)
    return found


def post(people, name, unit, language, **facts):
    people[name] = person(name, language)
    PostFactory(person=people[name], unit=unit, **facts)


def person(name, language):
    return UserFactory(name=name, language=language, email=f"{name.replace(' ', '-')}@example.org")

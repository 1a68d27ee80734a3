from datetime import date

import factory
from django.contrib.auth.hashers import make_password

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import (
    Exposure,
    Hazard,
    HazardSource,
    Penalty,
    Report,
    Reward,
    RewardRule,
    Round,
    RoundObject,
    Team,
    TeamMember,
)
from units.tests.factories import UnitFactory

State = Hazard.State
ACCEPTED = (State.ACCEPTED, State.GRADED, State.RECTIFYING, State.RECTIFIED, State.FIXED)
GRADED = ACCEPTED[1:]
ORDERED = ACCEPTED[2:]


class HazardFactory(factory.django.DjangoModelFactory):
    """An ordinary hazard in any state, with what its state asks for; `grade="major"` has its five implementations."""

    class Meta:
        model = Hazard

    campaign = factory.SubFactory(CampaignFactory)
    year = 2026
    serial = factory.Sequence(lambda n: n + 1001)
    source = factory.LazyFunction(lambda: HazardSource.objects.get(code="inspection"))
    description = factory.Sequence(lambda n: f"Blocked exit {n}")
    unit = factory.SubFactory(UnitFactory)
    unit_sees = factory.LazyAttribute(lambda row: row.state in GRADED)
    reported_on = date(2026, 6, 8)
    state = State.REPORTED
    accepted_on = factory.LazyAttribute(lambda row: date(2026, 6, 9) if row.state in ACCEPTED else None)
    accepted_by = factory.LazyAttribute(lambda row: UserFactory() if row.state in ACCEPTED else None)
    grade = factory.LazyAttribute(lambda row: "ordinary" if row.state in GRADED else "")
    clause = factory.LazyAttribute(lambda row: "Clause 3" if row.grade == "major" else "")
    responsible = factory.LazyAttribute(lambda row: "Manager" if row.state in ORDERED else "")
    measures = factory.LazyAttribute(lambda row: "Clear it" if row.grade == "major" else "")
    funds_yuan = factory.LazyAttribute(lambda row: 100 if row.grade == "major" else None)
    funds_source = factory.LazyAttribute(lambda row: "Own funds" if row.grade == "major" else "")
    contingency = factory.LazyAttribute(lambda row: "Guard it" if row.grade == "major" else "")
    due_on = factory.LazyAttribute(lambda row: date(2026, 6, 20) if row.state in ORDERED else None)
    first_due_on = factory.LazyAttribute(lambda row: row.due_on)
    rectified_on = factory.LazyAttribute(lambda row: date(2026, 6, 18) if row.state in ORDERED[1:] else None)
    rectified_by = factory.LazyAttribute(lambda row: UserFactory() if row.state in ORDERED[1:] else None)
    reinspected_by = factory.LazyAttribute(lambda row: UserFactory() if row.state == State.FIXED else None)
    closed_on = factory.LazyAttribute(lambda row: date(2026, 6, 25) if row.state in Hazard.CLOSED_STATES else None)
    closed_by = factory.LazyAttribute(
        lambda row: row.reinspected_by or (UserFactory() if row.state == State.UNFIXED else None)
    )
    why = factory.LazyAttribute(
        lambda row: "Reason" if row.state in (State.REJECTED, State.UNFIXED, State.WITHDRAWN) else ""
    )
    transferred_to = factory.LazyAttribute(lambda row: "Road bureau" if row.state == State.TRANSFERRED else "")


class ReportFactory(factory.django.DjangoModelFactory):
    """A report of the public on a hazard of its own; `claim_secret` is what guards the reward."""

    class Meta:
        model = Report

    class Params:
        claim_secret = "plum tree"

    hazard = factory.SubFactory(HazardFactory)
    description = factory.LazyAttribute(lambda row: row.hazard.description)
    locator = factory.Sequence(lambda n: f"{n:06d}")
    secret_hash = ""
    claim_hash = factory.LazyAttribute(lambda row: make_password(row.claim_secret))
    received_on = factory.LazyAttribute(lambda row: row.hazard.reported_on)


class PenaltyFactory(factory.django.DjangoModelFactory):
    """On a hazard; the firm is its unit."""

    class Meta:
        model = Penalty

    hazard = factory.SubFactory(HazardFactory)
    campaign = factory.LazyAttribute(lambda row: row.hazard.campaign)
    unit = factory.LazyAttribute(lambda row: row.hazard.unit)
    basis = "Work Safety Law, article 99"
    decided_on = date(2026, 6, 20)
    firm_yuan = 20_000
    by = factory.SubFactory(UserFactory)


class ExposureFactory(factory.django.DjangoModelFactory):
    """A typical case in any state, with what its state asks for."""

    class Meta:
        model = Exposure

    campaign = factory.SubFactory(CampaignFactory)
    kind = factory.LazyAttribute(lambda row: "hazard" if row.hazard else "case")
    hazard = None
    by_unit = factory.SubFactory(UnitFactory)
    state = "draft"
    title = factory.Sequence(lambda n: f"Case {n}")
    text = "A workshop blocked its exit."
    made_by = factory.SubFactory(UserFactory)
    outlet = factory.LazyAttribute(lambda row: "County TV" if row.state == "published" else "")
    published_on = factory.LazyAttribute(lambda row: date(2026, 6, 12) if row.state == "published" else None)
    why = factory.LazyAttribute(lambda row: "Wrong unit" if row.state == "withdrawn" else "")


WAY = ["proposed", "confirmed", "computed", "approved", "told", "claimed", "paid"]


def since(state):
    """The states from this one on; a lapsed reward was told and never claimed."""
    return [*WAY[WAY.index(state) :], *(["lapsed"] if WAY.index(state) <= WAY.index("told") else [])]


class RewardFactory(factory.django.DjangoModelFactory):
    """In any state, with what its state asks for; each step by a person of its own."""

    class Meta:
        model = Reward

    hazard = factory.LazyFunction(lambda: ReportFactory(hazard__state="fixed").hazard)
    state = "proposed"
    grounds = "The exit was blocked."
    token = factory.Sequence(lambda n: f"TOKEN{n:03d}")
    proposed_by = factory.SubFactory(UserFactory)
    confirmed_by = factory.LazyAttribute(lambda row: UserFactory() if row.state in since("confirmed") else None)
    computed_by = factory.LazyAttribute(lambda row: UserFactory() if row.state in since("computed") else None)
    amount_yuan = factory.LazyAttribute(lambda row: 300 if row.state in since("computed") else None)
    rule = factory.LazyAttribute(lambda row: RewardRule.objects.get() if row.state in since("computed") else None)
    approved_by = factory.LazyAttribute(lambda row: UserFactory() if row.state in since("approved") else None)
    approved_on = factory.LazyAttribute(lambda row: date(2026, 6, 26) if row.state in since("approved") else None)
    told_on = factory.LazyAttribute(lambda row: date(2026, 6, 27) if row.state in since("told") else None)
    claim_until = factory.LazyAttribute(lambda row: date(2126, 6, 27) if row.state in since("told") else None)
    claimed_on = factory.LazyAttribute(lambda row: date(2026, 6, 28) if row.state in since("claimed") else None)
    paid_on = factory.LazyAttribute(lambda row: date(2026, 6, 29) if row.state == "paid" else None)
    paid_by = factory.LazyAttribute(lambda row: UserFactory() if row.state == "paid" else None)
    why = factory.LazyAttribute(lambda row: "No grounds" if row.state == "refused" else "")


class TeamFactory(factory.django.DjangoModelFactory):
    """A team without members; `people` are added, the first of them leads."""

    class Meta:
        model = Team
        skip_postgeneration_save = True

    campaign = factory.SubFactory(CampaignFactory)
    name = factory.Sequence(lambda n: f"Team {n}")

    @factory.post_generation
    def people(self, create, people, **kwargs):
        for place, person in enumerate(people or ()):
            TeamMember.objects.create(team=self, person=person, unit=person.unit, is_leader=place == 0)


class RoundFactory(factory.django.DjangoModelFactory):
    """A running, announced round; `teams` take part and `units` are its objects, given to the first team."""

    class Meta:
        model = Round
        skip_postgeneration_save = True

    campaign = factory.SubFactory(CampaignFactory)
    kind = "special"
    name = factory.Sequence(lambda n: f"Round {n}")
    starts_on = date(2026, 6, 1)
    ends_on = date(2026, 6, 30)
    state = "running"
    made_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def teams(self, create, teams, **kwargs):
        self.teams.set(teams or ())

    @factory.post_generation
    def units(self, create, units, **kwargs):
        for unit in units or ():
            RoundObject.objects.create(round=self, unit=unit, team=self.teams.first())

from datetime import date

import factory

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import Hazard, HazardSource
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

"""What belongs to inspections, made at a place of tests/permissions.py."""

from uuid import uuid4

from inspections.models import (
    Draw,
    ExposurePhoto,
    Extension,
    Fund,
    FundEntry,
    HazardPhoto,
    Listing,
    LookBack,
    Rectification,
    Reinspection,
    SupervisionProblem,
    VisitAnswer,
    VisitPhoto,
)
from inspections.tests.factories import (
    ExposureFactory,
    HazardFactory,
    PenaltyFactory,
    ReportFactory,
    RewardFactory,
    RoundFactory,
    TeamFactory,
)
from inspections.tests.visit_factories import ChecklistFactory, ItemFactory, VersionFactory, VisitFactory

PIXELS = {"width": 1, "height": 1, "pixels": "0", "likeness": 0, "file": "a.jpg", "thumbnail": "b.jpg"}


def hazard(place, **facts):
    return HazardFactory(**{"campaign": place.campaign, "unit": place.unit, "unit_sees": True} | facts)


def hazard_photo(place, **facts):
    facts |= {"added_on": "2026-06-08", "hazard": hazard(place)}
    return HazardPhoto.objects.create(**PIXELS, **facts)


def waiting_photo(place):
    return HazardPhoto.objects.create(**PIXELS, waiting_key=uuid4(), added_by=place.person, added_on="2026-06-08")


def rectification(place):
    return Rectification.objects.create(hazard=hazard(place), done="Cleared", filed_by=place.person)


def reinspection(place):
    return Reinspection.objects.create(hazard=hazard(place), passed=True, done_by=place.person)


def checklist(place):
    return ChecklistFactory(area=place.campaign.area)


def checklist_version(place):
    return VersionFactory(checklist=checklist(place))


def visit(place, state="finished"):
    return VisitFactory(campaign=place.campaign, unit=place.unit, state=state)


def visit_answer(place):
    row = visit(place)
    return VisitAnswer.objects.create(visit=row, item=ItemFactory(), answer="yes")


def visit_photo(place):
    return VisitPhoto.objects.create(visit=visit(place), **PIXELS)


def problem(place):
    return SupervisionProblem.objects.create(visit=visit(place), text="No plan", due_on="2026-06-20")


def exposure(place, **facts):
    return ExposureFactory(**{"campaign": place.campaign, "by_unit": place.unit, "unit": place.unit} | facts)


def exposure_photo(place):
    facts = {"width": 1, "height": 1, "pixels": "0", "likeness": 0, "file": "a.jpg", "thumbnail": "b.jpg"}
    return ExposurePhoto.objects.create(exposure=exposure(place), nothing_to_mask=True, **facts)


def penalty(place):
    return PenaltyFactory(hazard=HazardFactory(campaign=place.campaign, unit=place.unit))


def reward(place):
    hazard = HazardFactory(campaign=place.campaign, unit=place.unit, state="fixed")
    return RewardFactory(hazard=ReportFactory(hazard=hazard).hazard)


def fund(place):
    return Fund.objects.get_or_create(area=place.campaign.area, year=2026)[0]


def fund_entry(place):
    return FundEntry.objects.create(fund=fund(place), on="2026-06-01", amount_yuan=1, note="Budget", by=place.person)


def team(place):
    return TeamFactory(campaign=place.campaign, people=[place.person])


def round_to(place, **facts):
    """Goes to the unit; nobody of it is in a team."""
    return RoundFactory(campaign=place.campaign, units=[place.unit], **facts)


def object_of_round(place, **facts):
    return round_to(place, **facts).objects_of_round.get()


def draw(place, **facts):
    known = {"campaign": place.campaign, "round": round_to(place, **facts), "drawn_by": place.person}
    return Draw.objects.create(purpose="objects", seed="1", pool=[place.unit.pk], picked=[place.unit.pk], **known)


def extension(place):
    days = {"old_due_on": "2026-06-20", "new_due_on": "2026-07-20", "asked_on": "2026-06-08"}
    row = hazard(place, state="rectifying")
    facts = {"why": "Parts", "answer_due_on": "2026-06-22", "asked_by": place.person}
    return Extension.objects.create(hazard=row, **days, **facts)


def listing(place):
    row = HazardFactory(campaign=place.campaign, unit=place.unit, state="rectifying", grade="major")
    return Listing.objects.create(hazard=row, listed_by_unit=place.unit, listed_on="2026-06-09", by=place.person)


def look_back(place, **facts):
    row = HazardFactory(campaign=place.campaign, unit=place.unit, state="fixed")
    return LookBack.objects.create(**{"hazard": row, "reason": "office", "due_on": "2026-07-25"} | facts)


def look_back_draw(place):
    facts = {"campaign": place.campaign, "drawn_by": place.person}
    return Draw.objects.create(purpose="look_back", seed="1", pool=[1], picked=[1], **facts)

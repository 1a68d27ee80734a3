"""Reports and codes for the tests; the code of a report is CODE unless another is given."""

from datetime import date

import factory

from accounts.tests.factories import UserFactory
from core.codes import hash_secret, new_code
from core.sealing import seal
from inspections.models import ContactOpening, HazardSource, Report, ReporterContact, ReportPoint
from inspections.tests.factories import HazardFactory
from units.tests.factories import UnitFactory


class PointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportPoint

    unit = factory.SubFactory(UnitFactory)
    token = factory.Sequence(lambda n: f"token-{n}")
    made_on = date(2026, 6, 1)
    made_by = factory.SubFactory(UserFactory)


class ReportFactory(factory.django.DjangoModelFactory):
    """An anonymous report of the public; `code` opens it."""

    class Meta:
        model = Report
        exclude = ["code"]
        skip_postgeneration_save = True

    class Params:
        told = factory.Trait(told_on=date(2026, 6, 26), told_by=factory.SubFactory(UserFactory), told_text="Mended")

    code = factory.LazyFunction(new_code)
    hazard = factory.SubFactory(
        HazardFactory,
        source=factory.LazyFunction(lambda: HazardSource.objects.get(code="public")),
        reported_at=None,
    )
    description = "The exit on the second floor is blocked"
    locator = factory.LazyAttribute(lambda row: row.code.locator)
    secret_hash = factory.LazyAttribute(lambda row: hash_secret(row.code))
    received_on = date(2026, 6, 8)

    @factory.post_generation
    def contact(self, create, given, **kwargs):
        if given:
            name, phone = given
            ReporterContact.objects.create(report=self, name_sealed=seal(name), phone_sealed=seal(phone))


def report_at(place):
    """For the table of permissions: a report about a hazard at this place."""
    return ReportFactory(
        hazard__campaign=place.campaign, hazard__unit=place.unit, hazard__state="fixed", contact=("某", "1")
    )


def opening_at(place):
    return ContactOpening.objects.create(report=report_at(place), by=place.person, why="To ask")


def message_at(place):
    return report_at(place).messages.create(text="Which exit?", by=place.person, said_on=date(2026, 6, 9))

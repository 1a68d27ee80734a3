"""The office hears of reports a quarter of an hour at a time, each once."""

from datetime import date

import pytest

from accounts.tests.factories import UserFactory
from inspections.models import Report
from inspections.services.sweeping import tell_of_reporters
from inspections.tests.reports import ReportFactory
from notifications.models import Notification
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def told(person):
    return list(Notification.objects.filter(post__person=person).values_list("text", flat=True))


@pytest.fixture
def report():
    return ReportFactory(hazard__state="reported")


@pytest.fixture
def office(report):
    return UserFactory(role="office", unit=UnitFactory(parent=report.hazard.campaign.area), language="en")


def test_new_reports_are_one_message_told_once(report, office):
    ReportFactory(hazard__state="reported", hazard__campaign=report.hazard.campaign)

    for _ in range(2):
        tell_of_reporters()

    assert told(office) == ["2 new reports have come in."]
    assert not Report.objects.filter(office_knows=False).exists()


def test_office_of_another_county_hears_nothing(report, office):
    foreign = UserFactory(role="office", unit=UnitFactory())

    tell_of_reporters()

    assert told(foreign) == []


@pytest.mark.parametrize(("audience", "number"), [("unit", 1), ("office", 0)])
def test_liaison_hears_of_an_employee_s_report_to_the_unit_alone(office, report, audience, number):
    unit = report.hazard.unit
    liaison = UserFactory(role="liaison", unit=unit, language="en")
    Report.objects.update(audience=audience)

    tell_of_reporters()

    assert len(told(liaison)) == number


def test_words_and_a_no_of_the_reporter_are_told_once(office, report):
    closed = ReportFactory(
        hazard__state="fixed",
        hazard__campaign=report.hazard.campaign,
        office_knows=True,
        fixed_answer="no",
        fixed_answer_on=date(2026, 6, 26),
    )
    closed.messages.create(text="Still there", said_on=date(2026, 6, 26))
    Report.objects.update(office_knows=True)

    for _ in range(2):
        tell_of_reporters()

    number = closed.hazard.number
    assert sorted(told(office)) == [
        f"The reporter of {number} says it is not fixed.",
        f"The reporter of {number} wrote to the office.",
    ]

"""A hazard may be taken over as fixed from a ledger kept elsewhere, whose re-inspector has no account here."""

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.services.working import reopen_hazard
from inspections.tests.factories import HazardFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def test_fixed_hazard_names_who_reinspected_it_by_account_or_by_name():
    person = UserFactory()
    HazardFactory(state="fixed", reinspected_by=None, reinspected_by_name="Inspector of 2025", closed_by=person)

    with pytest.raises(IntegrityError, match="hazard_fixed_means_reinspected"), transaction.atomic():
        HazardFactory(state="fixed", reinspected_by=None, closed_by=person)


def test_reopening_forgets_who_reinspected_it():
    campaign = CampaignFactory()
    office = UserFactory(role="office", unit=UnitFactory(parent=campaign.area))
    facts = {"reinspected_by": None, "reinspected_by_name": "Inspector of 2025", "closed_by": office}
    hazard = HazardFactory(campaign=campaign, state="fixed", **facts)

    reopen_hazard(hazard, by=office, why="It leaks again")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.reinspected_by_name) == ("rectifying", "")

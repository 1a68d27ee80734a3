"""The opening paragraph: which campaign, on what basis, by whom."""

from typing import Any

from campaigns.models import Campaign
from reports.selectors.drafting.desk import Desk
from reports.selectors.tokens import plain

LONGEST_BASIS = 200


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    campaign = desk.campaign
    basis = _basis(desk)
    return {
        "name": plain(campaign.name),
        "is_month": campaign.season == Campaign.Season.MONTH,
        "edition": campaign.national_edition,
        "local_edition": campaign.local_edition,
        "basis_is_whole": basis.endswith(tuple(desk.words["basis_ends"])) if basis else False,
        "basis": basis if len(basis) <= LONGEST_BASIS else "",
        "theme": plain(campaign.theme),
        "starts": desk.day(campaign.starts_on),
        "ends": desk.day(campaign.ends_on),
    }


def _basis(desk: Desk) -> str:
    """What the office typed, without the word that our sentence brings itself."""
    basis = plain(desk.campaign.basis).rstrip("。.;；,，")
    lead = next((word for word in desk.words["basis_leads"] if basis.startswith(word)), "")
    return basis.removeprefix(lead)

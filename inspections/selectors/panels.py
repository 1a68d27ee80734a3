"""What other areas add to the page of a hazard: one line each here, one include in templates/inspections/hazard.html.

A function gets hazard and reader, and gives what its template needs, or None for nothing to show.
"""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from inspections.models import Hazard
from inspections.selectors.exposures import exposures_panel
from inspections.selectors.extensions import extension_panel
from inspections.selectors.implementations import five_implementations
from inspections.selectors.late import duty_panel
from inspections.selectors.listings import listing_panel
from inspections.selectors.look_backs import look_back_panel
from inspections.selectors.penalties import penalties_panel
from inspections.selectors.reporters import reporter_panel
from inspections.selectors.rewards import reward_panel
from inspections.selectors.urging import urge_panel

PANELS: dict[str, Callable[[Hazard, User], Any]] = {
    "duties": duty_panel,
    "urging": urge_panel,
    "implementations": five_implementations,
    "extension": extension_panel,
    "listing": listing_panel,
    "look_backs": look_back_panel,
    "exposures": exposures_panel,
    "penalties": penalties_panel,
    "reward": reward_panel,
    "reporter": reporter_panel,
}


def panels_of(hazard: Hazard, user: User) -> dict[str, Any]:
    """By area; the template shows those that are not None."""
    return {name: panel(hazard, user) for name, panel in PANELS.items()}

"""Figures to put into a text."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.models import Indicator
from core.figures import Figure
from reports.models import SummaryVersion
from reports.selectors import inspected
from reports.selectors.figures import ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, UNITS_ACTIVE
from reports.selectors.resolving import kept_figure


@dataclass(frozen=True)
class Offered:
    """A figure that the summary already has, to be said once more."""

    token: str
    name: str
    figure: Figure
    where: str


def choices() -> list[tuple[str, str]]:
    """Every figure that takes filters, by its name."""
    counts = [
        (ACTIVITIES, _("Activities")),
        (UNITS_ACTIVE, _("Units active")),
        (ASSIGNMENTS_DUE, _("Assignments asked")),
        (ASSIGNMENTS_DONE, _("Assignments done")),
    ]
    counts += [(code, str(name)) for code, (name, _measure) in inspected.NAMES.items()]
    return counts + [(row.code, row.name) for row in Indicator.objects.in_use()]


def offered(version: SummaryVersion) -> list[Offered]:
    """The figures of this version, whole ones first."""
    found = []
    for key, kept in version.figures.items():
        found.append(Offered("{{" + key + "}}", kept["name"], kept_figure(kept), kept["where"]))
    return sorted(found, key=lambda each: (bool(each.where), each.name, each.where))

"""What every page knows: the campaign in hand and the sections of its menu."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from campaigns.models import Campaign
from campaigns.selectors import current_campaign

ALL = {Role.OFFICE, Role.LIAISON, Role.LEADER, Role.INSPECTOR}
SECTIONS = [
    ("reports:overview", _("Overview"), "grid", ALL | {Role.ADMIN}),
    ("campaigns:plan", _("Plan"), "list-nested", ALL),
    ("campaigns:assignments", _("Assignments"), "check2-square", ALL),
    ("activities:activities", _("Activities"), "flag", ALL),
    ("inspections:hazards", _("Hazards"), "exclamation-triangle", ALL),
    ("campaigns:notices", _("Notices"), "megaphone", ALL),
    ("units:units", _("Units"), "building", ALL | {Role.ADMIN}),
    ("reports:tables", _("Tables"), "table", {Role.OFFICE, Role.LEADER}),
    ("reports:summary", _("Summary"), "file-earmark-text", ALL),
]
# Pages that belong to a section without lying below its address.
BELONGING = {
    "campaigns:plan": ["campaigns:timeline", "campaigns:committee", "campaigns:meetings", "campaigns:campaign"],
    "inspections:hazards": ["inspections:exposures", "inspections:penalties", "inspections:rewards"],
}
# Apps whose single records stand outside the campaigns' addresses.
ROOTLESS = {"activities": "activities:activities", "inspections": "inspections:hazards", "units": "units:units"}


@dataclass(frozen=True)
class Section:
    url: str
    label: str
    icon: str
    is_current: bool


def sections_of(request: HttpRequest, campaign: Campaign | None) -> list[Section]:
    if campaign is None or not request.user.is_authenticated or request.user.role is None:
        return []
    found = []
    for name, label, icon, roles in SECTIONS:
        if request.user.role not in roles:
            continue
        url = reverse(name, args=[campaign.slug])
        roots = (url, *(reverse(other, args=[campaign.slug]) for other in BELONGING.get(name, ())))
        is_below = request.path == url if name == "reports:overview" else request.path.startswith(roots)
        found.append(Section(url, label, icon, is_below or name == ROOTLESS.get(_namespace(request))))
    return found


def _namespace(request: HttpRequest) -> str:
    """The app of an address that names no campaign, such as /activities/7/."""
    match = request.resolver_match
    return match.namespace if match and "slug" not in match.kwargs else ""


def campaign(request: HttpRequest) -> dict:
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    current = SimpleLazyObject(lambda: current_campaign(request.user, slug))
    return {
        "current_campaign": current,
        "sections": SimpleLazyObject(lambda: sections_of(request, current or None)),
    }

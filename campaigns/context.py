"""What every page knows: the campaign in hand and the sections of its menu."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role
from campaigns.models import Campaign
from campaigns.selectors import campaign_in_hand

ALL = {Role.OFFICE, Role.LIAISON, Role.LEADER, Role.INSPECTOR}
SECTIONS = [
    ("reports:overview", _("Overview"), "grid", ALL | {Role.ADMIN}),
    ("campaigns:plan", _("Plan"), "list-nested", ALL),
    ("campaigns:assignments", _("Assignments"), "check2-square", ALL),
    ("campaigns:instructions", pgettext_lazy("by leaders", "Instructions"), "sign", {Role.OFFICE, Role.LEADER}),
    ("activities:activities", _("Activities"), "flag", ALL),
    ("inspections:inspections", _("Inspections"), "clipboard-check", ALL),
    ("inspections:hazards", _("Hazards"), "exclamation-triangle", ALL),
    ("campaigns:notices", _("Notices"), "megaphone", ALL),
    ("units:units", _("Units"), "building", ALL | {Role.ADMIN}),
    ("reports:tables", _("Tables"), "table", {Role.OFFICE, Role.LEADER}),
    ("reports:summary", _("Summary"), "file-earmark-text", ALL),
]
# Pages that belong to a section without lying below its address.
BELONGING = {
    "reports:summary": ["reports:bulletins"],
    "reports:overview": ["reports:dashboard"],
    "campaigns:plan": [
        "campaigns:timeline",
        "campaigns:committee",
        "campaigns:meetings",
        "campaigns:campaign",
        "reports:public_page",
    ],
    "inspections:hazards": ["inspections:exposures", "inspections:penalties", "inspections:rewards"],
}
# Single records that stand outside the campaigns' addresses: by the beginning of theirs, else by their app.
ROOTLESS = {"activities": "activities:activities", "inspections": "inspections:hazards", "units": "units:units"}
ROOTLESS |= dict.fromkeys(["rounds", "teams", "draws", "visits", "checklists"], "inspections:inspections")


@dataclass(frozen=True)
class Section:
    url: str
    label: str
    icon: str
    is_current: bool


@lru_cache(maxsize=64)
def _places(slug: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Of each section its name, its address, and the addresses below which its pages lie."""
    found = []
    for name, *_rest in SECTIONS:
        url = reverse(name, args=[slug])
        # Every address of the campaign lies below the overview, so only its own is the overview.
        own = () if name == "reports:overview" else (url,)
        found.append((name, url, (*own, *(reverse(other, args=[slug]) for other in BELONGING.get(name, ())))))
    return found


def sections_of(request: HttpRequest, campaign: Campaign | None) -> list[Section]:
    role = request.user.role if request.user.is_authenticated else None
    if campaign is None or role is None:
        return []
    found, rootless = [], _rootless(request)
    for (_name, label, icon, roles), (name, url, roots) in zip(SECTIONS, _places(campaign.slug), strict=True):
        if role in roles:
            is_below = request.path == url or request.path.startswith(roots)
            found.append(Section(url, label, icon, is_below or name == rootless))
    if role == Role.ADMIN:
        # Of the portal, not of a campaign; it stands here so that the administrator finds it from every page.
        url = reverse("operations:operations")
        found.append(Section(url, _("Operations"), "sliders", request.path.startswith(url)))
    return found


def _rootless(request: HttpRequest) -> str | None:
    """The section of an address that names no campaign, such as /activities/7/ or /rounds/7/."""
    match = request.resolver_match
    if match is None or "slug" in match.kwargs:
        return None
    first = request.path.strip("/").split("/", 1)[0]
    return ROOTLESS.get(first, ROOTLESS.get(match.namespace))


def campaign(request: HttpRequest) -> dict:
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    current = SimpleLazyObject(lambda: campaign_in_hand(request.user, slug))
    return {
        "current_campaign": current,
        "sections": SimpleLazyObject(lambda: sections_of(request, current or None)),
    }

"""`figures.json`: the shape other systems rely on."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.forms.filters import ActivityFilterForm
from activities.selectors.filtering import APPROVED, APPROVED_AND_WAITING, ActivityFilters
from campaigns.selectors import campaign_or_404
from reports.selectors.figures import FigureLine, figures
from reports.selectors.reach import view_of

STATES = {"": APPROVED, "approved": APPROVED, "submitted": APPROVED_AND_WAITING}


@require_safe
def figures_json(request: HttpRequest, slug: str) -> JsonResponse:
    """Every figure; a filter that can't be read is answered with 400 and a sentence by its name."""
    campaign = campaign_or_404(request.user, slug)
    form = ActivityFilterForm(request.GET, campaign=campaign, user=request.user)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    if request.GET.get("state", "") not in STATES:
        sentence = _("The state is “approved”, or “submitted” for what waits too.")
        return JsonResponse({"errors": {"state": [sentence]}}, status=400)
    filters = form.filters().with_(states=STATES[request.GET.get("state", "")])
    view = view_of(request.user, campaign, filters)
    return JsonResponse(
        {
            "campaign": campaign.slug,
            "as_of": timezone.localtime().isoformat(timespec="seconds"),
            "filters": _told(filters, request.GET.get("state") or "approved"),
            "figures": [figure_as_json(line) for line in figures(view)],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _told(filters: ActivityFilters, state: str) -> dict:
    told: dict = {"state": state}
    for name, value in filters.pairs():
        if name in ("kind", "linkage", "entry"):
            told.setdefault(name, []).append(value)
        elif name != "state":
            told[name] = value
    return told


def figure_as_json(line: FigureLine) -> dict:
    """`has_more_missing`: more parts are owed than `missing` names."""
    return {
        "code": line.code,
        "name": line.name,
        "measure": line.measure,
        "value": line.figure.value,
        "qualifier": str(line.figure.qualifier),
        "missing": [{"unit": part.unit, "url": part.url} for part in line.missing],
        "has_more_missing": line.has_more_missing,
        "records": line.records,
        "url": line.url,
    }

"""The summary as a file, named by its version."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from reports import rules
from reports.selectors import summary_page
from reports.selectors.content import content_of
from reports.selectors.summary_files import as_file, json_of

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def summary_file(request, slug, number, form):
    """Word, PDF, workbook or json."""
    campaign = campaign_or_404(request.user, slug)
    if form not in (*TYPES, "json"):
        raise Http404
    version = get_object_or_404(summary_page.versions_of(campaign, user=request.user), number=number)
    content = content_of(version)
    if form == "json":
        works = rules.sees_work(request.user, campaign)
        warnings = summary_page.warnings_as_json(version.summary, version) if works else []
        return JsonResponse(json_of(content, warnings), json_dumps_params={"ensure_ascii": False})
    with translation.override(content.language):
        answer = HttpResponse(as_file(content, form), content_type=TYPES[form])
    kind = f"bulletin-{slug}-{version.summary.bulletin}" if version.summary.is_bulletin else f"summary-{slug}"
    answer["Content-Disposition"] = f'attachment; filename="{kind}-{number}.{form}"'
    return answer

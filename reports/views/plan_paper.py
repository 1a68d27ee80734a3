"""The plan as a Word file."""

from io import BytesIO

from django.http import FileResponse
from django.utils import timezone

from campaigns.selectors import campaign_or_404
from core.languages import is_chinese
from reports.papers.word import write_docx
from reports.selectors.plan_paper import plan_paper

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def plan_docx(request, slug):
    campaign = campaign_or_404(request.user, slug)
    language = "zh-hans" if is_chinese() else "en"
    paper = plan_paper(campaign, user=request.user, today=timezone.localdate(), language=language)
    stream = BytesIO()
    write_docx(paper, stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{paper.title}.docx", content_type=WORD)

"""Files, handed out only to who may see their record and never shown inside a page."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.models import Attachment
from campaigns.services.attachments import remove_attachment

SANDBOX = "default-src 'none'; sandbox"


@require_safe
def attachment(request, pk):
    found = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=found.name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def attachment_remove(request, pk):
    found = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    record = found.notice or found.assignment or found.unit_assignment or found.meeting
    remove_attachment(found, by=request.user)
    messages.success(request, _("“%(name)s” is removed.") % {"name": found.name})
    return redirect(record)

"""The page with first passwords and its workbook."""

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import rules
from accounts.services.slips import opened, sealed, write_slips
from core.imports import workbook_response
from core.links import absolute


def show_slips(request, slips, onward):
    """Answered to the very POST that made the passwords: a second look is not possible."""
    context = {"slips": slips, "seal": sealed(slips), "onward": onward, "address": absolute("/")}
    return render(request, "accounts/slips.html", context)


@require_POST
@never_cache
def slip_workbook(request):
    if not rules.may_manage_people(request.user):
        raise PermissionDenied
    try:
        slips = opened(request.POST.get("seal", ""))
    except signing.BadSignature:
        raise Http404 from None
    return workbook_response("first-passwords", lambda target: write_slips(target, _("First passwords"), slips))

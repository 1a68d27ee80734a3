"""Looking back at what is fixed: the list of what waits, one recorded on a phone, the draw of the others."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.editing import try_save
from core.pagination import page_of
from inspections import rules
from inspections.forms.look_backs import AskLookBackForm, DrawLookBacksForm, RecordLookBackForm
from inspections.models import Draw, Hazard, LookBack
from inspections.selectors import look_backs as reading
from inspections.selectors.deadlines import Terms
from inspections.selectors.hazard import evidence_of
from inspections.services import lookbacks as services
from inspections.services.relapses import record_look_back
from inspections.views.kept_photos import add_url, chosen_photos, keep_photos
from inspections.views.stepping import Page, demand, find_hazard, step_on, take_step

USUAL_SHARE = Decimal(10)


@require_safe
def look_backs(request, slug):
    campaign = campaign_or_404(request.user, slug)
    waiting = list(reading.waiting_look_backs(campaign, request.user))
    today = timezone.localdate()
    draws = Draw.objects.visible_to(request.user).filter(campaign=campaign, purpose=Draw.Purpose.LOOK_BACK)
    context = {
        "campaign": campaign,
        "waiting": [(row, rules.may_look_back(request.user, row.hazard)) for row in waiting],
        "late": sum(row.due_on < today for row in waiting),
        "page_obj": page_of(reading.done_look_backs(campaign, request.user), request.GET.get("page")),
        "draws": draws.select_related("drawn_by"),
        "today": today,
        "may_draw": rules.may_manage(request.user, campaign),
    }
    return render(request, "inspections/look_backs.html", context)


def look_back(request, pk):
    row = get_object_or_404(LookBack.objects.visible_to(request.user), pk=pk)
    hazard = find_hazard(request, row.hazard_id)
    demand(rules.looks_back(request.user, hazard))
    page = Page(
        title=_("Does the fix still hold?"),
        submit=_("Save the look-back"),
        said=_("The look-back is saved: %(hazard)s"),
        may=not row.result and hazard.state == Hazard.State.FIXED,
        template="inspections/look_back.html",
        draft_key=f"look-back-{request.user.pk}-{row.pk}",
    )
    form = RecordLookBackForm(request.POST or None, request.FILES or None, add_url=add_url(hazard.campaign))
    record = step_on(row, partial(record_look_back, waiting_photos=chosen_photos(request)))
    more = {"evidence": evidence_of(hazard, request.user), "filed": hazard.rectifications.first(), "look_back": row}
    return take_step(request, hazard, form, record, page, lambda: more | keep_photos(request, form))


def hazard_look_back(request, pk):
    """The office wants it looked at again."""
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Look at it again?"),
        submit=_("Put it on the list"),
        said=_("It waits for a look-back: %(hazard)s"),
        may=hazard.state == Hazard.State.FIXED and not hazard.look_backs.filter(result="").exists(),
    )
    form = AskLookBackForm(
        request.POST or None, initial={"due_on": Terms.load().due("look_back", timezone.localdate())}
    )
    return take_step(request, hazard, form, step_on(hazard, services.ask_look_back), page)


def look_backs_draw(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_manage(request.user, campaign):
        raise PermissionDenied
    today = timezone.localdate()
    initial = {"percent": USUAL_SHARE, "closed_from": today - timedelta(days=30), "closed_to": today}
    form = DrawLookBacksForm(request.POST or None, initial=initial)
    draw, _conflict = try_save(form, lambda: services.draw_look_backs(campaign, by=request.user, **form.cleaned_data))
    if draw:
        return redirect(draw)
    return render(request, "inspections/look_backs_draw.html", {"campaign": campaign, "form": form})

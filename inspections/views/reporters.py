"""The office's side of a report: ask, tell, open the contact, and the list of reporters who wait."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.rules import is_office_of
from campaigns.selectors import campaign_or_404
from core.errors import DomainError
from core.pagination import page_of
from inspections import rules
from inspections.forms.reporters import AskForm, CallerForm, OpenContactForm, TellForm
from inspections.models import Report
from inspections.selectors.deadlines import Terms
from inspections.selectors.reporters import (
    WAITS,
    as_waiting,
    has_ended,
    waiting_counts,
    waiting_reports,
    words_for_reporter,
)
from inspections.services import reporters as services
from inspections.views.stepping import Page, demand, find_hazard, take_step


@require_safe
def reporters(request, slug):
    campaign = campaign_or_404(request.user, slug)
    demand(is_office_of(request.user, campaign))
    why = request.GET.get("why", "")
    page = page_of(waiting_reports(campaign, request.user, why), request.GET.get("page"))
    page.object_list = as_waiting(list(page.object_list), Terms.load())
    context = {
        "campaign": campaign,
        "page_obj": page,
        "counts": waiting_counts(campaign, request.user),
        "why": why if why in WAITS else "",
        "today": timezone.localdate(),
    }
    return render(request, "inspections/reporters.html", context)


def tell(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_reach_reporter(request.user, hazard))
    page = Page(
        title=_("Tell the reporter what came out"),
        submit=_("Tell the reporter"),
        said=_("It stands on the reporter's page now: %(hazard)s"),
        may=has_ended(hazard),
        lead=_("Whoever reported it again reads the same."),
    )
    form = TellForm(request.POST or None, initial={"text": words_for_reporter(hazard)})
    return take_step(request, hazard, form, services.tell_reporters, page)


def ask(request, pk):
    report = _report(request, pk)
    form = AskForm(request.POST or None)
    if form.is_valid():
        services.ask_reporter(report, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("The reporter reads it at the next visit with the code."))
        return redirect(_case(report))
    context = {"report": report, "hazard": _case(report), "campaign": report.hazard.campaign, "form": form}
    return render(request, "inspections/reporter_ask.html", context)


@require_POST
def take_note(request, pk):
    report = _report(request, pk)
    services.take_note(report, by=request.user)
    messages.success(request, _("Noted as read."))
    return redirect(_case(report))


def contact(request, pk):
    """The answer to the reason shows name and phone, once; a new look needs a new reason."""
    report = _report(request, pk)
    form, opened = OpenContactForm(request.POST or None), None
    if form.is_valid():
        try:
            opened = services.open_contact(report, by=request.user, why=form.cleaned_data["why"])
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    openings = report.openings.select_related("by")
    context = {"report": report, "hazard": _case(report), "campaign": report.hazard.campaign}
    context |= {"form": form, "opened": opened, "openings": openings}
    return render(request, "inspections/reporter_contact.html", context)


def caller(request, pk):
    """The answer shows the code once, to be read out; leaving the name empty is fine."""
    hazard = find_hazard(request, pk)
    demand(rules.may_reach_reporter(request.user, hazard))
    form, code = CallerForm(request.POST or None), None
    if form.is_valid():
        try:
            code = services.add_caller(hazard, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"hazard": hazard, "campaign": hazard.campaign, "form": form, "code": code and str(code)}
    return render(request, "inspections/reporter_caller.html", context)


def _report(request, pk):
    rows = Report.objects.visible_to(request.user).select_related("hazard__campaign__area", "hazard__duplicate_of")
    report = get_object_or_404(rows, pk=pk)
    demand(rules.may_reach_reporter(request.user, report.hazard))
    return report


def _case(report):
    return report.hazard.duplicate_of or report.hazard

"""The reporter's own view of the case. The code comes in the body of each post and stands in no address."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.throttle import Limit
from inspections.forms.following import AnswerForm, ClaimForm, CodeForm, FixedForm, LaterPhotosForm
from inspections.selectors.following import may_say_fixed, progress_of, report_of_code
from inspections.selectors.reporting import Desk, desk_of
from inspections.selectors.rewards import reward_of
from inspections.services import following as services
from inspections.services.payouts import claim_reward

# Wrong codes; a right one is given back.
GUESSES = Limit("follow", per_hour=10, per_day=50, overall_per_hour=1000)
CLAIMS = Limit("claim", per_hour=5, per_day=20, overall_per_hour=200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request):
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form)
    verdict = GUESSES.hit(request)
    if not verdict.allowed:
        answer = _ask(request, form, status=429, too_many=True)
        answer["Retry-After"] = verdict.retry_after
        return answer
    report = report_of_code(form.cleaned_data["code"])
    if report is None:
        form.add_error("code", _("No report opens with this code. Check each character; I, L and O are never used."))
        return _ask(request, form)
    GUESSES.give_back(request)
    return _case(request, report, form.cleaned_data["code"])


def _ask(request, form, *, status=200, too_many=False):
    context = {"desk": desk_of(), "form": form, "too_many": too_many}
    return render(request, "inspections/report/code.html", context, status=status)


def _case(request, report, code):
    """The case as it stands after the act, if one came along."""
    refused, notice = {}, ""
    name = request.POST.get("act", "")
    if name in ACTS:
        form_class, carry_out = ACTS[name]
        form = form_class(request.POST, request.FILES)
        notice = _try(request, form, carry_out, report)
        refused = {} if notice else {f"{name}_form": form}
        report.refresh_from_db()
    context = _shown(report) | refused | {"code": code, "notice": notice}
    return render(request, "inspections/report/follow.html", context)


def _shown(report):
    return {
        "desk": Desk(report.hazard.campaign),
        "report": report,
        "progress": progress_of(report),
        "may_say_fixed": may_say_fixed(report),
        "said": report.messages.all(),
        "photos": report.photos.count(),
        "reward": reward_of(report),
        "claim_form": ClaimForm(),
        "answer_form": AnswerForm(),
        "photos_form": LaterPhotosForm(),
    }


def _try(request, form, carry_out, report):
    """What came about, in words; "" leaves the reason in the form."""
    if not form.is_valid():
        return ""
    try:
        return carry_out(request, report, form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return ""


def _answer(request, report, data):
    services.answer_office(report, data["text"])
    return _("Your words are with the office.")


def _photos(request, report, data):
    services.add_later_photos(report, data["photos"])
    return _("The photos have been added.")


def _fixed(request, report, data):
    services.say_whether_fixed(report, data["fixed"])
    return _("Thank you. The office will see your answer.")


def _claim(request, report, data):
    if not CLAIMS.hit(request).allowed:
        raise DomainError(_("Too many wrong words came from here. Try again in an hour."))
    claim_reward(report, data["claim_word"])
    CLAIMS.give_back(request)
    return _("The reward is yours. Below is what the cashier wants to see.")


ACTS = {
    "answer": (AnswerForm, _answer),
    "claim": (ClaimForm, _claim),
    "fixed": (FixedForm, _fixed),
    "photos": (LaterPhotosForm, _photos),
}

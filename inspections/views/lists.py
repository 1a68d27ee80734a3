"""Time limits and versions of the reward rule: everybody reads what they are judged by, office and administrator keep it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.editing import try_save
from core.history import history_of
from core.workdays import unannounced_years
from inspections import rules
from inspections.forms.lists import RewardRuleForm, TimeLimitForm
from inspections.models import DeadlineRule, RewardRule
from inspections.services.lists import add_reward_rule, update_time_limit


@require_safe
def time_limits(request):
    may_edit = rules.may_keep_lists(request.user)
    context = {
        "limits": DeadlineRule.objects.filter(retired=False),
        "unannounced": unannounced_years(timezone.localdate()) if may_edit else [],
        "may_edit": may_edit,
    }
    return render(request, "inspections/time_limits.html", context)


def time_limit_edit(request, pk):
    _refuse_others(request)
    row = get_object_or_404(DeadlineRule, pk=pk)
    form = TimeLimitForm(request.POST or None, instance=get_object_or_404(DeadlineRule, pk=pk))
    saved, _conflict = try_save(form, lambda: update_time_limit(row, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
        return redirect("inspections:time_limits")
    context = {"form": form, "limit": row, "changes": history_of(row)}
    return render(request, "inspections/time_limit_form.html", context)


@require_safe
def reward_rules(request):
    rows = list(RewardRule.objects.all())
    today = timezone.localdate()
    context = {
        "versions": rows,
        "current": next((row for row in rows if row.valid_from <= today), None),
        "today": today,
        "may_edit": rules.may_keep_lists(request.user),
    }
    return render(request, "inspections/reward_rules.html", context)


def reward_rule_new(request):
    """Starts from the newest version, since a new one changes little."""
    _refuse_others(request)
    last = RewardRule.objects.first()
    initial = {name: getattr(last, name) for name in RewardRuleForm.Meta.fields if name != "valid_from"} if last else {}
    form = RewardRuleForm(request.POST or None, initial=initial)
    saved, _conflict = try_save(form, lambda: add_reward_rule(by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved})
        return redirect("inspections:reward_rules")
    return render(request, "inspections/reward_rule_form.html", {"form": form})


def _refuse_others(request):
    if not rules.may_keep_lists(request.user):
        raise PermissionDenied

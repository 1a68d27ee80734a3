"""Logging an activity and changing it: kind first, then one form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from activities import rules
from activities.forms.logging import EditActivityForm, HostForm, NewActivityForm, figure_name
from activities.models import Activity
from activities.selectors import offers
from activities.selectors.history import values_at
from activities.services import logging as services
from activities.services.handing_in import submit_activity
from activities.views.kept_photos import keep_photos, photos_of_form, save_photos
from campaigns.models import Assignment, PlanItem
from campaigns.selectors.campaign import campaign_or_404
from core.editing import EditConflict, merge_conflict
from core.errors import DomainError
from core.figures import UNKNOWN


def log(request, slug):
    """Without a kind the page asks for it; `?assignment=` and `?plan_item=` answer as much as they can."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_log(request.user, campaign):
        raise PermissionDenied
    unit = _host(request, campaign)
    purpose = _purpose(request, campaign, unit)
    kind = _kind(request, unit, purpose)
    if kind is None:
        return _choose_kind(request, campaign, unit)
    return _log_form(request, campaign, unit, kind, purpose)


def _host(request, campaign):
    """The unit acted for; `?unit=` names another one, of the area or below."""
    form = HostForm(request.GET, campaign=campaign, hosts=offers.hosts_of(campaign, request.user))
    if not form.is_valid():
        raise Http404
    unit = form.cleaned_data["unit"] or request.user.unit
    if not rules.may_log_for(request.user, campaign, unit):
        raise PermissionDenied
    return unit


def _purpose(request, campaign, unit):
    rows = {
        "assignment": Assignment.objects.filter(pk__in=offers.shares_of(unit, campaign).values("assignment")),
        "plan_item": PlanItem.objects.filter(campaign=campaign),
    }
    for name, queryset in rows.items():
        key = request.GET.get(name, "")
        if key.isdecimal() and len(key) < 19:
            return queryset.filter(pk=key).first()
    return None


def _kind(request, unit, purpose, default=None):
    code = request.GET.get("kind", "")
    if code:
        return offers.kind_of_code(code) or default
    if isinstance(purpose, Assignment) and "choose" not in request.GET:
        return offers.kind_asked_by(purpose, unit)
    return default


def _choose_kind(request, campaign, unit):
    keep = request.GET.copy()
    keep.pop("kind", None)
    keep.pop("choose", None)
    hosts = offers.hosts_of(campaign, request.user)
    context = {
        "campaign": campaign,
        "unit": unit,
        "kinds": offers.kinds_for(unit),
        "owed": [] if "assignment" in keep else offers.owed_by(unit, campaign),
        "today": timezone.localdate(),
        "query": f"&{keep.urlencode()}" if keep else "",
        "host_form": HostForm(campaign=campaign, hosts=hosts) if hosts.exclude(pk=unit.pk).exists() else None,
    }
    return render(request, "activities/choose_kind.html", context)


def _log_form(request, campaign, unit, kind, purpose):
    purposes = offers.purposes_for(campaign, unit)
    today = timezone.localdate()
    # A day that would be refused is no help.
    initial = {"starts_on": today if rules.is_near(campaign, today) else None, "purpose": offers.purpose_value(purpose)}
    form = _bound(NewActivityForm, request, campaign, initial=initial, kind=kind, purposes=purposes)
    draft_key = f"activity-{request.user.pk}-{campaign.pk}-{unit.pk}"

    def save():
        return _save_new(request, campaign, _facts(form, unit, kind, purposes), form, draft_key)

    answer, refused = _try(request, form, save)
    context = {"campaign": campaign, "unit": unit, "kind": kind, "form": form, "draft_key": draft_key}
    context |= refused | {"change_kind": _without_kind(request)}
    if answer:
        return answer
    return render(request, "activities/log.html", context | keep_photos(request, campaign, form))


def _bound(form_class, request, campaign, **facts):
    files, partners = request.FILES or None, offers.partners_of(campaign)
    return form_class(request.POST or None, files, campaign=campaign, partners=partners, **facts)


def _try(request, form, save, merge=None):
    """The answer of a save that came about; else None and what the page says of the refusal."""
    if not form.is_valid():
        return None, {}
    try:
        return save(), {}
    except EditConflict as clash:
        return None, {"conflict": merge(clash)}
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None, {"existing": _visible(request, getattr(refusal, "existing", None))}


def _save_new(request, campaign, facts, form, draft_key):
    submit = request.POST.get("act") != "draft"
    key = form.cleaned_data["once_key"]
    activity = services.log_activity(campaign, facts, by=request.user, key=key, submit=submit)
    save_photos(request, activity, form)
    if submit:
        messages.success(request, _("Sent to the office for review."), extra_tags=draft_key)
    else:
        messages.success(request, _("Saved as a draft. It counts once you send it for review."), extra_tags=draft_key)
    return redirect(activity)


def edit(request, pk):
    activity = get_object_or_404(_activities(request), pk=pk)
    if not rules.may_edit(request.user, activity):
        raise PermissionDenied
    kind = _kind(request, activity.unit, None, default=activity.kind)
    purposes = offers.purposes_for(activity.campaign, activity.unit, activity)
    form = _edit_form(request, activity, kind, purposes)

    def save():
        return _save_changes(request, activity, _facts(form, activity.unit, kind, purposes), form)

    answer, refused = _try(request, form, save, lambda clash: _conflict(form, clash, activity))
    context = {"campaign": activity.campaign, "unit": activity.unit, "kind": kind, "form": form, "activity": activity}
    context |= refused | {"draft_key": _draft_key(request, activity), "photos": photos_of_form(request, activity)}
    context["may_submit"] = rules.may_submit(request.user, activity)
    if answer:
        return answer
    return render(request, "activities/edit.html", context | keep_photos(request, activity.campaign, form))


def _edit_form(request, activity, kind, purposes):
    stored = set(activity.values.values_list("indicator_id", flat=True))
    returned = activity.state == Activity.State.RETURNED
    facts = {"kind": kind, "purposes": purposes, "stored": stored, "is_returned": returned}
    return _bound(EditActivityForm, request, activity.campaign, initial=_initial(activity), **facts)


def _save_changes(request, activity, facts, form):
    version = form.cleaned_data["version"]
    activity = services.update_activity(activity, facts, by=request.user, version=version)
    save_photos(request, activity, form)
    words = _("The changes are saved.")
    if request.POST.get("act") == "submit" and rules.may_submit(request.user, activity):
        submit_activity(activity, by=request.user, answer=form.cleaned_data.get("answer", ""))
        words = _("Sent to the office for review.")
    messages.success(request, words, extra_tags=_draft_key(request, activity))
    return redirect(activity)


def _draft_key(request, activity):
    return f"activity-edit-{request.user.pk}-{activity.pk}"


def _facts(form, unit, kind, purposes):
    """What the form says, with the record behind the chosen purpose."""
    chosen = purposes.rows.get(form.cleaned_data["purpose"])
    is_assignment = isinstance(chosen, Assignment)
    assignment, item = (chosen, chosen.plan_item) if is_assignment else (None, chosen)
    return services.ActivityFacts(unit=unit, kind=kind, assignment=assignment, plan_item=item, **form.facts())


def _initial(activity):
    names = ("starts_on", "ends_on", "place", "title", "narrative", "version")
    many = ("linkages", "entries", "co_organisers")
    figures = {figure_name(value.indicator): value.figure for value in activity.values.select_related("indicator")}
    lists = {name: list(getattr(activity, name).values_list("pk", flat=True)) for name in many}
    purpose = offers.purpose_value(activity.assignment or activity.plan_item)
    return {name: getattr(activity, name) for name in names} | lists | figures | {"purpose": purpose}


def _conflict(form, clash, activity):
    """Both versions; figures and links as they were opened come from the history."""
    current = _initial(clash.current)
    # Photos are added to those saved, never put in their place: no difference to show.
    theirs = {"purpose": current["purpose"], "photos": form.cleaned_data["photos"]}
    opened = values_at(activity, form.cleaned_data["version"])
    figures = opened.pop("figures", {})
    for indicator in [*form.asked, *form.others]:
        name = figure_name(indicator)
        theirs[name] = current.get(name, UNKNOWN)
        opened[name] = figures.get(indicator.pk, UNKNOWN)
    return merge_conflict(form, clash, theirs, opened)


def _visible(request, existing):
    return Activity.objects.visible_to(request.user).filter(pk=existing.pk).first() if existing else None


def _activities(request):
    rows = Activity.objects.visible_to(request.user)
    return rows.select_related("campaign__area", "campaign__entry_set", "unit", "kind", "plan_item", "assignment")


def _without_kind(request):
    keep = request.GET.copy()
    keep.pop("kind", None)
    keep["choose"] = "1"
    return f"?{keep.urlencode()}"


@require_GET
def partners(request, slug):
    """Units to do something together with: names only, of the whole area."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_log(request.user, campaign):
        raise PermissionDenied
    units = offers.hosts_of(campaign, request.user) if "hosts" in request.GET else offers.partners_of(campaign)
    rows = units.named_like(request.GET.get("q", "")).select_related("parent")
    found = list(rows[:21])
    hits = [{"pk": unit.pk, "label": unit.name, "detail": unit.parent} for unit in found[:20]]
    return render(request, "components/picker_hits.html", {"hits": hits, "more": len(found) > 20})

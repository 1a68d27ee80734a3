"""Group robots, kept by office and administrator; other chat servers by the administrator alone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.editing import try_save
from core.forms import ReasonForm
from core.history import history_of
from core.pagination import page_of
from notifications import rules
from notifications.forms.robots import HostForm, RobotEditForm, RobotForm
from notifications.models import OutboundHost, Robot
from notifications.selectors.robots import hosts_by_kind, robots_of
from notifications.services import robots as services
from units.models import Unit


@require_safe
def robots(request):
    _refuse_strangers(request)
    context = {"page_obj": page_of(robots_of(request.user), request.GET.get("page"))}
    if rules.may_keep_hosts(request.user):
        context |= {"hosts": OutboundHost.objects.all(), "may_keep_hosts": True}
    return render(request, "notifications/robots.html", context)


def robot_new(request):
    _refuse_strangers(request)
    form = RobotForm(request.POST or None, **_offered(request))
    saved, _conflict = try_save(form, lambda: services.add_robot(by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("“%(name)s” is added. Send a trial message next.") % {"name": saved.name})
        return redirect("notifications:robots")
    return render(request, "notifications/robot_form.html", {"form": form})


def robot_edit(request, pk):
    robot = _robot(request, pk)
    form = RobotEditForm(request.POST or None, robot=robot, **_offered(request))
    saved, conflict = try_save(form, lambda: services.update_robot(robot, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
        return redirect("notifications:robots")
    context = {"form": form, "robot": robot, "conflict": conflict, "changes": history_of(robot)}
    return render(request, "notifications/robot_form.html", context)


@require_POST
def robot_switch(request, pk):
    robot = services.switch_robot(_robot(request, pk), by=request.user, is_active=request.POST.get("active") == "yes")
    said = _("“%(name)s” is in use again.") if robot.is_active else _("“%(name)s” is switched off.")
    messages.success(request, said % {"name": robot.name})
    return redirect("notifications:robots")


@require_POST
def robot_remove(request, pk):
    robot = _robot(request, pk)
    services.remove_robot(robot, by=request.user)
    messages.success(request, _("“%(name)s” is removed.") % {"name": robot.name})
    return redirect("notifications:robots")


@require_POST
def robot_trial(request, pk):
    robot = _robot(request, pk)
    row = services.send_trial(robot, by=request.user)
    messages.success(request, _("A trial message to “%(name)s” is queued.") % {"name": robot.name})
    return redirect("notifications:delivery", row.pk)


def host_new(request):
    _refuse_all_but_administrators(request)
    form = HostForm(request.POST or None)
    saved, _conflict = try_save(form, lambda: services.add_host(by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("Robots may live on %(host)s now.") % {"host": saved.host})
        return redirect("notifications:robots")
    return render(request, "notifications/host_form.html", {"form": form})


def host_remove(request, pk):
    _refuse_all_but_administrators(request)
    row = get_object_or_404(OutboundHost, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.remove_host(row, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("The portal calls %(host)s no more.") % {"host": row.host})
        return redirect("notifications:robots")
    return render(request, "notifications/host_remove.html", {"form": form, "row": row})


def _offered(request):
    return {"units": Unit.objects.visible_to(request.user), "hosts": hosts_by_kind()}


def _robot(request, pk):
    _refuse_strangers(request)
    return get_object_or_404(Robot.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _refuse_strangers(request):
    if not rules.may_keep_robots(request.user):
        raise PermissionDenied


def _refuse_all_but_administrators(request):
    if not rules.may_keep_hosts(request.user):
        raise PermissionDenied

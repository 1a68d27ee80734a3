"""The inbox of the posts a person holds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from notifications.models import Notification, Reminder
from notifications.selectors.inbox import messages_of, shown
from notifications.services import telling

A_PAGE = 50


def inbox(request):
    only_unread = request.GET.get("show") == "unread"
    rows = messages_of(request.user, only_unread=only_unread)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "shown": shown(page, request.user, timezone.localdate()),
        "only_unread": only_unread,
    }
    return render(request, "notifications/inbox.html", context)


@require_POST
def open_message(request, pk):
    """To what the message, or one `line` of it, is about; it then counts as read."""
    message = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    target = _line(request, message) if "line" in request.POST else message
    telling.mark_read(request.user, [message.pk])
    return redirect(target.url or "notifications:inbox")


def _line(request, message):
    """The line of the message that was chosen; not one of a post that somebody else holds by now."""
    number = request.POST["line"]
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(Reminder.objects.of_posts(request.user).filter(notification=message), pk=number)


@require_POST
def mark_read(request):
    telling.mark_read(request.user)
    messages.success(request, _("All messages are read."))
    return redirect("notifications:inbox")


@require_safe
@never_cache
@login_not_required
def unread(request):
    """What the bell shows, asked by open pages every half minute; nothing for whoever is signed out by now."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    number = Notification.objects.visible_to(request.user).unread().count()
    answer = render(request, "components/bell.html", {"unread": number})
    answer["X-Unread"] = number
    return answer

"""The inbox of the posts a person holds."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.db.models.lookups import IsNull
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notifications.models import Notification
from notifications.services import telling

A_PAGE = 50


def inbox(request):
    rows = Notification.objects.visible_to(request.user).select_related("post__unit")
    rows = rows.order_by(IsNull(F("read_at"), False), "-created_at", "-id")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/inbox.html", {"page_obj": page})


@require_POST
def open_message(request, pk):
    """To what the message is about; it then counts as read."""
    message = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    telling.mark_read(request.user, [message.pk])
    return redirect(message.url or "notifications:inbox")


@require_POST
def mark_read(request):
    telling.mark_read(request.user)
    messages.success(request, _("All messages are read."))
    return redirect("notifications:inbox")

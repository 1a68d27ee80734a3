"""Calendar feeds: the page of their addresses, and what an address gives."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.links import absolute
from core.throttle import Limit
from core.views import wrong_secret
from notifications.models import Feed
from notifications.selectors.feed_file import calendar_file, fingerprint, name_of
from notifications.selectors.feeds import entries_of, feed_of_token, language_of, maker_has_left
from notifications.services import feeds as services

# Addresses that open nothing; a right one is never counted.
WRONG = Limit("calendar", per_hour=60, per_day=300, overall_per_hour=5000)


def feeds(request):
    mine = Feed.objects.visible_to(request.user).select_related("made_by", "unit")
    shared = next((feed for feed in mine if feed.unit_id), None)
    context = {
        "own": next((feed for feed in mine if feed.person_id), None),
        "shared": shared,
        "maker_has_left": shared is not None and maker_has_left(shared, timezone.localdate()),
        "unit": request.user.unit if request.user.is_liaison else None,
    }
    return render(request, "notifications/feeds.html", context)


@require_POST
@never_cache
def feed_make_own(request):
    return _show_once(request, services.make_own_feed(request.user), unit=None)


@require_POST
@never_cache
def feed_make_unit(request):
    if not request.user.is_liaison:
        raise PermissionDenied
    unit = request.user.unit
    return _show_once(request, services.make_unit_feed(unit, by=request.user), unit=unit)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feed_renew(request, pk):
    feed = get_object_or_404(Feed.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if request.method != "POST":
        return render(request, "notifications/feed_renew.html", {"feed": feed})
    return _show_once(request, services.renew_feed(feed, by=request.user), unit=feed.unit)


@require_http_methods(["GET", "HEAD", "POST"])
def feed_remove(request, pk):
    feed = get_object_or_404(Feed.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if request.method != "POST":
        return render(request, "notifications/feed_remove.html", {"feed": feed})
    services.remove_feed(feed, by=request.user)
    messages.success(request, _("The address is removed and opens nothing any more."))
    return redirect("notifications:feeds")


def _show_once(request, token, *, unit):
    address = absolute(reverse("notifications:feed_file", args=[token]))
    # Programs for calendars take over what stands under this scheme as a subscription.
    context = {"address": address, "webcal": f"webcal:{address.partition(':')[2]}", "unit": unit}
    return render(request, "notifications/feed_made.html", context)


@login_not_required
@require_safe
def feed_file(request, token):
    feed = feed_of_token(token)
    if feed is None:
        return wrong_secret(request, WRONG)
    today = timezone.localdate()
    with translation.override(language_of(feed)):
        entries, name = entries_of(feed), name_of(feed)
        etag = f'"{fingerprint(name, entries)}"'
        answer = get_conditional_response(request, etag=etag) or HttpResponse(
            calendar_file(name, entries, timezone.now()), content_type="text/calendar; charset=utf-8"
        )
    services.note_read(feed, today)
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'attachment; filename="safety-month.ics"'
    return answer

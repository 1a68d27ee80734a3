"""Signing in and out, first passwords, language, post in hand."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import throttle
from accounts.forms.sign_in import PasswordForm, SignInForm
from accounts.middleware import POST_SESSION_KEY
from accounts.services import own
from accounts.sessions import BROWSER, SIGNED_IN_AT, WAS_IDLE
from core.addresses import own_address
from core.text import shortened

TOTAL = timedelta(hours=12)


def safe_next(request):
    """Where to go on; only inside the portal."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    return own_address(request, target) or settings.LOGIN_REDIRECT_URL


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    form = SignInForm(request.POST or None)
    if form.is_valid():
        name = form.cleaned_data["username"]
        if throttle.must_wait(request, name):
            return locked_out(request, minutes=1)
        person = authenticate(request, **form.cleaned_data)
        if person:
            return _start_session(request, person)
        throttle.note_failure(name)
        form.add_error(None, _("The user name or the password isn't right. Both are told apart by capitals."))
    return _sign_in_page(request, form)


def _sign_in_page(request, form):
    target = request.POST.get("next") or request.GET.get("next", "")
    context = {
        "form": form,
        "next": target,
        "was_idle": request.session.get(WAS_IDLE),
        # Sent here from a page, in a browser that was signed in before.
        "has_lapsed": bool(target) and not form.is_bound and throttle.knows_browser(request),
        "submit": _("Sign in"),
    }
    return render(request, "accounts/sign_in.html", context)


def _start_session(request, person):
    target = safe_next(request)
    request.session.pop(WAS_IDLE, None)
    login(request, person)
    # A fixed moment, not an age: a session in use must end as well.
    request.session.set_expiry(timezone.now() + TOTAL)
    request.session[SIGNED_IN_AT] = timezone.now().isoformat()
    request.session[BROWSER] = shortened(request.headers.get("User-Agent", ""), 200)
    response = redirect(target if person.post or person.is_superuser else "accounts:no_post")
    throttle.remember_browser(request, response, person.username)
    return response


def locked_out(request, original_response=None, credentials=None, minutes=None):
    """Too many wrong passwords; django-axes calls it by the name in the settings."""
    minutes = minutes or round(settings.AXES_COOLOFF_TIME * 60)
    response = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


@require_POST
def sign_out(request):
    logout(request)
    return redirect("accounts:login")


@sensitive_post_parameters()
def password_change(request):
    is_first = request.user.must_change_password
    form = PasswordForm(request.POST or None, person=request.user, asks_old=not is_first)
    if form.is_valid():
        own.choose_password(request.user, by=request.user, password=form.cleaned_data["new"])
        update_session_auth_hash(request, request.user)
        own.end_sessions(request.user, by=request.user, except_key=request.session.session_key)
        messages.success(request, _("The new password holds. Other browsers have been signed out."))
        return redirect("/" if is_first else "accounts:profile")
    context = {"form": form, "is_first": is_first, "submit": _("Use this password")}
    return render(request, "accounts/password_change.html", context)


@login_not_required
@require_POST
def set_language(request):
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponse(_("There is no such language."), status=400, content_type="text/plain; charset=utf-8")
    if request.user.is_authenticated:
        own.choose_language(request.user, by=request.user, language=language)
    translation.activate(language)
    response = redirect(safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, secure=request.is_secure(), samesite="Lax"
    )
    return response


@require_POST
def switch_post(request):
    chosen = request.POST.get("post", "")
    held = {str(post.pk): post for post in request.user.posts_today}
    if chosen not in held:
        raise Http404
    post = held[chosen]
    request.session[POST_SESSION_KEY] = post.pk
    unit, role = str(post.unit), post.get_role_display()
    messages.success(request, _("You now act for %(unit)s as %(role)s.") % {"unit": unit, "role": role})
    return redirect("/")


def no_post(request):
    """For people who may sign in but have nothing to do here today."""
    past = request.user.posts.select_related("unit")
    return render(request, "accounts/no_post.html", {"posts": past})

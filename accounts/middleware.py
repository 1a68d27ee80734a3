"""Who acts, in which post, in which language."""

from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user, logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts.sessions import WAS_IDLE
from core.traces import is_traceless

LANGUAGE_SESSION_KEY = "language"
POST_SESSION_KEY = "post"
MOST_IDLE = timedelta(minutes=30)
UNATTENDED = "X-Unattended"


class LanguageMiddleware:
    """The person's choice, else the browser's, else `LANGUAGE_CODE`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        supported = dict(settings.LANGUAGES)
        language = chosen if chosen in supported else translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        response["Vary"] = ", ".join(filter(None, [response.get("Vary"), "Accept-Language"]))
        return response


class PersonMiddleware(AuthenticationMiddleware):
    """As Django's, but the person is read along with the session."""

    # Who else could have let somebody in has its own way to find them.
    BACKEND = "django.contrib.auth.backends.ModelBackend"

    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: self.person_of(request))

    def person_of(self, request):
        """What `get_user` would answer, where nothing is out of the ordinary; else it is asked."""
        session = request.session
        begun_by, backend = session.get(SESSION_KEY), session.get(BACKEND_SESSION_KEY)
        person = session.person
        is_ordinary = (
            person is not None
            and (begun_by, backend) == (str(person.pk), self.BACKEND)
            and person.is_active
            # A new password ends the sessions that were begun with the old one.
            and constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
        )
        return person if is_ordinary else get_user(request)


class IdleMiddleware:
    """Office and administrator are signed out after half an hour without use: they can change everything.

    The phone of a liaison stays signed in for the session's twelve hours. A page that asks for itself again and
    again says so, and doesn't count as use: nobody may sit before it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_traceless(request.path):
            # Not even of somebody signed in does the session keep when they reported something.
            return self.get_response(request)
        # Asked first: finding the person loads the session and with it the time.
        is_known = request.user.is_authenticated
        seen = request.session.last_seen_at
        if is_known and seen is not None:
            request.user.chosen_post_id = request.session.get(POST_SESSION_KEY)
            if timezone.now() - seen > MOST_IDLE and (request.user.is_office or request.user.is_admin):
                logout(request)
                request.session[WAS_IDLE] = True
            elif UNATTENDED not in request.headers:
                request.session.note_use()
        return self.get_response(request)


class PostMiddleware:
    """Rights follow the post chosen in this session; a first password must be replaced before anything else."""

    FREE_VIEWS = {"accounts:password_change", "accounts:logout", "accounts:set_language"}
    # What a person without a post may still see.
    OWN_VIEWS = {*FREE_VIEWS, "accounts:no_post", "accounts:profile", "accounts:profile_edit", "accounts:end_sessions"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.user.chosen_post_id = request.session.get(POST_SESSION_KEY)
            if request.user.language and request.user.language != translation.get_language():
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if not request.user.is_authenticated or name in self.FREE_VIEWS:
            return None
        if request.user.must_change_password:
            return redirect(reverse("accounts:password_change"))
        is_for_all = not getattr(view, "login_required", True)
        if is_for_all or request.user.is_superuser or name in self.OWN_VIEWS or request.user.post:
            return None
        return redirect(reverse("accounts:no_post"))


class HistoryMiddleware:
    """Every change of this request is recorded with the acting person's name and post."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD") or not request.user.is_authenticated:
            return self.get_response(request)
        with pghistory.context(user=request.user.pk, name=request.user.name):
            return self.get_response(request)

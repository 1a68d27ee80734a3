"""Who acts, in which post, in which language."""

import pghistory
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

LANGUAGE_SESSION_KEY = "language"
POST_SESSION_KEY = "post"


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


class PostMiddleware:
    """Rights follow the post chosen in this session; a first password must be replaced before anything else."""

    FREE_VIEWS = {"accounts:password_change", "accounts:logout", "accounts:set_language"}

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
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        if request.resolver_match.view_name in self.FREE_VIEWS:
            return None
        return redirect(reverse("accounts:password_change"))


class HistoryMiddleware:
    """Every change of this request is recorded with the acting person's name and post."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD") or not request.user.is_authenticated:
            return self.get_response(request)
        with pghistory.context(user=request.user.pk, name=request.user.name):
            return self.get_response(request)

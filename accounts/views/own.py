"""A person's own account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.forms.own import OwnFactsForm
from accounts.models import User
from accounts.selectors.sessions import signed_in
from accounts.services import own


def profile(request):
    context = {
        "person": request.user,
        "posts": request.user.posts.select_related("unit"),
        "sessions": signed_in(request.user, this_key=request.session.session_key),
    }
    return render(request, "accounts/profile.html", context)


def profile_edit(request):
    # A copy: a refused form must not change the name in the head of the page.
    form = OwnFactsForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        own.change_own_facts(request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your account is saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile_edit.html", {"form": form, "cancel_url": reverse("accounts:profile")})


@require_POST
def end_sessions(request):
    ended = own.end_sessions(request.user, by=request.user, except_key=request.session.session_key)
    words = ngettext("%(number)s other browser is signed out.", "%(number)s other browsers are signed out.", ended)
    messages.success(request, words % {"number": ended})
    return redirect("accounts:profile")

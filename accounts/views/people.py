"""Pages of the people an office or administrator looks after."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import rules
from accounts.forms.people import PeopleFilterForm, PersonForm
from accounts.models import User
from accounts.selectors import people as selectors
from accounts.services import people as services
from accounts.services.slips import Slip
from accounts.views.slips import show_slips
from core.errors import DomainError
from core.forms import ReasonForm
from core.history import Change, history_of
from core.pagination import page_of
from core.workdays import unannounced_years
from units.models import Unit


def refuse_others(request):
    if not rules.may_manage_people(request.user):
        raise PermissionDenied


def visible_person(request, pk):
    refuse_others(request)
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


def narrowed(request):
    """The form of the list and the people it leaves; used by the page and its export."""
    form = PeopleFilterForm(request.GET, units=Unit.objects.visible_to(request.user))
    filters = form.cleaned_data if form.is_valid() else {}
    return form, selectors.people(request.user, filters, timezone.localdate())


def people(request):
    refuse_others(request)
    form, rows = narrowed(request)
    context = {
        "page_obj": page_of(rows, request.GET.get("page")),
        "filter_form": form,
        "export_url": f"{reverse('accounts:people_export')}?{request.GET.urlencode()}",
        "idle_units": selectors.units_without_liaison(request.user, timezone.localdate()).count(),
        "unannounced": unannounced_years(timezone.localdate()),
    }
    return render(request, "accounts/people.html", context)


@dataclass(frozen=True)
class Hit:
    pk: int
    label: str
    detail: str


def search(request):
    """The hits of a person picker."""
    refuse_others(request)
    text = request.GET.get("q", "").strip()[:60]
    found = list(selectors.people(request.user, {"q": text}, timezone.localdate())[:21]) if text else []
    hits = [
        Hit(person.pk, person.name, ", ".join(str(post.unit) for post in person.held_posts) or person.username)
        for person in found[:20]
    ]
    return render(request, "components/picker_hits.html", {"hits": hits, "more": len(found) > 20})


def without_liaison(request):
    refuse_others(request)
    rows = selectors.units_without_liaison(request.user, timezone.localdate())
    return render(request, "accounts/without_liaison.html", {"page_obj": page_of(rows, request.GET.get("page"))})


def person(request, pk):
    person = visible_person(request, pk)
    posts, today = selectors.posts_of(request.user, person), timezone.localdate()
    for post in posts:
        post.may_change = not post.is_over_on(today) and rules.may_change_post(request.user, post)
    context = {
        "person": person,
        "posts": posts,
        "today": today,
        "may_manage": rules.may_manage_person(request.user, person, posts, today),
        "history": _history(person, posts),
    }
    return render(request, "accounts/person.html", context)


def _history(person, posts):
    """Of the person and the posts together, newest first; an entry of a post says which."""
    entries = [*history_of(person)]
    for post in posts:
        which = Change(_("Unit and role"), None, f"{post.get_role_display()} · {post.unit}")
        entries += [replace(entry, changes=(which, *entry.changes)) for entry in history_of(post)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


@never_cache
def person_new(request):
    refuse_others(request)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        try:
            person, password = services.create_person(by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("username", str(refusal))
        else:
            messages.success(request, _("“%(person)s” can sign in. Give a post next.") % {"person": person})
            return show_slips(request, [Slip(person.name, person.username, password)], person.get_absolute_url())
    return render(request, "accounts/person_new.html", {"form": form, "cancel_url": reverse("accounts:people")})


def person_edit(request, pk):
    person = _manageable(request, pk)
    form = PersonForm(request.POST or None, instance=User.objects.get(pk=pk))
    if form.is_valid():
        services.edit_person(person, by=request.user, **form.cleaned_data)
        messages.success(request, _("“%(person)s” is saved.") % {"person": form.cleaned_data["name"]})
        return redirect(person)
    context = {"form": form, "person": person, "cancel_url": person.get_absolute_url()}
    return render(request, "accounts/person_edit.html", context)


def person_disable(request, pk):
    return _act(request, pk, "accounts/person_disable.html", services.disable_person, _("Disable"))


def person_enable(request, pk):
    return _act(request, pk, "accounts/person_enable.html", services.enable_person, _("Enable"))


@never_cache
def person_reset(request, pk):
    person = _manageable(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        password = services.reset_password(person, by=request.user, **form.cleaned_data)
        return show_slips(request, [Slip(person.name, person.username, password)], person.get_absolute_url())
    context = {"form": form, "person": person, "submit": _("Make a new first password")}
    return render(request, "accounts/person_reset.html", context | {"cancel_url": person.get_absolute_url()})


def _manageable(request, pk):
    person = visible_person(request, pk)
    posts = person.posts.select_related("unit")
    if not rules.may_manage_person(request.user, person, posts, timezone.localdate()):
        raise PermissionDenied
    return person


def _act(request, pk, template, act, submit):
    person = _manageable(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            act(person, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(person)s” is saved.") % {"person": person})
            return redirect(person)
    context = {"form": form, "person": person, "submit": submit, "cancel_url": person.get_absolute_url()}
    return render(request, template, context)

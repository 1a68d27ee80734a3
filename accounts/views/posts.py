"""Posts are given, ended and handed over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import rules
from accounts.forms.people import EditPostForm, EndPostForm, HandOverForm, PostForm
from accounts.models import Post, User
from accounts.services import people, posts
from accounts.services.slips import Slip
from accounts.views.people import refuse_others, visible_person
from accounts.views.slips import show_slips
from core.errors import DomainError
from units.models import Unit


def post_new(request, pk):
    person = visible_person(request, pk)
    form = PostForm(
        request.POST or None,
        units=Unit.objects.visible_to(request.user).filter(merged_into=None),
        roles=rules.roles_to_give(request.user),
        initial={"role": "liaison", "unit": request.GET.get("unit")},
    )
    if form.is_valid():
        try:
            posts.give_post(person, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(person)s” has the post.") % {"person": person})
            return redirect(person)
    context = {"form": form, "person": person, "cancel_url": person.get_absolute_url(), "submit": _("Give the post")}
    return render(request, "accounts/post_new.html", context)


def _changeable(request, pk):
    refuse_others(request)
    rows = Post.objects.visible_to(request.user).select_related("person", "unit")
    post = get_object_or_404(rows, pk=pk)
    if post.is_over_on(timezone.localdate()) or not rules.may_change_post(request.user, post):
        raise PermissionDenied
    return post


def post_edit(request, pk):
    post = _changeable(request, pk)
    form = EditPostForm(request.POST if request.method == "POST" else None, post=post)
    if form.is_valid():
        posts.edit_post(post, by=request.user, **{"is_head": False} | form.cleaned_data)
        messages.success(request, _("The post is saved."))
        return redirect(post.person)
    context = {"form": form, "post": post, "cancel_url": post.person.get_absolute_url()}
    return render(request, "accounts/post_edit.html", context)


def post_end(request, pk):
    post = _changeable(request, pk)
    form = EndPostForm(request.POST or None)
    if form.is_valid():
        try:
            posts.end_post(post, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The post ends on the day you named."))
            return redirect(post.person)
    context = {"form": form, "post": post, "cancel_url": post.person.get_absolute_url(), "submit": _("End the post")}
    return render(request, "accounts/post_end.html", context)


@never_cache
def post_hand_over(request, pk):
    post = _changeable(request, pk)
    others = User.objects.visible_to(request.user).filter(is_active=True, is_superuser=False).exclude(pk=post.person_id)
    form = HandOverForm(request.POST or None, people=others)
    if form.is_valid():
        try:
            return _handed_over(request, post, form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "post": post, "cancel_url": post.person.get_absolute_url(), "submit": _("Hand it over")}
    return render(request, "accounts/post_hand_over.html", context)


def _handed_over(request, post, facts):
    """With the new person's first password, if one was made in the same step."""
    person, password = facts["person"], ""
    with transaction.atomic():
        if person is None:
            new = {"name": facts["new_name"], "username": facts["new_username"], "phone": facts["new_phone"]}
            new["email"] = facts["new_email"]
            person, password = people.create_person(by=request.user, **new)
        posts.hand_over_post(post, by=request.user, person=person, starts_on=facts["starts_on"], why=facts["why"])
    messages.success(request, _("“%(person)s” takes the post over.") % {"person": person})
    if not password:
        return redirect(person)
    return show_slips(
        request, [Slip(person.name, person.username, password, str(post.unit))], person.get_absolute_url()
    )

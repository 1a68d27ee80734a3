"""The summary on paper, its versions, and what must be looked at before it is approved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.selectors import campaign_or_404
from reports import rules
from reports.forms.summary import CommentForm, CompareForm, DraftForm
from reports.models import Outline, Summary, SummaryComment
from reports.papers.labels import labels
from reports.selectors import summary_page
from reports.selectors.comparing import compare
from reports.selectors.content import LANGUAGES, content_of
from reports.services.summary import draft_summary
from reports.services.versions import newest_of


def summary_or_404(request, slug, paper):
    """The campaign and its summary or bulletin at this address, if the person may read it."""
    campaign = campaign_or_404(request.user, slug)
    found = summary_page.find_paper(campaign, paper, user=request.user)
    if found is None:
        raise Http404
    found.campaign = campaign
    return campaign, found


def may_work(request, slug, paper):
    """The same, for those who work on the paper."""
    campaign, found = summary_or_404(request, slug, paper)
    if not rules.sees_work(request.user, campaign):
        raise PermissionDenied
    return campaign, found


def paper(request, slug, paper):
    campaign, found = summary_or_404(request, slug, paper)
    return _page(request, campaign, found, newest_of(found))


def summary(request, slug):
    campaign = campaign_or_404(request.user, slug)
    wanted = request.GET.get("language")
    found = summary_page.find_summary(
        campaign, user=request.user, language=wanted if wanted in LANGUAGES else None, reader=get_language()
    )
    if found is None:
        context = {"campaign": campaign, "may_draft": rules.may_draft(request.user, campaign)}
        return render(request, "reports/summary_none.html", context)
    return _page(request, campaign, found, newest_of(found))


def summary_version(request, slug, number):
    """An earlier version, as it was."""
    campaign = campaign_or_404(request.user, slug)
    version = get_object_or_404(summary_page.versions_of(campaign, user=request.user), number=number)
    return _page(request, campaign, version.summary, version)


def _page(request, campaign, found, version):
    user = request.user
    works = rules.sees_work(user, campaign)
    version.summary = found
    newest = newest_of(found) if works else version
    is_newest = newest.number == version.number
    context = {
        "campaign": campaign,
        "summary": found,
        "version": version,
        "newest": newest,
        "is_newest": is_newest,
        "languages": summary_page.languages_of(found, user=user),
        "editing": summary_page.editing_now(found, user=user, now=timezone.now()) if works else None,
        "sees_work": works,
        "may": _rights(user, found) if is_newest else {},
    }
    context |= _text(content_of(version), found, _comments(user, found) if works else [])
    context["comment_form"] = CommentForm() if rules.may_comment(user, found) else None
    return render(request, "reports/summary.html", context)


def _comments(user, found):
    comments = list(SummaryComment.objects.filter(summary=found).select_related("by", "settled_by"))
    for comment in comments:
        comment.summary = found
        comment.may_settle = comment.settled_at is None and rules.may_settle(user, comment)
    return comments


def _text(content, found, comments):
    return {
        "content": content,
        "labels": labels(content.language),
        "headline": summary_page.headline(found, content, comments),
        "parts": summary_page.sections_of(content, comments),
        "general_comments": [comment for comment in comments if not comment.section],
    }


def _rights(user, found):
    return {
        "draft": rules.may_draft(user, found.campaign),
        "edit": rules.may_edit(user, found),
        "approve": rules.may_approve(user, found),
        "send_back": rules.may_send_back(user, found),
        "issue": rules.may_issue(user, found),
    }


def summary_draft(request, slug):
    """The first draft, or the whole paper drafted anew."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_draft(request.user, campaign):
        raise PermissionDenied
    outlines = Outline.objects.in_use().filter(of_bulletins=False)
    form = DraftForm(request.POST or None, outlines=outlines, initial={"language": get_language()})
    if form.is_valid():
        version = draft_summary(campaign, by=request.user, **form.cleaned_data)
        messages.success(request, _("Version %(number)s is drafted from the records.") % {"number": version.number})
        return redirect(version.summary)
    existing = Summary.objects.visible_to(request.user).filter(campaign=campaign, bulletin=None)
    context = {"campaign": campaign, "form": form, "existing": existing}
    return render(request, "reports/summary_draft.html", context)


def summary_versions(request, slug, paper):
    campaign, found = may_work(request, slug, paper)
    versions = found.versions.select_related("saved_by").defer("sections", "figures")
    return render(
        request, "reports/summary_versions.html", {"campaign": campaign, "summary": found, "versions": versions}
    )


def summary_compare(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.sees_work(request.user, campaign):
        raise PermissionDenied
    form = CompareForm(request.GET)
    if not form.is_valid():
        raise Http404
    versions = summary_page.versions_of(campaign, user=request.user)
    old = get_object_or_404(versions, number=min(form.cleaned_data.values()))
    new = get_object_or_404(versions, number=max(form.cleaned_data.values()), summary=old.summary)
    changes = compare(content_of(old), content_of(new))
    context = {"campaign": campaign, "summary": old.summary, "old": old, "new": new, "changes": changes}
    context["is_same"] = all(change.kind == "same" for change in changes)
    return render(request, "reports/summary_compare.html", context)


def summary_checks(request, slug, paper):
    """The checks; a card of the summary's page, and a page of its own without scripts."""
    campaign, found = may_work(request, slug, paper)
    version = newest_of(found)
    context = {
        "campaign": campaign,
        "summary": found,
        "version": version,
        "findings": [] if found.is_frozen else summary_page.findings(found, version),
        "drifts": summary_page.drifts(found, version) if found.is_frozen else [],
        "may_accept": rules.may_accept_warning(request.user, found),
    }
    context["open"] = sum(each.accepted is None for each in context["findings"])
    template = "reports/summary_checks_card.html" if request.htmx else "reports/summary_checks.html"
    return render(request, template, context)

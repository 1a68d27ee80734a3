"""The way of a summary: draft, in review, approved, issued; and the words spoken about it on the way."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Post, Role, User
from campaigns.models import Campaign
from core.editing import refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from notifications.duties import subject_of
from notifications.services.telling import queue
from reports import rules
from reports.models import FrozenFigure, Summary, SummaryComment, SummaryVersion
from reports.selectors.checks import Warned, check
from reports.selectors.content import content_of
from reports.selectors.resolving import Resolver
from reports.selectors.tokens import tokens
from reports.services.versions import newest_of

State = Summary.State


def _locked(summary: Summary, to: str) -> Summary:
    """The locked summary, if it can become this."""
    Campaign.objects.select_for_update(no_key=True).get(pk=summary.campaign_id)
    summary = (
        Summary.objects.select_for_update(of=("self",)).select_related("campaign__area", "outline").get(pk=summary.pk)
    )
    if not summary.can_become(to):
        words = _("The paper is “%(state)s” now, so this can't be done.")
        raise DomainError(words % {"state": summary.get_state_display()})
    return summary


@transaction.atomic
def send_for_review(summary: Summary, *, by: User) -> Summary:
    summary = _may(summary, by, rules.may_send_for_review, State.REVIEW)
    summary.state = State.REVIEW
    with because(by=by):
        summary.save(update_fields=["state"])
    _tell(summary, Role.LEADER, "review", _review(summary))
    return summary


def _review(summary: Summary) -> str | Promise:
    if summary.bulletin is None:
        return gettext_lazy("A summary waits for your review.")
    facts = {"number": summary.bulletin}
    return lazy(lambda: _("Bulletin %(number)s waits for your review.") % facts, str)()


def _may(summary: Summary, by: User, rule: Callable[[User, Summary], bool], to: str) -> Summary:
    """Rights by the locked row: without any right at all the state is nobody's business."""
    if not rules.sees_work(by, summary.campaign):
        raise PermissionDenied
    summary = _locked(summary, to)
    if not rule(by, summary):
        raise PermissionDenied
    return summary


@transaction.atomic
def send_back(summary: Summary, *, by: User, why: str) -> Summary:
    """Back to draft, with the reason; an approved one loses its approval and its frozen figures."""
    summary = _may(summary, by, rules.may_send_back, State.DRAFT)
    summary.state, summary.approved_at, summary.approved_by = State.DRAFT, None, None
    summary.frozen.all().delete()
    with because(why, by=by):
        summary.save(update_fields=["state", "approved_at", "approved_by"])
    text = _("%(paper)s was sent back: %(why)s") % {"paper": summary.name, "why": why}
    _tell(summary, Role.OFFICE, "back", text)
    return summary


@transaction.atomic
def approve(summary: Summary, *, by: User) -> Summary:
    """Approve the newest version: its figures and the records behind them are kept as they are."""
    summary = _may(summary, by, rules.may_approve, State.APPROVED)
    version = newest_of(summary)
    left = open_warnings(summary, version)
    if left:
        words = _("There is something to look at first: %(first)s")
        raise DomainError(words % {"first": left[0].text})
    _freeze(summary, version)
    summary.state, summary.approved_at, summary.approved_by = State.APPROVED, timezone.now(), by
    with because(by=by):
        summary.save(update_fields=["state", "approved_at", "approved_by"])
    return summary


def open_warnings(summary: Summary, version: SummaryVersion) -> list[Warned]:
    """What was found and nobody has accepted."""
    accepted = {row["key"] for row in summary.accepted_warnings}
    return [each for each in check(content_of(version)) if each.blocks or each.key not in accepted]


def _freeze(summary: Summary, version: SummaryVersion) -> None:
    resolver = Resolver(summary.campaign, summary.language)
    asked = {token.key: token for section in version.sections for token in tokens(section["text"])}
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            summary=summary,
            token=key,
            value=kept["value"],
            qualifier=kept["qualifier"],
            record_ids=resolver.record_keys(asked[key]),
        )
        for key, kept in version.figures.items()
    )


@transaction.atomic
def issue(summary: Summary, *, by: User, mark: str = "", year: int | None = None, serial: int | None = None) -> Summary:
    """Give a summary its number and send it out, a bulletin under its own; units may read it from now on."""
    summary = _may(summary, by, rules.may_issue, State.ISSUED)
    if summary.is_bulletin:
        mark, year, serial = summary.mark, None, None
    elif year is None or serial is None:
        raise DomainError(_("A summary needs its number to be issued."))
    summary.mark, summary.year, summary.serial = mark, year, serial
    refuse_broken_constraints(summary)
    summary.state, summary.issued_at, summary.issued_by = State.ISSUED, timezone.now(), by
    with because(by=by):
        summary.save(update_fields=["mark", "year", "serial", "state", "issued_at", "issued_by"])
    _tell(summary, Role.LIAISON, "issued", _issued(summary))
    return summary


def _issued(summary: Summary) -> str | Promise:
    if summary.bulletin is None:
        return gettext_lazy("The summary of the campaign is issued.")
    facts = {"number": summary.bulletin}
    return lazy(lambda: _("Bulletin %(number)s of the campaign is issued.") % facts, str)()


@transaction.atomic
def accept_warning(summary: Summary, *, by: User, key: str) -> Summary:
    """A person takes one warning on their name. A mistake can't be accepted, only put right."""
    summary = _warned(summary, by)
    found = {each.key: each for each in check(content_of(newest_of(summary)))}
    if key not in found:
        raise DomainError(_("This warning is gone: the matter has changed since the page was opened."))
    if found[key].blocks:
        raise DomainError(_("A mistake can't be accepted. Put it right in the text."))
    if key not in {row["key"] for row in summary.accepted_warnings}:
        row = {"key": key, "text": found[key].text, "by": by.name, "at": timezone.now().isoformat(timespec="seconds")}
        summary.accepted_warnings = [*summary.accepted_warnings, row]
        with because(found[key].text, by=by):
            summary.save(update_fields=["accepted_warnings"])
    return summary


@transaction.atomic
def withdraw_acceptance(summary: Summary, *, by: User, key: str) -> Summary:
    summary = _warned(summary, by)
    summary.accepted_warnings = [row for row in summary.accepted_warnings if row["key"] != key]
    with because(by=by):
        summary.save(update_fields=["accepted_warnings"])
    return summary


def _warned(summary: Summary, by: User) -> Summary:
    rows = Summary.objects.select_for_update(of=("self",)).select_related("campaign__area", "outline")
    summary = rows.get(pk=summary.pk)
    if not rules.may_accept_warning(by, summary):
        raise PermissionDenied
    return summary


@transaction.atomic
def add_comment(summary: Summary, *, by: User, text: str, section: str = "") -> SummaryComment:
    rows = Summary.objects.select_for_update(of=("self",), no_key=True).select_related("campaign")
    if not rules.may_comment(by, rows.get(pk=summary.pk)):
        raise PermissionDenied
    return SummaryComment.objects.create(summary=summary, by=by, text=text, section=section)


@transaction.atomic
def settle_comment(comment: SummaryComment, *, by: User) -> SummaryComment:
    """Say that a comment is dealt with; said twice it stays with the first."""
    comment = (
        SummaryComment.objects.select_for_update(of=("self",)).select_related("summary__campaign").get(pk=comment.pk)
    )
    if not rules.may_settle(by, comment):
        raise PermissionDenied
    if comment.settled_at is None:
        comment.settled_at, comment.settled_by = timezone.now(), by
        comment.save(update_fields=["settled_at", "settled_by"])
    return comment


def _tell(summary: Summary, role: str, occasion: str, text: str | Promise) -> None:
    held = Post.objects.held_on(timezone.localdate()).filter(role=role)
    held = held.filter(unit__path__startswith=summary.campaign.area.path).select_related("person")
    key = f"summary-{summary.pk}-{occasion}-{newest_of(summary).number}"
    queue(held, key=key, text=text, url=summary.get_absolute_url(), subject=subject_of(summary))

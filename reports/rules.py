"""Who reads counts of records, and who may act on summaries. Pure: no query, no request."""

from accounts.models import User
from campaigns.models import Campaign
from campaigns.rules import is_office_of, may_edit_taxonomies
from reports.models import Summary, SummaryComment

may_edit_outlines = may_edit_taxonomies
State = Summary.State


def is_leader_of(user: User, campaign: Campaign) -> bool:
    return user.is_leader and user.area is not None and user.area.pk == campaign.area_id


def may_count_records(reader: User | None) -> bool:
    """Not the administrator, who sees no activity and no hazard: a zero would be no count. None reads all."""
    return reader is None or not reader.is_admin


def may_draft(user: User, campaign: Campaign) -> bool:
    """The office, until the campaign is archived."""
    return is_office_of(user, campaign) and campaign.is_writable


def may_edit(user: User, summary: Summary) -> bool:
    """Words are changed in a draft only; what is in review is sent back first."""
    return may_draft(user, summary.campaign) and summary.state == State.DRAFT


def may_send_for_review(user: User, summary: Summary) -> bool:
    return may_edit(user, summary)


def decides(user: User, summary: Summary) -> bool:
    """Office and leaders of the area speak about a summary before it is approved."""
    campaign = summary.campaign
    return (is_office_of(user, campaign) or is_leader_of(user, campaign)) and campaign.is_writable


def may_accept_warning(user: User, summary: Summary) -> bool:
    return decides(user, summary) and _is_readable(user, summary) and not summary.is_frozen


def may_approve(user: User, summary: Summary) -> bool:
    return decides(user, summary) and summary.state == State.REVIEW


def may_send_back(user: User, summary: Summary) -> bool:
    """Also an approved one, which then loses its frozen figures; an issued one stays as it is."""
    return decides(user, summary) and summary.state in (State.REVIEW, State.APPROVED)


def may_issue(user: User, summary: Summary) -> bool:
    return may_draft(user, summary.campaign) and summary.state == State.APPROVED


def may_comment(user: User, summary: Summary) -> bool:
    return decides(user, summary) and _is_readable(user, summary) and summary.state != State.ISSUED


def may_settle(user: User, comment: SummaryComment) -> bool:
    """The office, which deals with it, or whoever said it."""
    summary = comment.summary
    return may_comment(user, summary) and (is_office_of(user, summary.campaign) or comment.by_id == user.pk)


def sees_work(user: User, campaign: Campaign) -> bool:
    """Versions, comments and warnings are for those who work on the paper; units read what is issued."""
    return is_office_of(user, campaign) or is_leader_of(user, campaign)


def _is_readable(user: User, summary: Summary) -> bool:
    return not user.is_leader or summary.state != State.DRAFT


def may_keep_screen(user: User, campaign: Campaign) -> bool:
    """Make, renew and end the address of the wall screen: the office, also when the campaign is archived."""
    return is_office_of(user, campaign)

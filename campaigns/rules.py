"""Who may act on what belongs to a campaign. Pure: no query, no request."""

from accounts.models import User
from campaigns.models import Assignment, Attachment, Campaign, Instruction, Receipt, UnitAssignment


def is_office_of(user: User, campaign: Campaign) -> bool:
    return user.is_office and user.area is not None and user.area.pk == campaign.area_id


def may_create_campaign(user: User) -> bool:
    return user.is_office


def may_edit(user: User, campaign: Campaign) -> bool:
    """Plan, timeline, committee, meetings, the campaign's own facts: the office, until it is archived."""
    return is_office_of(user, campaign) and campaign.is_writable


def may_change_state(user: User, campaign: Campaign) -> bool:
    """Also of an archived one: its office may take it out again."""
    return is_office_of(user, campaign)


def may_clone(user: User, campaign: Campaign) -> bool:
    """Any campaign of one's own area, archived ones most of all, may be the pattern of a new one."""
    return is_office_of(user, campaign)


def may_give_work(user: User, campaign: Campaign) -> bool:
    """Notices and assignments: the office, while the campaign takes new work."""
    return is_office_of(user, campaign) and campaign.takes_new_work


def may_follow_up(user: User, campaign: Campaign) -> bool:
    """Urge, waive, accept, return, withdraw: the office, also while the campaign closes."""
    return may_edit(user, campaign)


def may_instruct(user: User, campaign: Campaign) -> bool:
    """The leaders of the campaign's area, while it takes new work; of a draft they know nothing."""
    is_leader_of = user.is_leader and user.area is not None and user.area.pk == campaign.area_id
    return is_leader_of and campaign.takes_new_work and campaign.state != Campaign.State.DRAFT


def wrote(user: User, assignment: Assignment) -> bool:
    """The leader whose instruction it is, or who holds the post by now."""
    instruction: Instruction | None = getattr(assignment, "instruction", None)
    if instruction is None or user.post is None or not user.is_leader:
        return False
    return (user.post.line_id or user.post.pk) == instruction.line


def may_see_through(user: User, assignment: Assignment) -> bool:
    """Follow up one assignment: the office, and of an instruction the leader who wrote it."""
    return may_follow_up(user, assignment.campaign) or (wrote(user, assignment) and assignment.campaign.is_writable)


def may_sign(user: User, receipt: Receipt) -> bool:
    """The liaison of the very unit signs; seeing a lower unit's receipt is not signing for it."""
    return _is_liaison_at(user, receipt.unit_id) and receipt.notice.campaign.is_writable


def may_answer(user: User, unit_assignment: UnitAssignment) -> bool:
    """Also while the campaign closes: units then answer what is asked. The office answers for its own unit."""
    is_office_there = user.is_office and user.unit is not None and user.unit.pk == unit_assignment.unit_id
    is_there = is_office_there or _is_liaison_at(user, unit_assignment.unit_id)
    return is_there and unit_assignment.assignment.campaign.is_writable


def _is_liaison_at(user: User, unit_id: int) -> bool:
    return user.is_liaison and user.unit is not None and user.unit.pk == unit_id


def may_edit_taxonomies(user: User) -> bool:
    return user.is_office or user.is_admin


def may_edit_calendar(user: User) -> bool:
    """Everybody reads it, since everybody's deadlines rest on it."""
    return user.is_office or user.is_admin


def may_remove_attachment(user: User, attachment: Attachment) -> bool:
    """The office takes files off its own papers, a liaison off the own unit's answer."""
    if attachment.unit_assignment:
        return may_answer(user, attachment.unit_assignment)
    if attachment.meeting:
        return may_edit(user, attachment.meeting.campaign)
    record = attachment.notice or attachment.assignment
    return record is not None and may_give_work(user, record.campaign)

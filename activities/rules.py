"""Who may act on activities. Pure: no query, no request.

Campaign and unit of an activity are expected to be loaded with it. Which state follows
which is `Activity.NEXT_STATES`; here is only who may take the step, and while what.
"""

from datetime import date, timedelta

from accounts.models import User
from activities.models import Activity
from campaigns.models import Campaign
from campaigns.rules import is_office_of
from units.models import Unit

EDITABLE_STATES = {Activity.State.DRAFT, Activity.State.SUBMITTED, Activity.State.RETURNED}
# While a campaign is closing, units may still finish what the office has seen or sent back.
KNOWN_TO_OFFICE = {Activity.State.SUBMITTED, Activity.State.RETURNED}

# Further off than this, a day is a slip of the year, not an early start or a late report.
FARTHEST = timedelta(days=92)


def is_near(campaign: Campaign, day: date) -> bool:
    return campaign.starts_on - FARTHEST <= day <= campaign.ends_on + FARTHEST


def acts_for(user: User, unit: Unit) -> bool:
    """A liaison acts for the own unit and those below it."""
    return user.is_liaison and bool(user.reach) and unit.path.startswith(user.reach or "-")


def may_log(user: User, campaign: Campaign) -> bool:
    """Whether there is anything to log here at all; `may_log_for` says for whom."""
    if not campaign.is_writable:
        return False
    if is_office_of(user, campaign):
        return True
    return user.is_liaison and campaign.state in (Campaign.State.RUNNING, Campaign.State.CLOSING)


def may_log_for(user: User, campaign: Campaign, unit: Unit) -> bool:
    """The office: any unit of its area. A liaison: the own unit and those below."""
    if not may_log(user, campaign) or not unit.path.startswith(campaign.area.path):
        return False
    return is_office_of(user, campaign) or acts_for(user, unit)


def must_answer_an_assignment(user: User, campaign: Campaign) -> bool:
    """While closing, units only log what was asked of them; the office may complete the record."""
    return campaign.state == Campaign.State.CLOSING and not is_office_of(user, campaign)


def is_own(user: User, activity: Activity) -> bool:
    """The host's side: its liaisons, and the office for what it logged or hosts itself."""
    if acts_for(user, activity.unit):
        return True
    if not is_office_of(user, activity.campaign) or user.unit is None:
        return False
    return activity.unit_id == user.unit.pk or activity.created_by_id == user.pk


def may_edit(user: User, activity: Activity) -> bool:
    """Approved is locked for everybody; until then the host's side, and the office once it may see it."""
    if activity.state not in EDITABLE_STATES or not activity.campaign.is_writable:
        return False
    if is_own(user, activity):
        return may_log(user, activity.campaign)
    return is_office_of(user, activity.campaign) and activity.state != Activity.State.DRAFT


def may_submit(user: User, activity: Activity) -> bool:
    """While closing, a liaison hands in only what was asked for or sent back."""
    if activity.state not in (Activity.State.DRAFT, Activity.State.RETURNED) or not is_own(user, activity):
        return False
    asked = activity.assignment_id is not None or activity.state in KNOWN_TO_OFFICE
    return may_log(user, activity.campaign) and (asked or not must_answer_an_assignment(user, activity.campaign))


def may_withdraw(user: User, activity: Activity) -> bool:
    return activity.state in EDITABLE_STATES and is_own(user, activity) and may_log(user, activity.campaign)


def may_resume(user: User, activity: Activity) -> bool:
    """Take a withdrawn record up again, as a draft."""
    if activity.state != Activity.State.WITHDRAWN or not is_own(user, activity):
        return False
    return may_log(user, activity.campaign) and not must_answer_an_assignment(user, activity.campaign)


def may_review_in(user: User, campaign: Campaign) -> bool:
    return is_office_of(user, campaign) and campaign.is_writable


def may_review(user: User, activity: Activity) -> bool:
    return activity.state == Activity.State.SUBMITTED and may_review_in(user, activity.campaign)


def may_reopen(user: User, activity: Activity) -> bool:
    return activity.state == Activity.State.APPROVED and may_review_in(user, activity.campaign)


def may_urge(user: User, activity: Activity) -> bool:
    """The office, the unit it has sent the record back to."""
    return activity.state == Activity.State.RETURNED and may_review_in(user, activity.campaign)


def may_remark(user: User, activity: Activity) -> bool:
    """The two sides of the review; nobody else talks in it."""
    if not activity.campaign.is_writable:
        return False
    return acts_for(user, activity.unit) or is_office_of(user, activity.campaign)


def may_arrange_grid(user: User, activity: Activity) -> bool:
    """Set the sites, who stands where, and totals stated by hand: the host's side or the office, until approved."""
    return activity.kind.has_grid and may_edit(user, activity)


def may_fill_line(user: User, activity: Activity, unit: Unit) -> bool:
    """Each unit its own line, the office for any; of an approved one nobody, it has to be reopened."""
    if not activity.kind.has_grid or activity.state not in EDITABLE_STATES:
        return False
    return may_log_for(user, activity.campaign, unit)

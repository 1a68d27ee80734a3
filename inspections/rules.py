"""Who may act on hazards. Pure: no query, no request.

Campaign and unit of a hazard are expected to be loaded with it. Which state follows which is
`Hazard.NEXT_STATES`; here is only who may take the step.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from campaigns.models import Campaign
from campaigns.rules import is_office_of, may_edit_taxonomies
from inspections.models import Exposure, Hazard, Reward, Visit
from units.models import Unit

State = Hazard.State

MENDED_IN = (State.GRADED, State.RECTIFYING, State.RECTIFIED)

# Time limits and reward rules are lists like the others.
may_keep_lists = may_edit_taxonomies

# The five implementations (五落实) by the column that holds each; funds need an amount and its source.
IMPLEMENTATIONS = {
    "responsible": gettext_noop("responsible person"),
    "measures": gettext_noop("measures"),
    "funds_yuan": gettext_noop("funds"),
    "funds_source": gettext_noop("source of the funds"),
    "due_on": gettext_noop("deadline"),
    "contingency": gettext_noop("contingency plan"),
}


def acts_for(user: User, unit: Unit | None) -> bool:
    """A liaison acts for the own unit and those below it."""
    return unit is not None and user.is_liaison and bool(user.reach) and unit.path.startswith(user.reach or "-")


def may_manage(user: User, campaign: Campaign) -> bool:
    """Sort the inbox, grade, set deadlines, list, close: the office, until the campaign is archived."""
    return is_office_of(user, campaign) and campaign.is_writable


def may_file(user: User, campaign: Campaign) -> bool:
    """Enter a hazard: the office from any source, a liaison from the own check, an inspector on site."""
    if not campaign.is_writable or campaign.state == Campaign.State.DRAFT:
        return False
    return is_office_of(user, campaign) or user.is_liaison or user.is_inspector


def may_file_for(user: User, campaign: Campaign, unit: Unit | None) -> bool:
    """An inspector at any unit but the own (nobody inspects the own unit)."""
    if not may_file(user, campaign):
        return False
    if is_office_of(user, campaign):
        return True
    if unit is None or not unit.path.startswith(campaign.area.path):
        return False
    return acts_for(user, unit) if user.is_liaison else not is_own_unit(user, unit)


def is_own_unit(user: User, unit: Unit) -> bool:
    return user.unit is not None and user.area is not None and is_barred(unit, [user.unit.path], user.area)


def may_prepare_exposures(user: User, campaign: Campaign) -> bool:
    """The office; a liaison for the own unit and those below it."""
    if not campaign.is_writable or campaign.state == Campaign.State.DRAFT:
        return False
    return is_office_of(user, campaign) or user.is_liaison


def may_prepare_exposure_for(user: User, campaign: Campaign, unit: Unit) -> bool:
    if not may_prepare_exposures(user, campaign) or not unit.path.startswith(campaign.area.path):
        return False
    return is_office_of(user, campaign) or acts_for(user, unit)


def may_edit_exposure(user: User, exposure: Exposure) -> bool:
    """Words and pictures, as long as they are not published: the office, and the unit that prepares them."""
    is_draft = exposure.state == Exposure.State.DRAFT
    return is_draft and may_prepare_exposure_for(user, exposure.campaign, exposure.by_unit)


def may_drop_exposure(user: User, exposure: Exposure) -> bool:
    """Withdraw a draft or take a withdrawn one up again: its unit; what is published: the office."""
    if exposure.state == Exposure.State.PUBLISHED:
        return may_manage(user, exposure.campaign)
    return may_prepare_exposure_for(user, exposure.campaign, exposure.by_unit)


def may_reward(user: User, campaign: Campaign) -> bool:
    """All steps of a reward and its fund: the office, also of an archived campaign, for a debt outlives it."""
    return is_office_of(user, campaign)


def may_approve_reward(user: User, reward: Reward) -> bool:
    """Another person than who proposed it or had it computed."""
    return may_reward(user, reward.hazard.campaign) and user.pk not in (reward.proposed_by_id, reward.computed_by_id)


def may_keep_fund(user: User, area: Unit) -> bool:
    """Money in and out, and the cashier's page: the office of the area."""
    return user.is_office and user.area is not None and user.area.pk == area.pk


def may_keep_checklists(user: User) -> bool:
    """Make, change, put in force: the office, those of its own area."""
    return user.is_office


def may_visit_in(user: User, campaign: Campaign, *, in_team: bool) -> bool:
    """Go out to inspect: the office, inspectors, and whoever belongs to a team of the campaign."""
    if not campaign.is_writable or campaign.state == Campaign.State.DRAFT or user.area is None:
        return False
    goes_out = user.is_office or user.is_inspector or (in_team and not user.is_admin)
    return goes_out and user.area.pk == campaign.area_id


def may_work_on(user: User, visit: Visit, *, in_team: bool) -> bool:
    """Answer, find, finish: the team of the visit, who started one without a team, the office; never at the own unit."""
    if visit.state != Visit.State.GOING_ON or not visit.campaign.is_writable or is_own_unit(user, visit.unit):
        return False
    alone = visit.team_id is None and visit.made_by_id == user.pk
    return alone or in_team or is_office_of(user, visit.campaign)


def may_sort(user: User, hazard: Hazard) -> bool:
    """Accept, reject, transfer, mark as duplicate."""
    return hazard.state in (State.REPORTED, State.ACCEPTED) and may_manage(user, hazard.campaign)


def may_extend_check(user: User, hazard: Hazard) -> bool:
    """Take longer to check what the public reported."""
    return hazard.state == State.ACCEPTED and may_manage(user, hazard.campaign)


def may_grade(user: User, hazard: Hazard) -> bool:
    return hazard.state == State.ACCEPTED and may_manage(user, hazard.campaign)


def may_order_rectification(user: User, hazard: Hazard) -> bool:
    return hazard.state == State.GRADED and may_manage(user, hazard.campaign)


def works_on(user: User, hazard: Hazard) -> bool:
    """Whose side plans and mends, whatever the state: the unit that was shown it, or the office for one that can't."""
    if not hazard.campaign.is_writable:
        return False
    return may_manage(user, hazard.campaign) or (hazard.unit_sees and acts_for(user, hazard.unit))


def may_plan(user: User, hazard: Hazard) -> bool:
    """Enter the five implementations: the office, and the unit that has to carry them out."""
    return hazard.state in (State.GRADED, State.RECTIFYING) and works_on(user, hazard)


def may_enter(user: User, hazard: Hazard, name: str) -> bool:
    """One of the five implementations; the deadline of a hazard that is ordered moves by an extension only."""
    return may_plan(user, hazard) and (name != "deadline" or hazard.state == State.GRADED)


def may_urge(user: User, hazard: Hazard) -> bool:
    """Remind the unit of a major hazard's plan or of the rectification, once it was told of it."""
    is_owed = hazard.state == State.RECTIFYING or (hazard.state == State.GRADED and hazard.is_major)
    return is_owed and hazard.unit_sees and may_manage(user, hazard.campaign)


def may_rectify(user: User, hazard: Hazard) -> bool:
    """File the completion."""
    return hazard.state == State.RECTIFYING and works_on(user, hazard)


def re_inspects(user: User, hazard: Hazard) -> bool:
    """Whose side re-inspects, whatever the state: the office, and who was called or found it; never the own unit."""
    if may_manage(user, hazard.campaign):
        return True
    called = hazard.reinspector_id == user.pk or hazard.found_by_id == user.pk
    if not (user.is_inspector and called and hazard.campaign.is_writable):
        return False
    return hazard.unit is not None and not is_own_unit(user, hazard.unit)


def is_another(user: User, hazard: Hazard) -> bool:
    """Neither who rectified nor who accepted it."""
    return user.pk not in (hazard.rectified_by_id, hazard.accepted_by_id)


def may_reinspect(user: User, hazard: Hazard) -> bool:
    return hazard.state == State.RECTIFIED and re_inspects(user, hazard) and is_another(user, hazard)


def may_ask_extension(user: User, hazard: Hazard) -> bool:
    """The unit that mends it, or the office for one that asked on paper."""
    return hazard.state == State.RECTIFYING and works_on(user, hazard)


def may_list(user: User, hazard: Hazard) -> bool:
    """Put a major hazard under listed supervision, as long as it isn't mended."""
    return hazard.is_major and hazard.state in MENDED_IN and may_manage(user, hazard.campaign)


def looks_back(user: User, hazard: Hazard) -> bool:
    """Whose side looks again: the office, and inspectors, nobody at the own unit."""
    if hazard.unit is None or not hazard.campaign.is_writable or is_own_unit(user, hazard.unit):
        return False
    return is_office_of(user, hazard.campaign) or user.is_inspector


def may_look_back(user: User, hazard: Hazard) -> bool:
    """Another person than who rectified."""
    return hazard.state == State.FIXED and looks_back(user, hazard) and user.pk != hazard.rectified_by_id


def may_give_up(user: User, hazard: Hazard) -> bool:
    """Close without a fix."""
    return hazard.can_become(State.UNFIXED) and may_manage(user, hazard.campaign)


def may_reopen(user: User, hazard: Hazard) -> bool:
    return hazard.state in Hazard.CLOSED_STATES and may_manage(user, hazard.campaign)


def may_take_back(user: User, hazard: Hazard) -> bool:
    """Put a rejected, transferred, doubled or withdrawn report back into the inbox."""
    return hazard.state in Hazard.OFF_LEDGER and may_manage(user, hazard.campaign)


def may_withdraw(user: User, hazard: Hazard) -> bool:
    """Who entered it, as long as nobody has looked at it; a slip of the pen needs no trial."""
    return hazard.state == State.REPORTED and is_finder(user, hazard)


def is_finder(user: User, hazard: Hazard) -> bool:
    return hazard.found_by_id == user.pk and hazard.campaign.is_writable


def may_add_photos(user: User, hazard: Hazard) -> bool:
    """Of the state before: who found it, until it is on its way; the office as long as it is open."""
    if hazard.state not in Hazard.OPEN_STATES:
        return False
    return may_manage(user, hazard.campaign) or may_withdraw(user, hazard)


def may_reach_reporter(user: User, hazard: Hazard) -> bool:
    """Ask, tell, open the contact: the office, also of an archived campaign."""
    return is_office_of(user, hazard.campaign)


def may_see_sources(user: User) -> bool:
    """Where a hazard came from: in a shop of five people "an employee reported it" is as good as a name."""
    return user.is_office or user.is_leader


def missing_implementations(hazard: Hazard) -> list[str]:
    """Names of what is still to be said before the order, in the reader's language; an ordinary hazard needs two."""
    needed = IMPLEMENTATIONS if hazard.is_major else ("responsible", "due_on")
    return [_(IMPLEMENTATIONS[name]) for name in needed if getattr(hazard, name) in (None, "")]


def may_see_objects(user: User) -> bool:
    """Which units are due for inspection: office and leader, whose whole area it is."""
    return user.is_office or user.is_leader


def is_barred(unit: Unit, paths: Iterable[str], area: Unit) -> bool:
    """Nobody inspects the own unit or one below it; `paths` are those of the units that a team's members belong to.

    The area's own head bars the area alone, not all that lies below it.
    """
    return any(unit.path == path if area.path.startswith(path) else unit.path.startswith(path) for path in paths)


def may_keep_points(user: User, campaign: Campaign) -> bool:
    """Hang up codes for reporting: the office for its area, a liaison for the own side."""
    return is_office_of(user, campaign) or user.is_liaison


def may_keep_point_of(user: User, unit: Unit) -> bool:
    if user.is_office:
        return bool(user.reach) and unit.path.startswith(user.reach or "-")
    return acts_for(user, unit)

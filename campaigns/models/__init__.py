from campaigns.models.assignment import Assignment, AssignmentQuota, QuotaAnswer, UnitAssignment
from campaigns.models.attachment import Attachment
from campaigns.models.campaign import Campaign, PlanDeclaration
from campaigns.models.committee import CommitteeSeat
from campaigns.models.instruction import Instruction
from campaigns.models.meeting import Meeting, Resolution
from campaigns.models.notice import Notice, Receipt
from campaigns.models.picks import FigurePick
from campaigns.models.plan import PlanItem
from campaigns.models.taxonomy import ActivityKind, Entry, EntrySet, Indicator, Linkage, PlanItemKind
from campaigns.models.timeline import TimelineEntry
from campaigns.models.totals import CountedShare, ShareDelta, ShareNow, ShareTotal

__all__ = [
    "ActivityKind",
    "Assignment",
    "AssignmentQuota",
    "Attachment",
    "Campaign",
    "CommitteeSeat",
    "CountedShare",
    "Entry",
    "EntrySet",
    "FigurePick",
    "Indicator",
    "Instruction",
    "Linkage",
    "Meeting",
    "Notice",
    "PlanDeclaration",
    "PlanItem",
    "PlanItemKind",
    "QuotaAnswer",
    "Receipt",
    "Resolution",
    "ShareDelta",
    "ShareNow",
    "ShareTotal",
    "TimelineEntry",
    "UnitAssignment",
]

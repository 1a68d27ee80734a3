from inspections.models.board import LedgerBoard, LedgerCounter
from inspections.models.checklist import Checklist, ChecklistItem, ChecklistVersion
from inspections.models.exposure import Exposure, ExposureQuota
from inspections.models.hazard import Hazard
from inspections.models.lists import DeadlineRule, HazardCategory, HazardSource, MediaTier, RewardRule
from inspections.models.photo import ExposurePhoto, HazardPhoto, VisitPhoto
from inspections.models.report import ContactOpening, Report, ReporterContact, ReportMessage, ReportPoint
from inspections.models.reward import Fund, FundEntry, Reward
from inspections.models.rounds import Round, RoundObject, Team, TeamMember
from inspections.models.steps import Draw, Extension, Listing, LookBack, Penalty, Rectification, Reinspection
from inspections.models.totals import CountedHazard, HazardDelta, HazardNow, HazardTotal
from inspections.models.visit import SupervisionProblem, Visit, VisitAnswer

__all__ = [
    "Checklist",
    "ChecklistItem",
    "ChecklistVersion",
    "ContactOpening",
    "CountedHazard",
    "DeadlineRule",
    "Draw",
    "Exposure",
    "ExposurePhoto",
    "ExposureQuota",
    "Extension",
    "Fund",
    "FundEntry",
    "Hazard",
    "HazardCategory",
    "HazardDelta",
    "HazardNow",
    "HazardPhoto",
    "HazardSource",
    "HazardTotal",
    "LedgerBoard",
    "LedgerCounter",
    "Listing",
    "LookBack",
    "MediaTier",
    "Penalty",
    "Rectification",
    "Reinspection",
    "Report",
    "ReportMessage",
    "ReportPoint",
    "ReporterContact",
    "Reward",
    "RewardRule",
    "Round",
    "RoundObject",
    "SupervisionProblem",
    "Team",
    "TeamMember",
    "Visit",
    "VisitAnswer",
    "VisitPhoto",
]

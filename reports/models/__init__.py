from reports.models.summary import FrozenFigure, Outline, OutlineSection, Summary, SummaryComment, SummaryVersion

__all__ = ["FrozenFigure", "Outline", "OutlineSection", "Summary", "SummaryComment", "SummaryVersion"]

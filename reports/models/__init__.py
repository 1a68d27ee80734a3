from reports.models.brief import Brief
from reports.models.public import LeftOut, NewsItem, PublicPage, ReleasedFigure
from reports.models.screen import ScreenLink
from reports.models.summary import FrozenFigure, Outline, OutlineSection, Summary, SummaryComment, SummaryVersion

__all__ = [
    "Brief",
    "FrozenFigure",
    "LeftOut",
    "NewsItem",
    "Outline",
    "OutlineSection",
    "PublicPage",
    "ReleasedFigure",
    "ScreenLink",
    "Summary",
    "SummaryComment",
    "SummaryVersion",
]

"""Addresses of summary and bulletins: each in each language, versions numbered through the campaign."""

from django.urls import path, register_converter

from reports.urls.papers import PaperConverter
from reports.views import bulletins, outlines, summary, summary_editing, summary_files, summary_states

register_converter(PaperConverter, "paper")

HERE = "campaigns/<slug:slug>/summary/"
BULLETINS = "campaigns/<slug:slug>/bulletins/"
ONE = "campaigns/<slug:slug>/<paper:paper>/"
SECTION = f"{ONE}sections/<slug:key>/"
urlpatterns = [
    path(HERE, summary.summary, name="summary"),
    path(f"{HERE}draft/", summary.summary_draft, name="summary_draft"),
    path(f"{HERE}compare/", summary.summary_compare, name="summary_compare"),
    path(f"{HERE}versions/<int:number>/", summary.summary_version, name="summary_version"),
    path(f"{HERE}<int:number>.<slug:form>", summary_files.summary_file, name="summary_file"),
    path(BULLETINS, bulletins.bulletins, name="bulletins"),
    path(f"{BULLETINS}new/", bulletins.bulletin_new, name="bulletin_new"),
    path(ONE, summary.paper, name="paper"),
    path(f"{ONE}versions/", summary.summary_versions, name="summary_versions"),
    path(f"{ONE}checks/", summary.summary_checks, name="summary_checks"),
    path(f"{ONE}accept/", summary_states.summary_accept, name="summary_accept"),
    path(f"{ONE}comments/", summary_states.summary_comment, name="summary_comment"),
    path(f"{ONE}comments/<int:pk>/settle/", summary_states.summary_settle, name="summary_settle"),
    path(f"{ONE}review/", summary_states.summary_review, name="summary_review"),
    path(f"{ONE}back/", summary_states.summary_back, name="summary_back"),
    path(f"{ONE}approve/", summary_states.summary_approve, name="summary_approve"),
    path(f"{ONE}issue/", summary_states.summary_issue, name="summary_issue"),
    path(f"{ONE}refresh/", summary_editing.summary_refresh, name="summary_refresh"),
    path(f"{ONE}heads/", summary_editing.summary_heads, name="summary_heads"),
    path(f"{ONE}sections/new/", summary_editing.section_new, name="summary_section_new"),
    path(SECTION, summary_editing.section_edit, name="summary_section"),
    path(f"{SECTION}redraft/", summary_editing.section_redraft, name="summary_section_redraft"),
    path(f"{SECTION}remove/", summary_editing.section_remove, name="summary_section_remove"),
    path(f"{SECTION}move/", summary_editing.section_move, name="summary_section_move"),
    path(f"{SECTION}editing/", summary_editing.section_editing, name="summary_section_editing"),
    path("outlines/", outlines.outlines, name="outlines"),
    path("outlines/new/", outlines.outline_new, name="outline_new"),
    path("outlines/<int:pk>/", outlines.outline, name="outline"),
    path("outlines/<int:pk>/edit/", outlines.outline_edit, name="outline_edit"),
    path("outlines/<int:pk>/order/", outlines.outline_order, name="outline_order"),
    path("outlines/<int:pk>/sections/new/", outlines.outline_section_new, name="outline_section_new"),
    path("outlines/sections/<int:pk>/", outlines.outline_section, name="outline_section"),
    path("outlines/sections/<int:pk>/remove/", outlines.outline_section_remove, name="outline_section_remove"),
    path("outlines/sections/<int:pk>/move/", outlines.outline_section_move, name="outline_section_move"),
]

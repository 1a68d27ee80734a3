from reports.models import Outline, SummaryComment
from reports.models.addresses import PaperAddress
from reports.services.summary import draft_summary
from reports.services.summary_states import send_for_review
from tests.world import Row

READ = {"*": 200, "foreign_office": 404}
OFFICE = {"*": 403, "office": 200, "foreign_office": 404}
# Units don't see a summary before it is issued; the leader sees it, being in review, and decides with the office.
WORK = {"*": 404, "office": 200, "leader": 200}
ACT = {"*": 404, "office": 302, "leader": 302}
EDIT = {"*": 404, "office": 403, "leader": 403}


def rows(world):
    office = world.people["office"]
    outline = Outline.objects.get(code="county")
    version = draft_summary(world.campaign, by=office, outline=outline, language="zh-hans")
    send_for_review(version.summary, by=office)
    return [*pages(version), *editing(), *deciding(version), *bulletins(), *outlines(outline)]


def bulletins():
    return [
        Row("reports:bulletins", ("2026",), READ),
        Row("reports:bulletin_new", ("2026",), OFFICE),
        Row("reports:bulletin_new", ("2026",), OFFICE, method="post", data={"number": ""}),
        Row("reports:paper", ("2026", "zh-hans"), WORK),
        Row("reports:paper", ("2026", PaperAddress("zh-hans", 1)), {"*": 404}),
    ]


def pages(version):
    here, number = ("2026",), version.number
    compare = Row("reports:summary_compare", here, OFFICE | {"office": 404, "leader": 404})
    return [
        Row("reports:summary", here, READ),
        Row("reports:summary_draft", here, OFFICE),
        Row("reports:summary_draft", here, OFFICE, method="post", data={"outline": ""}),
        compare,
        Row("reports:summary_version", ("2026", number), WORK),
        Row("reports:summary_version", ("2026", number + 1), {"*": 404}),
        Row("reports:summary_file", ("2026", number, "docx"), WORK),
        Row("reports:summary_file", ("2026", number, "json"), WORK),
        Row("reports:summary_file", ("2026", number, "exe"), {"*": 404}),
        Row("reports:summary_versions", ("2026", "zh-hans"), WORK),
        Row("reports:summary_checks", ("2026", "zh-hans"), WORK),
        Row("reports:summary_checks", ("2026", "en"), {"*": 404}),
    ]


def editing():
    one, section = ("2026", "zh-hans"), ("2026", "zh-hans", "s2")
    return [
        Row("reports:summary_refresh", one, EDIT, method="post"),
        Row("reports:summary_heads", one, EDIT),
        Row("reports:summary_section_new", one, EDIT),
        Row("reports:summary_section", section, EDIT),
        Row("reports:summary_section_redraft", section, EDIT),
        Row("reports:summary_section_remove", section, EDIT),
        Row("reports:summary_section_move", section, EDIT, method="post"),
        Row("reports:summary_section_editing", section, EDIT, method="post"),
    ]


def deciding(version):
    one, summary = ("2026", "zh-hans"), version.summary
    comment = SummaryComment.objects.create(summary=summary, text="太长", by=summary.versions.get().saved_by)
    return [
        Row("reports:summary_accept", one, ACT, method="post", data={"key": ""}),
        Row("reports:summary_comment", one, ACT, method="post", data={"text": ""}),
        Row("reports:summary_settle", (*one, 0), {"*": 404}, method="post"),
        Row("reports:summary_settle", (*one, comment.pk), {"*": 404, "office": 302, "leader": 403}, method="post"),
        Row("reports:summary_review", one, ACT, method="post"),
        Row("reports:summary_approve", one, ACT, method="post"),
        Row("reports:summary_issue", one, EDIT),
        Row("reports:summary_back", one, WORK),
        Row("reports:summary_back", one, WORK, method="post", data={"why": ""}),
    ]


def outlines(outline):
    office = {"*": 403, "office": 200, "admin": 200, "foreign_office": 200}
    done = {"*": 403, "office": 302, "admin": 302, "foreign_office": 302}
    section = outline.sections.first()
    return [
        Row("reports:outlines", (), office),
        Row("reports:outline_new", (), office),
        Row("reports:outline", (outline.pk,), office),
        Row("reports:outline_edit", (outline.pk,), office),
        Row(
            "reports:outline_order",
            (outline.pk,),
            office | {"office": 409, "admin": 409, "foreign_office": 409},
            "post",
        ),
        Row("reports:outline_section_new", (outline.pk,), office),
        Row("reports:outline_section", (section.pk,), office),
        Row("reports:outline_section_move", (section.pk,), done, method="post"),
        Row(
            "reports:outline_section_remove",
            (0,),
            done | {"*": 403, "office": 404, "admin": 404, "foreign_office": 404},
            "post",
        ),
    ]

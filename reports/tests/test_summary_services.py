"""Drafting, writing, approving: each act, its trace, and who may not."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.tests.factories import UserFactory
from activities.models import IndicatorValue
from core.errors import DomainError
from core.figures import Figure
from core.history import history_of
from notifications.models import Notification
from reports.models import Outline
from reports.selectors.summary_page import drifts
from reports.services import summary as services
from reports.services import summary_states as states
from reports.services.versions import SectionConflict, newest_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def copies(drafted, db):
    """The county stands before a test opens its own transaction."""
    return drafted()


@pytest.fixture
def county(copies):
    return copies[0]


@pytest.fixture
def summary(copies):
    return copies[1].summary


def write(summary, county, text, key="s8", opened=1, title="下一步打算"):
    return services.save_section(summary, by=county.office, key=key, opened=opened, title=title, text=text)


def accept_all(summary, county):
    version = newest_of(summary)
    for warned in states.open_warnings(summary, version):
        summary = states.accept_warning(summary, by=county.office, key=warned.key)
    return summary


def approved(summary, county):
    states.send_for_review(summary, by=county.office)
    accept_all(summary, county)
    return states.approve(summary, by=county.leader)


def test_draft_is_the_first_version_of_its_campaign(county, summary):
    version = newest_of(summary)

    assert (version.number, summary.state, version.saved_by) == (1, "draft", county.office)
    assert version.figures["materials"]["value"] == 140000
    assert [entry.by for entry in history_of(summary)] == ["办公室甲"]


def test_versions_are_numbered_through_both_languages(county, summary):
    outline = Outline.objects.get(code="linkages")

    version = services.draft_summary(county.campaign, by=county.office, outline=outline, language="en")

    assert (version.number, version.summary_id == summary.pk) == (2, False)


def test_drafting_again_keeps_what_people_wrote(county, summary):
    write(summary, county, "继续努力。")

    services.draft_summary(county.campaign, by=county.office, outline=summary.outline, language="zh-hans")

    texts = [version.section("s8")["text"] for version in summary.versions.order_by("number")]
    assert texts == ["", "继续努力。", ""]


@pytest.mark.parametrize("who", ["leader", "liaison"])
def test_only_the_office_writes(county, summary, who):
    with pytest.raises(PermissionDenied):
        services.save_section(summary, by=getattr(county, who), key="s8", opened=1, title="", text="x")

    assert summary.versions.count() == 1


def test_saved_section_is_a_new_version_and_leaves_the_others(county, summary):
    version = write(summary, county, "发放{{materials}}份，{{7*7}}，<b>")

    assert (version.number, version.section("s8")["text"]) == (2, "发放{{materials}}份，{{7*7}}，<b>")
    assert version.section("s3") == summary.versions.get(number=1).section("s3")


def test_saving_the_same_words_makes_no_version(county, summary):
    write(summary, county, "一样", opened=1)
    write(summary, county, "一样", opened=2)

    assert summary.versions.count() == 2


def test_two_people_in_different_sections_both_save(county, summary):
    write(summary, county, "甲", key="s8")
    write(summary, county, "乙", key="s6", title="主要成效")

    newest = newest_of(summary)
    assert (newest.section("s8")["text"], newest.section("s6")["text"]) == ("甲", "乙")


def test_second_person_in_one_section_is_shown_the_first(county, summary):
    write(summary, county, "甲")

    with pytest.raises(SectionConflict) as clash:
        write(summary, county, "乙")

    assert clash.value.section["text"] == "甲"
    assert newest_of(summary).section("s8")["text"] == "甲"


def test_refresh_looks_figures_up_and_keeps_the_words(county, summary):
    write(summary, county, "我们的话{{materials}}")
    county.log("entry", materials=60, participants=1, places=1)

    version, changed = services.refresh_figures(summary, by=county.office)

    assert version.figures["materials"] | {"records": 0} == version.figures["materials"] | {
        "value": 140060,
        "records": 0,
    }
    assert changed > 1
    assert version.section("s8")["text"] == "我们的话{{materials}}"


def test_refresh_without_a_change_makes_no_version(county, summary):
    version, changed = services.refresh_figures(summary, by=county.office)

    assert (version.number, changed) == (1, 0)


def test_saving_words_leaves_known_figures_as_they_were(county, summary):
    county.log("entry", materials=60, participants=1, places=1)

    version = write(summary, county, "共{{activities}}次，{{banners|kind=display}}条")

    assert version.figures["materials"]["value"] == 140000
    assert version.figures["banners|kind=display"]["value"] == 80


def test_redraft_writes_one_section_anew(county, summary):
    write(summary, county, "人写的", key="s6", title="主要成效")
    written = services.redraft_section(summary, by=county.office, key="s6", opened=2)

    assert written.section("s6")["text"].startswith("全县共有{{units_active}}个单位参与")


def test_sections_are_added_moved_and_removed(county, summary):
    services.add_section(summary, by=county.office, title="典型经验")
    services.move_section(summary, by=county.office, key="s10", steps=-1)
    version = services.remove_section(summary, by=county.office, key="s5", opened=3)

    keys = [section["key"] for section in version.sections]
    assert keys == ["s1", "s2", "s3", "s4", "s6", "s7", "s10", "s8", "s9"]


def test_approval_waits_for_each_warning(county, summary):
    states.send_for_review(summary, by=county.office)

    with pytest.raises(DomainError):
        states.approve(summary, by=county.office)

    summary.refresh_from_db()
    assert summary.state == "review"


def test_accepted_warnings_bear_the_name(county, summary):
    summary = accept_all(summary, county)

    assert {row["by"] for row in summary.accepted_warnings} == {"办公室甲"}
    assert "slots:safeguard:0/4" in {row["key"] for row in summary.accepted_warnings}
    assert states.open_warnings(summary, newest_of(summary)) == []


def test_acceptance_can_be_taken_back(county, summary):
    summary = accept_all(summary, county)

    summary = states.withdraw_acceptance(summary, by=county.office, key="slots:safeguard:0/4")

    assert [each.key for each in states.open_warnings(summary, newest_of(summary))] == ["slots:safeguard:0/4"]


def test_mistake_can_not_be_accepted(county, summary):
    write(summary, county, "{{materails}}")

    with pytest.raises(DomainError):
        states.accept_warning(summary, by=county.office, key="mistake:materails")


def test_approval_freezes_figures_and_their_records(county, summary):
    approved(summary, county)

    summary.refresh_from_db()
    frozen = summary.frozen.get(token="materials")
    assert (summary.state, summary.approved_by, frozen.figure) == ("approved", county.leader, Figure(140000, "over"))
    assert len(frozen.record_ids) == 2


def test_later_records_show_as_differences_and_change_nothing(county, summary):
    approved(summary, county)
    IndicatorValue.objects.filter(activity=county.consulting, indicator__code="consulted").update(value=9000)

    found = {drift.name: drift for drift in drifts(summary, newest_of(summary))}

    assert (found["接受咨询人次"].frozen, found["接受咨询人次"].now) == (Figure(10000, "over"), Figure(9000, "over"))
    assert newest_of(summary).figures["consulted"]["value"] == 10000


def test_frozen_summary_can_not_be_written(county, summary):
    approved(summary, county)

    with pytest.raises(DomainError):
        write(summary, county, "晚了")

    assert summary.versions.count() == 1


def test_sent_back_it_is_a_draft_with_a_reason(county, summary):
    approved(summary, county)

    summary = states.send_back(summary, by=county.leader, why="补充下一步打算")

    assert (summary.state, summary.approved_by, summary.frozen.count()) == ("draft", None, 0)
    assert history_of(summary)[0].why == "补充下一步打算"


def test_issue_gives_the_number_and_tells_the_units(county, summary):
    approved(summary, county)

    summary = states.issue(summary, by=county.office, mark="青安委办", year=2026, serial=12)

    assert (summary.state, summary.number) == ("issued", "青安委办〔2026〕12号")
    assert county.liaison.post.notifications.count() == 1


def test_leader_is_told_of_the_review_once(county, summary):
    states.send_for_review(summary, by=county.office)

    assert [(row.post.person, row.subject) for row in Notification.objects.all()] == [
        (county.leader, f"summary-{summary.pk}")
    ]


def test_issue_is_the_offices(county, summary):
    approved(summary, county)

    with pytest.raises(PermissionDenied):
        states.issue(summary, by=county.leader, mark="", year=2026, serial=1)


@pytest.mark.parametrize("act", [states.approve, states.send_for_review])
def test_a_unit_decides_nothing(county, summary, act):
    with pytest.raises(PermissionDenied):
        act(summary, by=county.liaison)

    summary.refresh_from_db()
    assert summary.state == "draft"


def test_comment_is_settled_once_by_its_first(county, summary):
    comment = states.add_comment(summary, by=county.office, text="补数据", section="s3")

    states.settle_comment(comment, by=county.office)

    comment.refresh_from_db()
    assert comment.settled_by == county.office


def test_foreign_office_writes_nothing(county, summary):
    foreign = UserFactory(role="office")

    with pytest.raises(PermissionDenied):
        services.refresh_figures(summary, by=foreign)

"""The pages of the summary as people use them."""

import re
from html import unescape

import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from reports.models import Outline, Summary
from reports.services import outlines
from reports.services import summary as services
from reports.tests.county import County
from units.tests.factories import CountyFactory, UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db
SECTION = ("2026", "zh-hans", "s8")


@pytest.fixture
def county():
    return County()


@pytest.fixture
def version(county):
    outline = Outline.objects.get(code="county")
    return services.draft_summary(county.campaign, by=county.office, outline=outline, language="zh-hans")


@pytest.fixture
def office(county, client):
    client.force_login(county.office)
    return client


def text_of(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", answer.content.decode())).split())


def typed(**changes):
    return {"opened": 1, "title": "下一步打算", "text": "继续努力"} | changes


def test_first_draft_is_made_from_the_page(county, office):
    outline = Outline.objects.get(code="linkages")
    office.post(reverse("reports:summary_draft", args=["2026"]), {"outline": outline.pk, "language": "en"})

    summary = Summary.objects.get()
    assert (summary.language, summary.outline, summary.title) == (
        "en",
        outline,
        "Summary of the 2026 Work Safety Month",
    )


def test_figure_on_the_paper_opens_its_records(version, office):
    page = office.get(reverse("reports:summary", args=["2026"])).content.decode()

    assert re.search(
        r'<a class="fig" href="/campaigns/2026/activities/\?[^"]*indicator=materials"[^>]*>140,000余</a>', page
    )


def test_page_costs_the_same_for_few_and_many_activities(county, version, office, django_assert_max_num_queries):
    for _ in range(20):
        county.log("drill", drills=1)
    with django_assert_max_num_queries(25):
        office.get(reverse("reports:summary", args=["2026"]))


def test_typed_markup_and_braces_are_shown_as_typed(county, version, office):
    office.post(reverse("reports:summary_section", args=SECTION), typed(text="<b>粗</b>{{7*7}}{% now %}"))

    page = office.get(reverse("reports:summary", args=["2026"])).content.decode()
    assert "&lt;b&gt;粗&lt;/b&gt;{{7*7}}{% now %}" in page


def test_wrong_token_is_named(county, version, office):
    answer = office.post(reverse("reports:summary_section", args=SECTION), typed(text="{{materails}}", preview="1"))

    assert "materails: There is no figure “materails”." in text_of(answer)
    assert Summary.objects.get().versions.count() == 1


@pytest.mark.parametrize(
    ("token", "why"),
    [
        ("{{materials|from=2026-13-01}}", "“2026-13-01” isn't a day"),
        ("{{materials|kind=none}}", "“none” is not in the portal's lists"),
        ("{{materials|unit=999999}}", "There is no unit “999999”"),
        ("{{materials|colour=red}}", "There is no filter “colour”"),
        ("{{materials|from=2026-06-01|from=2026-06-02}}", "The filter “from” is given twice"),
    ],
)
def test_wrong_filter_is_named(version, office, token, why):
    answer = office.post(reverse("reports:summary_section", args=SECTION), typed(text=token, preview="1"))

    assert why in text_of(answer)


def test_figure_is_put_in_without_scripts(version, office):
    figure = {"token-figure": "consulted", "token-kind": "consulting", "token-day_from": "2026-06-10", "insert": ""}

    answer = office.post(reverse("reports:summary_section", args=SECTION), typed() | figure)

    assert answer.context["form"].data["text"] == "继续努力{{consulted|from=2026-06-10|kind=consulting}}"
    assert Summary.objects.get().versions.count() == 1


def test_second_editor_is_shown_both_versions(county, version, office):
    address = reverse("reports:summary_section", args=SECTION)
    office.post(address, typed(text="第一人写的"))

    answer = office.post(address, typed(text="第二人写的"))

    assert answer.status_code == 409
    assert "办公室甲 saved this section" in text_of(answer)
    assert answer.context["form"].data["text"] == "第二人写的"
    office.post(address, typed(text="合并", opened=answer.context["form"].data["opened"]))
    assert Summary.objects.get().versions.first().section("s8")["text"] == "合并"


def test_comparison_marks_what_went_and_what_came(version, office):
    services.save_section(version.summary, by=version.saved_by, key="s8", opened=1, title="下一步打算", text="加强检查")
    services.save_section(version.summary, by=version.saved_by, key="s8", opened=2, title="下一步打算", text="加强巡查")

    page = office.get(reverse("reports:summary_compare", args=["2026"]), {"a": 2, "b": 3}).content.decode()

    assert "<del>检</del><ins>巡</ins>" in page


def test_refresh_shows_which_figures_changed(county, version, office):
    county.log("display", banners=7)

    answer = office.post(reverse("reports:summary_refresh", args=["2026", "zh-hans"]), follow=True)

    assert "<del>80</del><ins>87</ins>余" in answer.content.decode()


def test_checks_are_accepted_from_the_page(version, office):
    office.post(reverse("reports:summary_accept", args=["2026", "zh-hans"]), {"key": "slots:safeguard:0/4"})

    assert [row["key"] for row in Summary.objects.get().accepted_warnings] == ["slots:safeguard:0/4"]


def test_checks_name_what_was_found(version, office):
    text = text_of(office.get(reverse("reports:summary_checks", args=["2026", "zh-hans"])))

    assert "Safeguard: the plan announces 4, 0 of 4 are entered." in text
    assert "Materials handed out: 19 units owe a part" in text


def test_someone_else_writing_is_named(county, version, office):
    services.note_editing(version.summary, by=county.leader, key="s2")
    Summary.objects.update(edited_by=county.leader, edited_at=version.saved_at, edited_section="s2")

    answer = office.post(reverse("reports:summary_section_editing", args=SECTION))

    assert "领导乙 is writing in this paper now" in text_of(answer)
    assert Summary.objects.get().edited_by == county.office


def test_leader_reads_from_review_on(county, version, client):
    client.force_login(county.leader)
    address = reverse("reports:summary", args=["2026"])

    assert "The summary is not there yet" in text_of(client.get(address))
    Summary.objects.update(state="review")
    assert "In review" in text_of(client.get(address))


def test_issue_with_a_taken_number_says_so(county, version, office):
    Summary.objects.create(
        campaign=county.campaign, outline=version.summary.outline, language="en", title="T", year=2026, serial=3
    )
    Summary.objects.filter(pk=version.summary_id).update(
        state="approved", approved_at=version.saved_at, approved_by=county.office
    )
    address = reverse("reports:summary_issue", args=["2026", "zh-hans"])

    answer = office.post(address, {"mark": "", "year": 2026, "serial": 3})

    assert "This number is taken." in text_of(answer)


def test_outline_of_ones_own_drafts_in_its_order(county, office):
    pattern = Outline.objects.get(code="county")
    own = outlines.copy_outline(pattern, by=county.office, name_zh="本县", name_en="Our own")
    outlines.add_outline_section(
        own, by=county.office, source="", title_zh="典型", title_en="Cases", text_zh="固定{{materials}}", text_en=""
    )
    ids = [own.sections.last().pk, *own.sections.values_list("pk", flat=True)[:9]]
    office.post(reverse("reports:outline_order", args=[own.pk]), {"order": ids})

    version = services.draft_summary(county.campaign, by=county.office, outline=own, language="zh-hans")

    assert (version.sections[0]["title"], version.sections[0]["text"]) == ("典型", "固定{{materials}}")
    assert pattern.sections.count() == 9


def test_outline_order_of_strangers_changes_nothing(county, office):
    pattern = Outline.objects.get(code="county")
    before = list(pattern.sections.values_list("pk", flat=True))

    answer = office.post(reverse("reports:outline_order", args=[pattern.pk]), {"order": [before[0]]})

    assert answer.status_code == 409
    assert list(pattern.sections.values_list("pk", flat=True)) == before


def test_office_of_a_higher_area_reads_the_issued_paper_only(client):
    city = CountyFactory(name="岚川市", kind=UnitKindFactory(code="city"))
    county = County(above=city)
    outline = Outline.objects.get(code="county")
    version = services.draft_summary(county.campaign, by=county.office, outline=outline, language="zh-hans")
    user = UserFactory(role="office", unit=UnitFactory(parent=city))
    client.force_login(user)
    address = reverse("reports:summary_file", args=["2026", 1, "json"])

    assert client.get(address).status_code == 404
    who = {"approved_at": version.saved_at, "approved_by": county.office}
    who |= {"issued_at": version.saved_at, "issued_by": county.office}
    Summary.objects.update(state="issued", year=2026, serial=1, **who)
    assert client.get(address).json()["number"] == "〔2026〕1号"

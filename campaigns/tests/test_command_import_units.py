import pytest
from django.core.management import CommandError, call_command

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    campaign = CampaignFactory(slug="2026")
    UserFactory(role="office", unit=campaign.area)
    return campaign


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("名称,类型\n县教育局,department\n坏局,城堡\n", "utf-8")
    return path


def test_all_or_nothing_by_default(campaign, file, capsys):
    with pytest.raises(CommandError, match="Nothing was saved"):
        call_command("import_units", file, campaign="2026")

    assert "row 3" in capsys.readouterr().out
    assert not Unit.objects.filter(name="县教育局").exists()


def test_keep_good_saves_the_good_rows(campaign, file, capsys):
    call_command("import_units", file, campaign="2026", keep_good=True)

    assert capsys.readouterr().out.startswith("2 rows read, 1 saved, 0 known already")
    assert Unit.objects.get(name="县教育局").parent == campaign.area


def test_a_dry_run_only_reports(campaign, file, capsys):
    call_command("import_units", file, campaign="2026", dry_run=True)

    assert capsys.readouterr().out.startswith("2 rows read, 1 would be saved")
    assert not Unit.objects.filter(name="县教育局").exists()


@pytest.mark.parametrize("facts", [{"campaign": "1999"}, {"campaign": "2026", "by": "nobody"}])
def test_an_unknown_campaign_or_person_is_told(campaign, file, facts):
    with pytest.raises(CommandError):
        call_command("import_units", file, **facts)


def test_a_missing_file_is_told(campaign, tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_units", tmp_path / "none.xlsx", campaign="2026")

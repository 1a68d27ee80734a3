"""The demo's month says what the county's own account of its month says."""

import pytest
from django.core.management import CommandError, call_command

from activities.models import Activity
from activities.selectors.filtering import ActivityFilters
from campaigns.models import ActivityKind, Campaign, PlanDeclaration, PlanItem
from core.figures import Figure, Qualifier
from reports.selectors.figures import View, figures
from units.models import Unit

pytestmark = pytest.mark.django_db
OVER = Qualifier.OVER


@pytest.fixture
def demo(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    call_command("demo", "--language", "zh-hans", "--with-known-password")


def look(**filters):
    campaign = Campaign.objects.get(slug="2026")
    view = View(campaign, Activity.objects.all(), ActivityFilters(**filters))
    return {line.code: line for line in figures(view)}


def test_demo_figures_are_those_of_the_source(demo):
    month = look()
    day = look(kinds=(ActivityKind.objects.get(code="consulting"),))

    assert [month[code].figure for code in ("materials", "banners", "slogans")] == [
        Figure(140000, OVER),
        Figure(80, OVER),
        Figure(250, OVER),
    ]
    assert [day[code].figure for code in ("consulted", "materials", "sites", "units_present")] == [
        Figure(10000, OVER),
        Figure(40000, OVER),
        Figure(5),
        Figure(20),
    ]
    assert len(day["materials"].missing) == 19


def test_demo_leaves_the_safeguards_empty(demo):
    declared = PlanDeclaration.objects.get(campaign__slug="2026", kind__code="safeguard")

    assert (declared.count, PlanItem.objects.filter(kind__code="safeguard").count()) == (4, 0)


def test_demo_twice_changes_nothing(demo):
    before = (Unit.objects.count(), Activity.objects.count())

    call_command("demo", "--language", "en", "--with-known-password")

    assert (Unit.objects.count(), Activity.objects.count()) == before


def test_demo_speaks_english(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    call_command("demo", "--language", "en", "--with-known-password")

    assert Unit.objects.filter(name="Fire and rescue brigade").exists()
    assert not Activity.objects.filter(title__regex="[一-龥]").exists()


def test_demo_is_refused_where_strangers_could_sign_in():
    with pytest.raises(CommandError, match="password that everybody knows"):
        call_command("demo")

    assert not Unit.objects.exists()

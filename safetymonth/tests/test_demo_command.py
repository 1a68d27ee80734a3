"""The command around the demo county."""

import pytest
from django.core.management import CommandError, call_command

from activities.models import Activity
from units.models import Unit

pytestmark = pytest.mark.django_db


def test_demo_speaks_english(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    call_command("demo", "--language", "en", "--with-known-password")

    assert Unit.objects.filter(name="Fire and rescue brigade").exists()
    assert not Activity.objects.filter(title__regex="[一-龥]").exists()


def test_demo_is_refused_where_strangers_could_sign_in():
    with pytest.raises(CommandError, match="password that everybody knows"):
        call_command("demo")

    assert not Unit.objects.exists()

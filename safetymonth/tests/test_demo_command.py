"""The command around the demo county."""

import pytest
from django.core.management import CommandError, call_command

from units.models import Unit


@pytest.mark.django_db
def test_demo_is_refused_where_strangers_could_sign_in():
    with pytest.raises(CommandError, match="password that everybody knows"):
        call_command("demo")

    assert not Unit.objects.exists()

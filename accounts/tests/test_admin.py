import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from units.models import Unit
from units.tests.factories import CountyFactory, UnitKindFactory

pytestmark = pytest.mark.django_db
MODELS = [
    "units_unit",
    "units_unitkind",
    "accounts_user",
    "accounts_post",
    "accounts_session",
    "notifications_notification",
]


@pytest.fixture
def superuser(client):
    person = User.objects.create_superuser("root", PASSWORD, name="Root")
    client.force_login(person)
    return person


@pytest.mark.parametrize("model", MODELS)
def test_the_superuser_reaches_the_lists(client, superuser, model):
    assert client.get(reverse(f"admin:{model}_changelist")).status_code == 200


@pytest.mark.parametrize("role", ["admin", "office"])
def test_nobody_else_does(client, role):
    client.force_login(UserFactory(role=role))

    assert client.get(reverse("admin:units_unit_changelist")).status_code == 302


def test_a_unit_added_there_has_its_path(client, superuser):
    county = CountyFactory()
    data = {"name": "县教育局", "kind": UnitKindFactory().pk, "parent": county.pk}

    client.post(reverse("admin:units_unit_add"), data)

    unit = Unit.objects.get(name="县教育局")
    assert unit.path == f"{county.path}{unit.pk}/"

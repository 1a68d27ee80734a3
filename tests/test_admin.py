"""Django's admin is the superuser's alone; safetymonth/tests/test_english_demo.py opens it."""

import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory


@pytest.mark.django_db
def test_admin_is_closed_to_the_administrator_of_a_county(client):
    client.force_login(UserFactory(role="admin"))

    assert client.get(reverse("admin:index")).status_code == 302

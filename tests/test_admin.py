"""Django's admin opens each list and each record for the superuser, and nothing for others."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import UserFactory


@pytest.fixture
def demo(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    call_command("demo", "--language", "en", "--with-known-password")


def test_every_list_and_first_record_opens_for_the_superuser(demo, client):
    client.force_login(User.objects.create_superuser("root", name="Root"), "django.contrib.auth.backends.ModelBackend")
    answers = {}
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        answers[name] = client.get(reverse(f"{name}_changelist")).status_code
        record = model._default_manager.first()
        if record:
            answers[f"{name} record"] = client.get(reverse(f"{name}_change", args=[record.pk])).status_code

    assert {name: status for name, status in answers.items() if status != 200} == {}


@pytest.mark.django_db
def test_admin_is_closed_to_the_administrator_of_a_county(client):
    client.force_login(UserFactory(role="admin"), "django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("admin:index")).status_code == 302

"""The demo in English: what it says, and that Django's admin opens whatever there can be."""

import re

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from accounts.models import User
from activities.models import Activity
from notifications.models import Notification
from units.models import Unit


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Gone with the last test here; each rolls back what it adds."""
    folder = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with folder, django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", "--language", "en", "--with-known-password")
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_demo(demo, db):
    """The county stands before a test opens its own transaction."""


def test_demo_speaks_english():
    assert Unit.objects.filter(name="Fire and rescue brigade").exists()
    assert not Activity.objects.filter(title__regex="[一-龥]").exists()


def test_what_the_demos_people_were_told_is_english_and_everybody_chooses_a_language():
    told = Notification.objects.values_list("text", flat=True)

    assert [text for text in told if re.search("[一-龥]{2}", text)] == []
    assert any(text.startswith("Morning brief: ") for text in told)
    assert set(User.objects.values_list("language", flat=True)) == {""}


def test_every_list_and_first_record_opens_for_the_superuser(client):
    client.force_login(User.objects.create_superuser("root", name="Root"))
    answers = {}
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        answers[name] = client.get(reverse(f"{name}_changelist")).status_code
        record = model._default_manager.first()
        if record:
            answers[f"{name} record"] = client.get(reverse(f"{name}_change", args=[record.pk])).status_code

    assert {name: status for name, status in answers.items() if status != 200} == {}

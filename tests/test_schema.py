"""The tables are what the models say, however the migrations made them."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection

from tests.test_structure import OUR_APPS


def own_models():
    return [model for app in OUR_APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]


def tables():
    return {model._meta.db_table: model for model in own_models() if not model._meta.proxy}


@pytest.mark.django_db
def test_every_column_of_the_models_is_in_its_table():
    with connection.cursor() as cursor:
        found = {
            name: {column.name for column in connection.introspection.get_table_description(cursor, name)}
            for name in tables()
        }

    assert found == {
        name: {field.column for field in model._meta.local_concrete_fields if field.column}
        for name, model in tables().items()
    }


@pytest.mark.django_db
def test_every_constraint_and_index_of_the_models_is_in_its_table():
    missing = []
    with connection.cursor() as cursor:
        for name, model in tables().items():
            known = connection.introspection.get_constraints(cursor, name)
            stated = [*model._meta.constraints, *model._meta.indexes]
            missing += [f"{name}: {each.name}" for each in stated if each.name not in known]
            keys = {tuple(each["columns"]) for each in known.values() if each["foreign_key"]}
            links = [field.column for field in model._meta.local_fields if field.is_relation and field.db_constraint]
            missing += [f"{name}: {column}" for column in links if (column,) not in keys]

    assert missing == []


@pytest.mark.django_db
def test_every_trigger_of_the_models_is_on_its_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        known = {name for (name,) in cursor.fetchall()}

    stated = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()}
    assert stated - known == set()
    assert len(stated) > 100

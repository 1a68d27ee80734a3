"""What an inspection goes by: the industry of a unit and its risk level."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Industry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
            ],
            options={
                "verbose_name": "industry",
                "verbose_name_plural": "industries",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="unit",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="unit",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="unit",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="unit",
            name="risk_level",
            field=models.CharField(
                blank=True,
                choices=[
                    (None, "not rated"),
                    ("red", "Major risk (red)"),
                    ("orange", "Considerable risk (orange)"),
                    ("yellow", "General risk (yellow)"),
                    ("blue", "Low risk (blue)"),
                ],
                max_length=10,
                verbose_name="risk level",
            ),
        ),
        migrations.AddField(
            model_name="unitevent",
            name="risk_level",
            field=models.CharField(
                blank=True,
                choices=[
                    (None, "not rated"),
                    ("red", "Major risk (red)"),
                    ("orange", "Considerable risk (orange)"),
                    ("yellow", "General risk (yellow)"),
                    ("blue", "Low risk (blue)"),
                ],
                max_length=10,
                verbose_name="risk level",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "units_unitevent" ("active_from", "active_until", "contact_name", "contact_phone", "division_code", "id", "industry_id", "initials", "kind_id", "merged_into_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_person", "responsible_post", "risk_level", "sort_key", "version") VALUES (NEW."active_from", NEW."active_until", NEW."contact_name", NEW."contact_phone", NEW."division_code", NEW."id", NEW."industry_id", NEW."initials", NEW."kind_id", NEW."merged_into_id", NEW."name", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."responsible_person", NEW."responsible_post", NEW."risk_level", NEW."sort_key", NEW."version"); RETURN NULL;',
                    hash="69f6f0cd5c252d80194405b63aeb36c4ee5eb1e6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fb1f3",
                    table="units_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "units_unitevent" ("active_from", "active_until", "contact_name", "contact_phone", "division_code", "id", "industry_id", "initials", "kind_id", "merged_into_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_person", "responsible_post", "risk_level", "sort_key", "version") VALUES (NEW."active_from", NEW."active_until", NEW."contact_name", NEW."contact_phone", NEW."division_code", NEW."id", NEW."industry_id", NEW."initials", NEW."kind_id", NEW."merged_into_id", NEW."name", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."responsible_person", NEW."responsible_post", NEW."risk_level", NEW."sort_key", NEW."version"); RETURN NULL;',
                    hash="3b03d056910c5c730d308a6ffe5ed482ce8012a5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_727f7",
                    table="units_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "units_unitevent" ("active_from", "active_until", "contact_name", "contact_phone", "division_code", "id", "industry_id", "initials", "kind_id", "merged_into_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_person", "responsible_post", "risk_level", "sort_key", "version") VALUES (OLD."active_from", OLD."active_until", OLD."contact_name", OLD."contact_phone", OLD."division_code", OLD."id", OLD."industry_id", OLD."initials", OLD."kind_id", OLD."merged_into_id", OLD."name", OLD."parent_id", OLD."path", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."responsible_person", OLD."responsible_post", OLD."risk_level", OLD."sort_key", OLD."version"); RETURN NULL;',
                    hash="166e1f7f45e4ca9a88abc4ef7202e0f074853d52",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ebb8b",
                    table="units_unit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="industry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="units.industry",
                verbose_name="industry",
            ),
        ),
        migrations.AddField(
            model_name="unitevent",
            name="industry",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="units.industry",
                verbose_name="industry",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("risk_level__in", ["", "red", "orange", "yellow", "blue"])),
                name="unit_risk_level_known",
            ),
        ),
    ]

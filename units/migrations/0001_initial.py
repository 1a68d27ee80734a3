import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.schema import FirstSchema


class Migration(FirstSchema):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                (
                    "is_area",
                    models.BooleanField(
                        default=False,
                        help_text="An office, leader or administrator under a unit of this kind acts for all of it.",
                        verbose_name="is an area",
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of unit",
                "verbose_name_plural": "kinds of unit",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "initials",
                    models.CharField(blank=True, editable=False, max_length=120, verbose_name="pinyin initials"),
                ),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=400)),
                ("path", models.CharField(db_index=True, default="", editable=False, max_length=400)),
                ("division_code", models.CharField(blank=True, max_length=12, verbose_name="division code")),
                ("contact_name", models.CharField(blank=True, max_length=60, verbose_name="contact")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="contact's phone")),
                (
                    "responsible_person",
                    models.CharField(blank=True, max_length=60, verbose_name="first responsible person"),
                ),
                (
                    "responsible_post",
                    models.CharField(blank=True, max_length=80, verbose_name="first responsible person's post"),
                ),
                ("active_from", models.DateField(blank=True, null=True, verbose_name="active from")),
                ("active_until", models.DateField(blank=True, null=True, verbose_name="active until")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="units.unit",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="units.unit",
                        verbose_name="superior unit",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="units.unitkind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["sort_key", "id"],
            },
        ),
        migrations.CreateModel(
            name="UnitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "initials",
                    models.CharField(blank=True, editable=False, max_length=120, verbose_name="pinyin initials"),
                ),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=400)),
                ("path", models.CharField(default="", editable=False, max_length=400)),
                ("division_code", models.CharField(blank=True, max_length=12, verbose_name="division code")),
                ("contact_name", models.CharField(blank=True, max_length=60, verbose_name="contact")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="contact's phone")),
                (
                    "responsible_person",
                    models.CharField(blank=True, max_length=60, verbose_name="first responsible person"),
                ),
                (
                    "responsible_post",
                    models.CharField(blank=True, max_length=80, verbose_name="first responsible person's post"),
                ),
                ("active_from", models.DateField(blank=True, null=True, verbose_name="active from")),
                ("active_until", models.DateField(blank=True, null=True, verbose_name="active until")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="units.unit",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="units.unit",
                        verbose_name="superior unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="units.unit",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="units.unitkind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="df3d2709dc4d87fbf17ec048a9e6cb98623d0472",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_19655",
                    table="units_unitevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["parent", "sort_key", "id"], name="unit_parent_order"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None)),
                fields=("parent", "name"),
                name="unit_name_once_under_parent",
                nulls_distinct=False,
                violation_error_message="The superior unit already has a unit of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("active_until", None),
                    ("active_from", None),
                    ("active_until__gte", models.F("active_from")),
                    _connector="OR",
                ),
                name="unit_active_in_order",
                violation_error_message="The last active day lies before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="unit_not_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("division_code", ""), ("division_code__regex", "^\\d{6}(\\d{3}){0,2}$"), _connector="OR"
                ),
                name="unit_division_code_digits",
                violation_error_message="A division code has 6, 9 or 12 digits.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "units_unitevent" ("active_from", "active_until", "contact_name", "contact_phone", "division_code", "id", "initials", "kind_id", "merged_into_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_person", "responsible_post", "sort_key", "version") VALUES (NEW."active_from", NEW."active_until", NEW."contact_name", NEW."contact_phone", NEW."division_code", NEW."id", NEW."initials", NEW."kind_id", NEW."merged_into_id", NEW."name", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."responsible_person", NEW."responsible_post", NEW."sort_key", NEW."version"); RETURN NULL;',
                    hash="6a4ea36df4712a674559a65d32c147ce5e4ed12f",
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
                    func='INSERT INTO "units_unitevent" ("active_from", "active_until", "contact_name", "contact_phone", "division_code", "id", "initials", "kind_id", "merged_into_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_person", "responsible_post", "sort_key", "version") VALUES (NEW."active_from", NEW."active_until", NEW."contact_name", NEW."contact_phone", NEW."division_code", NEW."id", NEW."initials", NEW."kind_id", NEW."merged_into_id", NEW."name", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."responsible_person", NEW."responsible_post", NEW."sort_key", NEW."version"); RETURN NULL;',
                    hash="ad5033ecd40d1b7071d1d390d95cbaf6a6236557",
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
                    func='INSERT INTO "units_unitevent" ("active_from", "active_until", "contact_name", "contact_phone", "division_code", "id", "initials", "kind_id", "merged_into_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_person", "responsible_post", "sort_key", "version") VALUES (OLD."active_from", OLD."active_until", OLD."contact_name", OLD."contact_phone", OLD."division_code", OLD."id", OLD."initials", OLD."kind_id", OLD."merged_into_id", OLD."name", OLD."parent_id", OLD."path", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."responsible_person", OLD."responsible_post", OLD."sort_key", OLD."version"); RETURN NULL;',
                    hash="82c2927ba2975102e1ed6a00bb02c508de9720b1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ebb8b",
                    table="units_unit",
                    when="AFTER",
                ),
            ),
        ),
    ]

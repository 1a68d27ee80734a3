import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from core.schema import FirstSchema


class Migration(FirstSchema):
    initial = True

    dependencies = [
        ("campaigns", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=300)),
                ("value", models.BigIntegerField(blank=True, null=True)),
                ("qualifier", models.CharField(default="exact", max_length=5)),
                (
                    "record_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "ordering": ["token"],
            },
        ),
        migrations.CreateModel(
            name="Outline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
            ],
            options={
                "verbose_name": "outline",
                "verbose_name_plural": "outlines",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutlineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutlineSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="drafted from")),
                ("title_zh", models.CharField(blank=True, max_length=80, verbose_name="Chinese title")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="English title")),
                ("text_zh", models.TextField(blank=True, verbose_name="standing text in Chinese")),
                ("text_en", models.TextField(blank=True, verbose_name="standing text in English")),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="OutlineSectionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="drafted from")),
                ("title_zh", models.CharField(blank=True, max_length=80, verbose_name="Chinese title")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="English title")),
                ("text_zh", models.TextField(blank=True, verbose_name="standing text in Chinese")),
                ("text_en", models.TextField(blank=True, verbose_name="standing text in English")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")],
                        default="zh-hans",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("issuer", models.CharField(blank=True, max_length=80, verbose_name="issuing body")),
                (
                    "mark",
                    models.CharField(
                        blank=True, help_text="The word before the number.", max_length=40, verbose_name="issuing mark"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of the number")),
                ("serial", models.PositiveIntegerField(blank=True, null=True, verbose_name="number")),
                ("addressee", models.CharField(blank=True, max_length=160, verbose_name="addressee")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("approved", "Approved"),
                            ("issued", "Issued"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("accepted_warnings", models.JSONField(blank=True, default=list, editable=False)),
                ("approved_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("issued_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("edited_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("edited_section", models.CharField(blank=True, editable=False, max_length=20)),
            ],
            options={
                "verbose_name": "summary",
                "verbose_name_plural": "summaries",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SummaryComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(blank=True, max_length=20)),
                ("text", models.CharField(max_length=1000, verbose_name="comment")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SummaryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")],
                        default="zh-hans",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("issuer", models.CharField(blank=True, max_length=80, verbose_name="issuing body")),
                (
                    "mark",
                    models.CharField(
                        blank=True, help_text="The word before the number.", max_length=40, verbose_name="issuing mark"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of the number")),
                ("serial", models.PositiveIntegerField(blank=True, null=True, verbose_name="number")),
                ("addressee", models.CharField(blank=True, max_length=160, verbose_name="addressee")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("approved", "Approved"),
                            ("issued", "Issued"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("accepted_warnings", models.JSONField(blank=True, default=list, editable=False)),
                ("approved_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("issued_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SummaryVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("sections", models.JSONField()),
                ("figures", models.JSONField(default=dict)),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what changed")),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_outlineevent" ("code", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired") VALUES (NEW."code", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."retired"); RETURN NULL;',
                    hash="1deed65741a1842e203ddefd2a5b255c77f06bc9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ae307",
                    table="reports_outline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_outlineevent" ("code", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired") VALUES (NEW."code", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."retired"); RETURN NULL;',
                    hash="6f045662f7a56d47cc9e4c3faa342e5dc8dacf6b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8bf7",
                    table="reports_outline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_outlineevent" ("code", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired") VALUES (OLD."code", OLD."id", OLD."name_en", OLD."name_zh", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."retired"); RETURN NULL;',
                    hash="7f27b0f36cebabe5ec0ecc784d3b37ba30f0d42a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3833c",
                    table="reports_outline",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="outlineevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="outlineevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="reports.outline",
            ),
        ),
        migrations.AddField(
            model_name="outlinesection",
            name="outline",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="reports.outline"
            ),
        ),
        migrations.AddField(
            model_name="outlinesectionevent",
            name="outline",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="reports.outline",
            ),
        ),
        migrations.AddField(
            model_name="outlinesectionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="outlinesectionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="reports.outlinesection",
            ),
        ),
        migrations.AddField(
            model_name="summary",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summary",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="summaries", to="campaigns.campaign"
            ),
        ),
        migrations.AddField(
            model_name="summary",
            name="edited_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summary",
            name="issued_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summary",
            name="outline",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="reports.outline", verbose_name="outline"
            ),
        ),
        migrations.AddField(
            model_name="frozenfigure",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="frozen", to="reports.summary"
            ),
        ),
        migrations.AddField(
            model_name="summarycomment",
            name="by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summarycomment",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summarycomment",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="reports.summary"
            ),
        ),
        migrations.AddField(
            model_name="summaryevent",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summaryevent",
            name="campaign",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="campaigns.campaign",
            ),
        ),
        migrations.AddField(
            model_name="summaryevent",
            name="issued_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summaryevent",
            name="outline",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="reports.outline",
                verbose_name="outline",
            ),
        ),
        migrations.AddField(
            model_name="summaryevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="summaryevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="reports.summary",
            ),
        ),
        migrations.AddField(
            model_name="summaryversion",
            name="saved_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="summaryversion",
            name="summary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="reports.summary"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="62401b667ce89f951bc82a75d6b85d308f1985a7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4322e",
                    table="reports_outlineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlinesection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_outlinesectionevent" ("id", "outline_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "text_en", "text_zh", "title_en", "title_zh") VALUES (NEW."id", NEW."outline_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."source", NEW."text_en", NEW."text_zh", NEW."title_en", NEW."title_zh"); RETURN NULL;',
                    hash="e3e6a72872d5c89c28528258e91288e8c35982d8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8db66",
                    table="reports_outlinesection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlinesection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_outlinesectionevent" ("id", "outline_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "text_en", "text_zh", "title_en", "title_zh") VALUES (NEW."id", NEW."outline_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."source", NEW."text_en", NEW."text_zh", NEW."title_en", NEW."title_zh"); RETURN NULL;',
                    hash="ec75806655a190ee37a32eb47f1ee481bd21a23e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1af27",
                    table="reports_outlinesection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlinesection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_outlinesectionevent" ("id", "outline_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "text_en", "text_zh", "title_en", "title_zh") VALUES (OLD."id", OLD."outline_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."source", OLD."text_en", OLD."text_zh", OLD."title_en", OLD."title_zh"); RETURN NULL;',
                    hash="72274dc365559b6563d2558fe916ae95ad5c0556",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_202c2",
                    table="reports_outlinesection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlinesectionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7355e8e97eb206df16c30ecdbfa7c2448942ef02",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e3197",
                    table="reports_outlinesectionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.UniqueConstraint(
                fields=("campaign", "language"),
                name="summary_once_per_language",
                violation_error_message="This campaign already has a summary in this language.",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.UniqueConstraint(
                fields=("campaign", "mark", "year", "serial"),
                name="summary_number_once",
                violation_error_message="This number is taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True),
                    models.Q(("serial__isnull", False), ("year__isnull", False)),
                    _connector="OR",
                ),
                name="summary_issued_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None), ("state__in", ["draft", "review"])),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("state__in", ["approved", "issued"]),
                    ),
                    _connector="OR",
                ),
                name="summary_approved_means_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issued_at__isnull", False), ("issued_by__isnull", False), ("state", "issued")),
                    models.Q(models.Q(("state", "issued"), _negated=True), ("issued_at", None), ("issued_by", None)),
                    _connector="OR",
                ),
                name="summary_issued_means_who_and_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="summary",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_summaryevent" ("accepted_warnings", "addressee", "approved_at", "approved_by_id", "campaign_id", "id", "issued_at", "issued_by_id", "issuer", "language", "mark", "outline_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "title", "year") VALUES (NEW."accepted_warnings", NEW."addressee", NEW."approved_at", NEW."approved_by_id", NEW."campaign_id", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."issuer", NEW."language", NEW."mark", NEW."outline_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."serial", NEW."state", NEW."title", NEW."year"); RETURN NULL;',
                    hash="74303a3761952aec6c21ba6ca2edfe5686ff52c9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_88c20",
                    table="reports_summary",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="summary",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_warnings" IS DISTINCT FROM (NEW."accepted_warnings") OR OLD."addressee" IS DISTINCT FROM (NEW."addressee") OR OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at") OR OLD."issued_by_id" IS DISTINCT FROM (NEW."issued_by_id") OR OLD."issuer" IS DISTINCT FROM (NEW."issuer") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."mark" IS DISTINCT FROM (NEW."mark") OR OLD."outline_id" IS DISTINCT FROM (NEW."outline_id") OR OLD."serial" IS DISTINCT FROM (NEW."serial") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "reports_summaryevent" ("accepted_warnings", "addressee", "approved_at", "approved_by_id", "campaign_id", "id", "issued_at", "issued_by_id", "issuer", "language", "mark", "outline_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "title", "year") VALUES (NEW."accepted_warnings", NEW."addressee", NEW."approved_at", NEW."approved_by_id", NEW."campaign_id", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."issuer", NEW."language", NEW."mark", NEW."outline_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."serial", NEW."state", NEW."title", NEW."year"); RETURN NULL;',
                    hash="ff2b94ff8d222b55dcc74d6161025b1c60456237",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2c36f",
                    table="reports_summary",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="summary",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_summaryevent" ("accepted_warnings", "addressee", "approved_at", "approved_by_id", "campaign_id", "id", "issued_at", "issued_by_id", "issuer", "language", "mark", "outline_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "title", "year") VALUES (OLD."accepted_warnings", OLD."addressee", OLD."approved_at", OLD."approved_by_id", OLD."campaign_id", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."issuer", OLD."language", OLD."mark", OLD."outline_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."serial", OLD."state", OLD."title", OLD."year"); RETURN NULL;',
                    hash="b0e257228061d0b5f0d3ec37f7d02192d9240dc7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_11dd1",
                    table="reports_summary",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenfigure",
            constraint=models.UniqueConstraint(fields=("summary", "token"), name="frozen_once"),
        ),
        migrations.AddConstraint(
            model_name="summarycomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="comment_settled_means_who_and_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="summaryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bea0ae8055fe178889abcd902d82d46ad197458a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_798d3",
                    table="reports_summaryevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="summaryversion",
            constraint=models.UniqueConstraint(fields=("summary", "number"), name="version_number_once"),
        ),
    ]

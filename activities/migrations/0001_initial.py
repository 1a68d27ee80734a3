import uuid

import django.db.models.deletion
import django.db.models.expressions
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
        ("units", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("starts_on", models.DateField(verbose_name="start")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="end")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place")),
                ("narrative", models.TextField(blank=True, verbose_name="narrative")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for review"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reviewed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "returned_why",
                    models.CharField(blank=True, editable=False, max_length=500, verbose_name="why returned"),
                ),
                ("submission_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="campaigns.assignment",
                        verbose_name="assignment",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="activities", to="campaigns.campaign"
                    ),
                ),
                (
                    "co_organisers",
                    models.ManyToManyField(
                        blank=True, related_name="co_organised", to="units.unit", verbose_name="co-organisers"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entries",
                    models.ManyToManyField(
                        blank=True, related_name="activities", to="campaigns.entry", verbose_name="entries"
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="campaigns.activitykind",
                        verbose_name="kind",
                    ),
                ),
                (
                    "linkages",
                    models.ManyToManyField(
                        blank=True, related_name="activities", to="campaigns.linkage", verbose_name="linkages"
                    ),
                ),
                (
                    "plan_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="campaigns.planitem",
                        verbose_name="plan item",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="units.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("starts_on", models.DateField(verbose_name="start")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="end")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place")),
                ("narrative", models.TextField(blank=True, verbose_name="narrative")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for review"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reviewed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "returned_why",
                    models.CharField(blank=True, editable=False, max_length=500, verbose_name="why returned"),
                ),
                ("submission_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.assignment",
                        verbose_name="assignment",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.activitykind",
                        verbose_name="kind",
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
                        to="activities.activity",
                    ),
                ),
                (
                    "plan_item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.planitem",
                        verbose_name="plan item",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
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
                (
                    "submitted_by",
                    models.ForeignKey(
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
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="units.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(upload_to="photos/%Y/%m")),
                ("thumbnail", models.FileField(upload_to="photos/%Y/%m")),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("pixels", models.CharField(db_index=True, max_length=64, verbose_name="fingerprint of the pixels")),
                ("likeness", models.BigIntegerField(verbose_name="64-bit likeness")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="activities.activity",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ActivityPhotoActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activities.activity",
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
                        related_name="activity_events",
                        to="activities.activityphoto",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoOrganiserOfActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activities.activity",
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
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="units.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntryOfActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.entry",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField(blank=True, null=True, verbose_name="value")),
                (
                    "qualifier",
                    models.CharField(
                        choices=[("exact", "exactly"), ("over", "more than"), ("about", "about")],
                        default="exact",
                        max_length=5,
                        verbose_name="qualifier",
                    ),
                ),
                ("is_computed", models.BooleanField(default=False, verbose_name="computed")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="activities.activity"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="campaigns.indicator",
                        verbose_name="indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
                "ordering": ["indicator__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorValueEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("value", models.BigIntegerField(blank=True, null=True, verbose_name="value")),
                (
                    "qualifier",
                    models.CharField(
                        choices=[("exact", "exactly"), ("over", "more than"), ("about", "about")],
                        default="exact",
                        max_length=5,
                        verbose_name="qualifier",
                    ),
                ),
                ("is_computed", models.BooleanField(default=False, verbose_name="computed")),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.indicator",
                        verbose_name="indicator",
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
                        to="activities.indicatorvalue",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LinkageOfActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "linkage",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.linkage",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=1000, verbose_name="remark")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="activities.activity"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="site")),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sites", to="activities.activity"
                    ),
                ),
            ],
            options={
                "verbose_name": "site",
                "verbose_name_plural": "sites",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Stand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filled_at", models.DateTimeField(blank=True, null=True, verbose_name="filled in at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stands", to="activities.activity"
                    ),
                ),
                (
                    "filled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stands",
                        to="activities.site",
                        verbose_name="site",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands",
                        to="units.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "stand",
                "verbose_name_plural": "stands",
                "ordering": ["unit__sort_key", "site__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="StandEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("filled_at", models.DateTimeField(blank=True, null=True, verbose_name="filled in at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "filled_by",
                    models.ForeignKey(
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
                        to="activities.stand",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activities.site",
                        verbose_name="site",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="units.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StandValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField(blank=True, null=True, verbose_name="value")),
                (
                    "qualifier",
                    models.CharField(
                        choices=[("exact", "exactly"), ("over", "more than"), ("about", "about")],
                        default="exact",
                        max_length=5,
                        verbose_name="qualifier",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "stand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="activities.stand"
                    ),
                ),
            ],
            options={
                "verbose_name": "figure of a stand",
                "verbose_name_plural": "figures of stands",
                "ordering": ["indicator__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="StandValueEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("value", models.BigIntegerField(blank=True, null=True, verbose_name="value")),
                (
                    "qualifier",
                    models.CharField(
                        choices=[("exact", "exactly"), ("over", "more than"), ("about", "about")],
                        default="exact",
                        max_length=5,
                        verbose_name="qualifier",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.indicator",
                        verbose_name="indicator",
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
                        to="activities.standvalue",
                    ),
                ),
                (
                    "stand",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activities.stand",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoOrganiserOfActivity",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("activities.activity_co_organisers",),
        ),
        migrations.CreateModel(
            name="EntryOfActivity",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("activities.activity_entries",),
        ),
        migrations.CreateModel(
            name="LinkageOfActivity",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("activities.activity_linkages",),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["campaign", "-starts_on", "-id"], name="activity_campaign_day"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["campaign", "unit", "-starts_on", "-id"], name="activity_unit_day"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["campaign", "state", "submitted_at"], name="activity_queue"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["campaign", "kind", "-starts_on", "-id"], name="activity_kind_day"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                models.F("campaign"),
                models.OrderBy(models.F("submitted_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True, nulls_last=True),
                name="activity_handed_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("campaign", "unit", "kind", "starts_on", "title"),
                name="activity_logged_once",
                violation_error_message="This unit has already logged this activity.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="activity_days_in_order",
                violation_error_message="The activity ends before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                    _connector="OR",
                ),
                name="activity_submitted_means_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                    _connector="OR",
                ),
                name="activity_approved_means_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("reviewed_by__isnull", False), models.Q(("returned_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="activity_returned_means_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "activities_activityevent" ("assignment_id", "campaign_id", "created_at", "created_by_id", "ends_on", "id", "kind_id", "narrative", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_item_id", "returned_why", "reviewed_at", "reviewed_by_id", "starts_on", "state", "submission_key", "submitted_at", "submitted_by_id", "title", "unit_id", "version") SELECT new_values."assignment_id", new_values."campaign_id", new_values."created_at", new_values."created_by_id", new_values."ends_on", new_values."id", new_values."kind_id", new_values."narrative", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."plan_item_id", new_values."returned_why", new_values."reviewed_at", new_values."reviewed_by_id", new_values."starts_on", new_values."state", new_values."submission_key", new_values."submitted_at", new_values."submitted_by_id", new_values."title", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="273453287ce38b9f6c6a133334fcfdaa9c101135",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6de9c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="activities_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "activities_activityevent" ("assignment_id", "campaign_id", "created_at", "created_by_id", "ends_on", "id", "kind_id", "narrative", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_item_id", "returned_why", "reviewed_at", "reviewed_by_id", "starts_on", "state", "submission_key", "submitted_at", "submitted_by_id", "title", "unit_id", "version") VALUES (NEW."assignment_id", NEW."campaign_id", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."id", NEW."kind_id", NEW."narrative", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."plan_item_id", NEW."returned_why", NEW."reviewed_at", NEW."reviewed_by_id", NEW."starts_on", NEW."state", NEW."submission_key", NEW."submitted_at", NEW."submitted_by_id", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="39f462be4aa23e4254ba7801820a913619160fd2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a56a1",
                    table="activities_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_activityevent" ("assignment_id", "campaign_id", "created_at", "created_by_id", "ends_on", "id", "kind_id", "narrative", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_item_id", "returned_why", "reviewed_at", "reviewed_by_id", "starts_on", "state", "submission_key", "submitted_at", "submitted_by_id", "title", "unit_id", "version") VALUES (OLD."assignment_id", OLD."campaign_id", OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."id", OLD."kind_id", OLD."narrative", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."plan_item_id", OLD."returned_why", OLD."reviewed_at", OLD."reviewed_by_id", OLD."starts_on", OLD."state", OLD."submission_key", OLD."submitted_at", OLD."submitted_by_id", OLD."title", OLD."unit_id", OLD."version"); RETURN NULL;',
                    hash="3db4ad18092b2ea2813b8b9d6a79386c50ebce59",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc776",
                    table="activities_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="db1ce8ee7434c8d6ffd204f1fd78016cd3a3a0a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_09934",
                    table="activities_activityevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="activityphoto",
            index=models.Index(condition=models.Q(("activity", None)), fields=["added_at"], name="photo_waiting"),
        ),
        migrations.AddIndex(
            model_name="activityphoto",
            index=models.Index(
                django.db.models.expressions.CombinedExpression(
                    django.db.models.expressions.CombinedExpression(models.F("likeness"), ">>", models.Value(0)),
                    "&",
                    models.Value(65535),
                ),
                name="photo_likeness_0",
            ),
        ),
        migrations.AddIndex(
            model_name="activityphoto",
            index=models.Index(
                django.db.models.expressions.CombinedExpression(
                    django.db.models.expressions.CombinedExpression(models.F("likeness"), ">>", models.Value(16)),
                    "&",
                    models.Value(65535),
                ),
                name="photo_likeness_1",
            ),
        ),
        migrations.AddIndex(
            model_name="activityphoto",
            index=models.Index(
                django.db.models.expressions.CombinedExpression(
                    django.db.models.expressions.CombinedExpression(models.F("likeness"), ">>", models.Value(32)),
                    "&",
                    models.Value(65535),
                ),
                name="photo_likeness_2",
            ),
        ),
        migrations.AddIndex(
            model_name="activityphoto",
            index=models.Index(
                django.db.models.expressions.CombinedExpression(
                    django.db.models.expressions.CombinedExpression(models.F("likeness"), ">>", models.Value(48)),
                    "&",
                    models.Value(65535),
                ),
                name="photo_likeness_3",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_activityphotoactivityevent" ("activity_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="28c59a90137a6a25cba3c03b7ebde94170e6e536",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b0526",
                    table="activities_activityphoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id"))',
                    func='INSERT INTO "activities_activityphotoactivityevent" ("activity_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="cdd61d30d099945f59e35039cafe6469cf01da29",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_10387",
                    table="activities_activityphoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_activityphotoactivityevent" ("activity_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="61dde35b780c9c3e0ce2329fca3211e4f168ddf6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_892c9",
                    table="activities_activityphoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityphotoactivityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="54a2e614acd8d2af6ada4da6a78e85d73789f0c7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d41a7",
                    table="activities_activityphotoactivityevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="indicatorvalue",
            index=models.Index(
                fields=["indicator", "activity"], include=("value", "qualifier"), name="value_by_indicator"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.UniqueConstraint(fields=("activity", "indicator"), name="value_once_per_indicator"),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value", None), models.Q(("value__gte", 0), ("value__lte", 999999999999)), _connector="OR"
                ),
                name="value_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__isnull", False), ("qualifier", "exact"), _connector="OR"),
                name="value_unknown_has_no_qualifier",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicatorvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "activities_indicatorvalueevent" ("activity_id", "id", "indicator_id", "is_computed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "value") SELECT new_values."activity_id", new_values."id", new_values."indicator_id", new_values."is_computed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."qualifier", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cde10eb4516d3d5e6c58491e498db1837cd575a5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cca9c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="activities_indicatorvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicatorvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "activities_indicatorvalueevent" ("activity_id", "id", "indicator_id", "is_computed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "value") VALUES (NEW."activity_id", NEW."id", NEW."indicator_id", NEW."is_computed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."qualifier", NEW."value"); RETURN NULL;',
                    hash="1365e18cbefcec423c6949c249b82e9f46cadc30",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9625d",
                    table="activities_indicatorvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicatorvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_indicatorvalueevent" ("activity_id", "id", "indicator_id", "is_computed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "value") VALUES (OLD."activity_id", OLD."id", OLD."indicator_id", OLD."is_computed", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."qualifier", OLD."value"); RETURN NULL;',
                    hash="89285a50599b4a30451eb4fc93e9cd287387f6ef",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b0115",
                    table="activities_indicatorvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicatorvalueevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c355f734ac86d5d8496bb8bcfd65fb7b514888e6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_83b99",
                    table="activities_indicatorvalueevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(fields=("activity", "name"), name="site_once"),
        ),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.UniqueConstraint(fields=("site", "unit"), name="stand_once"),
        ),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("filled_at", None), ("filled_by", None)),
                    models.Q(("filled_at__isnull", False), ("filled_by__isnull", False)),
                    _connector="OR",
                ),
                name="stand_filled_means_who_and_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stand",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_standevent" ("activity_id", "filled_at", "filled_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "unit_id", "version") VALUES (NEW."activity_id", NEW."filled_at", NEW."filled_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."site_id", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="0b4e234a3142109717bd462bbccaaac0684096e5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fc387",
                    table="activities_stand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stand",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "activities_standevent" ("activity_id", "filled_at", "filled_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "unit_id", "version") VALUES (NEW."activity_id", NEW."filled_at", NEW."filled_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."site_id", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="d52ade854817e9c98412b6dac03253ce113f4af9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3a924",
                    table="activities_stand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stand",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_standevent" ("activity_id", "filled_at", "filled_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "unit_id", "version") VALUES (OLD."activity_id", OLD."filled_at", OLD."filled_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."site_id", OLD."unit_id", OLD."version"); RETURN NULL;',
                    hash="d8ed62fd587a32fb031f89d1214ffeac4a363aa1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6a0bf",
                    table="activities_stand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4320f3fd9e82e30849163fc4afbb16f154b6a0dc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fd143",
                    table="activities_standevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="standvalue",
            constraint=models.UniqueConstraint(fields=("stand", "indicator"), name="standvalue_once"),
        ),
        migrations.AddConstraint(
            model_name="standvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value", None), models.Q(("value__gte", 0), ("value__lte", 999999999999)), _connector="OR"
                ),
                name="standvalue_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="standvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__isnull", False), ("qualifier", "exact"), _connector="OR"),
                name="standvalue_unknown_has_no_qualifier",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_standvalueevent" ("id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "stand_id", "value") VALUES (NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."qualifier", NEW."stand_id", NEW."value"); RETURN NULL;',
                    hash="1ba5fbc3522b215c99eda528556d849fda64f031",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2baa8",
                    table="activities_standvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "activities_standvalueevent" ("id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "stand_id", "value") VALUES (NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."qualifier", NEW."stand_id", NEW."value"); RETURN NULL;',
                    hash="0649c281929e86f1df10c1435b36a0021a24b6f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_74e8a",
                    table="activities_standvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_standvalueevent" ("id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "stand_id", "value") VALUES (OLD."id", OLD."indicator_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."qualifier", OLD."stand_id", OLD."value"); RETURN NULL;',
                    hash="253d1cc419de85465e46199b144a6024798ca26f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fa70",
                    table="activities_standvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standvalueevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7102e40bb60d56a8c556eded025c7c86ca9b4256",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_844f3",
                    table="activities_standvalueevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="coorganiserofactivityevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="activities.coorganiserofactivity",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coorganiserofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "activities_coorganiserofactivityevent" ("activity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."activity_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="01dcb344b8ea8cb3221445275d0a619521f2b84f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4a81b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="activities_activity_co_organisers",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coorganiserofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "activities_coorganiserofactivityevent" ("activity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."activity_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;',
                    hash="a9ce438b207c11c9e8dfddcd1fe5f04ca25aba18",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2b24",
                    table="activities_activity_co_organisers",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coorganiserofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_coorganiserofactivityevent" ("activity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (OLD."activity_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_id"); RETURN NULL;',
                    hash="a0a1fd4078c4e0d6bcdfe8e938cf5221d9c6d360",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aef4d",
                    table="activities_activity_co_organisers",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="entryofactivityevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="activities.entryofactivity",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entryofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "activities_entryofactivityevent" ("activity_id", "entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."activity_id", new_values."entry_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3be59b1f7f04fad5d2525c55424bdafb3afd5f85",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d26fb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="activities_activity_entries",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entryofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "activities_entryofactivityevent" ("activity_id", "entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."entry_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="0daaf73aa202f6731962b1dada6395bd74899fe4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bd50c",
                    table="activities_activity_entries",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entryofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_entryofactivityevent" ("activity_id", "entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", OLD."entry_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="6d4706b338b3fa93feecf4861a91c47d658dcaf4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6d85e",
                    table="activities_activity_entries",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="linkageofactivityevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="activities.linkageofactivity",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkageofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "activities_linkageofactivityevent" ("activity_id", "id", "linkage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."activity_id", new_values."id", new_values."linkage_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="11ebc63772584f9530d0486034246b4e63ed1f3d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_78f32",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="activities_activity_linkages",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkageofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "activities_linkageofactivityevent" ("activity_id", "id", "linkage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."id", NEW."linkage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="d09265ebcbd49ee56caceb2674c64516e96662e5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f26b",
                    table="activities_activity_linkages",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkageofactivity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "activities_linkageofactivityevent" ("activity_id", "id", "linkage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", OLD."id", OLD."linkage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="923b5ee38ac888356ff1e8813b794b097b6b74ad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_26e8a",
                    table="activities_activity_linkages",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coorganiserofactivityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1489aea24dee4e5f418f8c3382db011868cdd5c2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_31b81",
                    table="activities_coorganiserofactivityevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entryofactivityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fa4e16abe3a3a91800fc36639b0fb40ac5ae87a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_62fd1",
                    table="activities_entryofactivityevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkageofactivityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="88c3f00edc1df00ecc077edb6a8d317d8934bb8f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b0f15",
                    table="activities_linkageofactivityevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]

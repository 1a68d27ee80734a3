import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from core.schema import FirstSchema


class Migration(FirstSchema):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("units", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                (
                    "has_grid",
                    models.BooleanField(
                        default=False,
                        help_text="Each unit fills in its own line, like at a consulting day.",
                        verbose_name="has a grid of sites and units",
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of activity",
                "verbose_name_plural": "kinds of activity",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                ("measure_zh", models.CharField(blank=True, max_length=20, verbose_name="measure word in Chinese")),
                ("measure_en", models.CharField(blank=True, max_length=40, verbose_name="measure in English")),
                (
                    "addition",
                    models.CharField(
                        choices=[("sum", "Sum"), ("max", "Largest"), ("distinct", "Distinct units")],
                        default="sum",
                        max_length=10,
                        verbose_name="how it adds",
                    ),
                ),
                (
                    "of_event",
                    models.BooleanField(
                        default=False,
                        help_text="Said once by the host; a grid doesn't ask each unit for it.",
                        verbose_name="of the whole event",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Linkage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
            ],
            options={
                "verbose_name": "linkage",
                "verbose_name_plural": "linkages",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanItemKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                (
                    "measure_zh",
                    models.CharField(
                        blank=True,
                        help_text="The word between number and name; empty is the usual one.",
                        max_length=4,
                        verbose_name="measure word in Chinese",
                    ),
                ),
                (
                    "plural_en",
                    models.CharField(
                        blank=True,
                        help_text="As in “5 topics”; empty repeats the name.",
                        max_length=80,
                        verbose_name="English plural",
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of plan item",
                "verbose_name_plural": "kinds of plan item",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Letters, digits and hyphens, as in /campaigns/2026/.",
                        max_length=40,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "season",
                    models.CharField(
                        choices=[
                            ("month", "Safety Production Month"),
                            ("spring", "Spring run"),
                            ("summer", "Summer run"),
                            ("autumn", "Autumn run"),
                            ("winter", "Winter run"),
                        ],
                        default="month",
                        max_length=10,
                        verbose_name="kind of season",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=120, verbose_name="theme")),
                ("slogans", models.TextField(blank=True, help_text="One on each line.", verbose_name="slogans")),
                (
                    "basis",
                    models.TextField(
                        blank=True, help_text="The documents this campaign rests on.", verbose_name="basis"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "national_edition",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="national edition"),
                ),
                (
                    "local_edition",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="local edition"),
                ),
                (
                    "local_first_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The local edition is checked against it.",
                        null=True,
                        verbose_name="year of the first local edition",
                    ),
                ),
                ("hotline", models.CharField(blank=True, max_length=40, verbose_name="hotline")),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="contact")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("running", "Running"),
                            ("closing", "Closing"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="units.unit",
                        verbose_name="area",
                    ),
                ),
                (
                    "cloned_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign",
                "verbose_name_plural": "campaigns",
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("instructions", models.TextField(blank=True, verbose_name="instructions")),
                (
                    "answer",
                    models.CharField(
                        choices=[("activities", "Activities"), ("document", "A document"), ("sentence", "A sentence")],
                        default="activities",
                        max_length=12,
                        verbose_name="the answer is",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("sent", "Sent"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="why withdrawn"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "sent_by",
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
                    "withdrawn_by",
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
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["due_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("head", "Head"),
                            ("deputy", "Deputy head"),
                            ("member", "Member"),
                            ("office", "Office"),
                            ("office_director", "Director of the office"),
                        ],
                        max_length=20,
                        verbose_name="seat",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="post")),
                ("person", models.CharField(blank=True, max_length=60, verbose_name="person")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="campaigns.campaign"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="units.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat of the leading group",
                "verbose_name_plural": "leading group",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeSeatEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("head", "Head"),
                            ("deputy", "Deputy head"),
                            ("member", "Member"),
                            ("office", "Office"),
                            ("office_director", "Director of the office"),
                        ],
                        max_length=20,
                        verbose_name="seat",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="post")),
                ("person", models.CharField(blank=True, max_length=60, verbose_name="person")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        to="campaigns.committeeseat",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
            name="EntrySet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_zh", models.CharField(max_length=60, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                (
                    "entries",
                    models.ManyToManyField(related_name="entry_sets", to="campaigns.entry", verbose_name="entries"),
                ),
            ],
            options={
                "verbose_name": "entry set",
                "verbose_name_plural": "entry sets",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CampaignEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Letters, digits and hyphens, as in /campaigns/2026/.",
                        max_length=40,
                        verbose_name="address",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "season",
                    models.CharField(
                        choices=[
                            ("month", "Safety Production Month"),
                            ("spring", "Spring run"),
                            ("summer", "Summer run"),
                            ("autumn", "Autumn run"),
                            ("winter", "Winter run"),
                        ],
                        default="month",
                        max_length=10,
                        verbose_name="kind of season",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=120, verbose_name="theme")),
                ("slogans", models.TextField(blank=True, help_text="One on each line.", verbose_name="slogans")),
                (
                    "basis",
                    models.TextField(
                        blank=True, help_text="The documents this campaign rests on.", verbose_name="basis"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "national_edition",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="national edition"),
                ),
                (
                    "local_edition",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="local edition"),
                ),
                (
                    "local_first_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The local edition is checked against it.",
                        null=True,
                        verbose_name="year of the first local edition",
                    ),
                ),
                ("hotline", models.CharField(blank=True, max_length=40, verbose_name="hotline")),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="contact")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("running", "Running"),
                            ("closing", "Closing"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="units.unit",
                        verbose_name="area",
                    ),
                ),
                (
                    "cloned_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
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
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "entry_set",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.entryset",
                        verbose_name="entry set",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="campaign",
            name="entry_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="campaigns.entryset", verbose_name="entry set"
            ),
        ),
        migrations.CreateModel(
            name="AssignmentQuota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at_least", models.PositiveIntegerField(default=1, verbose_name="at least")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quotas", to="campaigns.assignment"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotas",
                        to="campaigns.indicator",
                        verbose_name="indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="KindIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("indicator", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="campaigns.indicator")),
                ("kind", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="campaigns.activitykind")),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="activitykind",
            name="indicators",
            field=models.ManyToManyField(
                related_name="kinds",
                through="campaigns.KindIndicator",
                to="campaigns.indicator",
                verbose_name="indicators",
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="linkages",
            field=models.ManyToManyField(blank=True, to="campaigns.linkage", verbose_name="linkages"),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("held_at", models.DateTimeField(verbose_name="time")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place")),
                ("chair", models.CharField(blank=True, max_length=120, verbose_name="chair")),
                ("others_present", models.TextField(blank=True, verbose_name="others present")),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="campaigns.campaign"
                    ),
                ),
                (
                    "units_present",
                    models.ManyToManyField(blank=True, related_name="+", to="units.unit", verbose_name="units present"),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["-held_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("held_at", models.DateTimeField(verbose_name="time")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place")),
                ("chair", models.CharField(blank=True, max_length=120, verbose_name="chair")),
                ("others_present", models.TextField(blank=True, verbose_name="others present")),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        to="campaigns.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mark",
                    models.CharField(
                        blank=True, help_text="The word before the number.", max_length=40, verbose_name="issuing mark"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("serial", models.PositiveIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("sign_by", models.DateTimeField(blank=True, null=True, verbose_name="sign by")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("issued", "Issued"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("issued_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="why withdrawn"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="campaigns.campaign"
                    ),
                ),
                (
                    "issued_by",
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
                    "recipient_kinds",
                    models.ManyToManyField(blank=True, to="units.unitkind", verbose_name="all units of these kinds"),
                ),
                (
                    "recipient_units",
                    models.ManyToManyField(blank=True, related_name="+", to="units.unit", verbose_name="these units"),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="campaigns.notice",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-year", "-serial"],
            },
        ),
        migrations.CreateModel(
            name="NoticeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "mark",
                    models.CharField(
                        blank=True, help_text="The word before the number.", max_length=40, verbose_name="issuing mark"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("serial", models.PositiveIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("sign_by", models.DateTimeField(blank=True, null=True, verbose_name="sign by")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("issued", "Issued"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("issued_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="why withdrawn"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "issued_by",
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
                        to="campaigns.notice",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.notice",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "withdrawn_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due date")),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plan_items", to="campaigns.campaign"
                    ),
                ),
                (
                    "co_operating",
                    models.ManyToManyField(
                        blank=True, related_name="co_operated_items", to="units.unit", verbose_name="co-operating units"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_items",
                        to="units.unit",
                        verbose_name="lead unit",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="campaigns.planitem",
                        verbose_name="belongs to",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="campaigns.planitemkind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan item",
                "verbose_name_plural": "plan items",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("instructions", models.TextField(blank=True, verbose_name="instructions")),
                (
                    "answer",
                    models.CharField(
                        choices=[("activities", "Activities"), ("document", "A document"), ("sentence", "A sentence")],
                        default="activities",
                        max_length=12,
                        verbose_name="the answer is",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("sent", "Sent"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="why withdrawn"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        to="campaigns.assignment",
                    ),
                ),
                (
                    "sent_by",
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
                    "withdrawn_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="plan_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="campaigns.planitem",
                verbose_name="plan item",
            ),
        ),
        migrations.CreateModel(
            name="PlanItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due date")),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="units.unit",
                        verbose_name="lead unit",
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
                        to="campaigns.planitem",
                        verbose_name="belongs to",
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
                        to="campaigns.planitem",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.planitemkind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveSmallIntegerField(verbose_name="announced")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="campaigns.planitemkind", verbose_name="kind"
                    ),
                ),
            ],
            options={
                "ordering": ["kind__position"],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[("kind", "All units of its kind"), ("hand", "Chosen by hand")],
                        max_length=10,
                        verbose_name="why sent",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("unread", "Unread"), ("read", "Read"), ("signed", "Signed")],
                        default="unread",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read at")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed at")),
                ("urged_at", models.DateTimeField(blank=True, null=True, verbose_name="urged at")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="receipts", to="campaigns.notice"
                    ),
                ),
                (
                    "read_by",
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
                    "signed_by",
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
                        related_name="receipts",
                        to="units.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt",
                "verbose_name_plural": "receipts",
                "ordering": ["unit__sort_key", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReceiptEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[("kind", "All units of its kind"), ("hand", "Chosen by hand")],
                        max_length=10,
                        verbose_name="why sent",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("unread", "Unread"), ("read", "Read"), ("signed", "Signed")],
                        default="unread",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read at")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed at")),
                ("urged_at", models.DateTimeField(blank=True, null=True, verbose_name="urged at")),
                (
                    "notice",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.notice",
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
                        to="campaigns.receipt",
                    ),
                ),
                (
                    "read_by",
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
                    "signed_by",
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
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="resolution")),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "assignment",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="resolution",
                        to="campaigns.assignment",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="resolutions", to="campaigns.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "resolution",
                "verbose_name_plural": "resolutions",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ResolutionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.CharField(max_length=500, verbose_name="resolution")),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.assignment",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.meeting",
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
                        to="campaigns.resolution",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TimelineEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "Document"),
                            ("meeting", "Meeting"),
                            ("task", "Task"),
                            ("activity", "Activity"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned")),
                ("is_deadline", models.BooleanField(default=False, verbose_name="by this day at the latest")),
                ("actual_on", models.DateField(blank=True, null=True, verbose_name="actual")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="document number")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="timeline", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "timeline entry",
                "verbose_name_plural": "timeline",
                "ordering": ["planned_on", "actual_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="TimelineEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "Document"),
                            ("meeting", "Meeting"),
                            ("task", "Task"),
                            ("activity", "Activity"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned")),
                ("is_deadline", models.BooleanField(default=False, verbose_name="by this day at the latest")),
                ("actual_on", models.DateField(blank=True, null=True, verbose_name="actual")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="document number")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        to="campaigns.timelineentry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("waived", "Waived")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                ("waived_why", models.CharField(blank=True, max_length=300, verbose_name="why waived")),
                ("answer_text", models.TextField(blank=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                ("returned_why", models.CharField(blank=True, max_length=300, verbose_name="why returned")),
                ("urged_at", models.DateTimeField(blank=True, null=True, verbose_name="urged at")),
                (
                    "answered_by",
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
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="units", to="campaigns.assignment"
                    ),
                ),
                (
                    "done_by",
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
                        related_name="assignments",
                        to="units.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "unit's assignment",
                "verbose_name_plural": "units' assignments",
                "ordering": ["assignment__due_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="QuotaAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField(blank=True, null=True)),
                (
                    "qualifier",
                    models.CharField(
                        choices=[("exact", "exactly"), ("over", "more than"), ("about", "about")],
                        default="exact",
                        max_length=5,
                    ),
                ),
                (
                    "quota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="campaigns.assignmentquota",
                    ),
                ),
                (
                    "unit_assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="campaigns.unitassignment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(upload_to="attachments/%Y/%m")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("size", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="campaigns.assignment",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="campaigns.meeting",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="campaigns.notice",
                    ),
                ),
                (
                    "unit_assignment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="campaigns.unitassignment",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="UnitAssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("waived", "Waived")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                ("waived_why", models.CharField(blank=True, max_length=300, verbose_name="why waived")),
                ("answer_text", models.TextField(blank=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                ("returned_why", models.CharField(blank=True, max_length=300, verbose_name="why returned")),
                ("urged_at", models.DateTimeField(blank=True, null=True, verbose_name="urged at")),
                (
                    "answered_by",
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
                    "assignment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.assignment",
                    ),
                ),
                (
                    "done_by",
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
                        to="campaigns.unitassignment",
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
                (
                    "waived_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="committeeseat",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("post", ""), _negated=True), ("unit__isnull", False), _connector="OR"),
                name="seat_names_post_or_unit",
                violation_error_message="Name the post or the unit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeeseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("valid_from", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="seat_until_not_before_from",
                violation_error_message="The seat ends before it begins.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="committeeseat",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_committeeseatevent" ("campaign_id", "id", "kind", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "unit_id", "valid_from", "valid_until", "version") VALUES (NEW."campaign_id", NEW."id", NEW."kind", NEW."person", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."post", NEW."unit_id", NEW."valid_from", NEW."valid_until", NEW."version"); RETURN NULL;',
                    hash="2ef196fb68e091d9988fbf83323232156c10f0a9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a798",
                    table="campaigns_committeeseat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="committeeseat",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_committeeseatevent" ("campaign_id", "id", "kind", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "unit_id", "valid_from", "valid_until", "version") VALUES (NEW."campaign_id", NEW."id", NEW."kind", NEW."person", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."post", NEW."unit_id", NEW."valid_from", NEW."valid_until", NEW."version"); RETURN NULL;',
                    hash="7dea94e22ba9bb2d1d367e3d4a4d04b2e0c2fa9d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25e59",
                    table="campaigns_committeeseat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="committeeseat",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_committeeseatevent" ("campaign_id", "id", "kind", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "unit_id", "valid_from", "valid_until", "version") VALUES (OLD."campaign_id", OLD."id", OLD."kind", OLD."person", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."post", OLD."unit_id", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="91c1711999b57b17105723a164878196236e3d29",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2bfa0",
                    table="campaigns_committeeseat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="committeeseatevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a8b3dba5ada7a3c489d7750f55c1b43b4e3ccbd8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_09e91",
                    table="campaigns_committeeseatevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaignevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cd78d02846c8c3f1cd9afeabc1d0e11b4eea1c90",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6a65a",
                    table="campaigns_campaignevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentquota",
            constraint=models.UniqueConstraint(
                fields=("assignment", "indicator"),
                name="quota_once_per_indicator",
                nulls_distinct=False,
                violation_error_message="The same indicator is asked twice.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentquota",
            constraint=models.CheckConstraint(
                condition=models.Q(("at_least__gte", 1)),
                name="quota_at_least_one",
                violation_error_message="A quota is at least 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindindicator",
            constraint=models.UniqueConstraint(fields=("kind", "indicator"), name="kind_indicator_once"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="campaign_days_in_order",
                violation_error_message="The last day lies before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")),
                fields=("area",),
                name="campaign_one_running_per_area",
                violation_error_message="Another campaign of this area is running.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_campaignevent" ("area_id", "basis", "cloned_from_id", "contact", "ends_on", "entry_set_id", "hotline", "id", "local_edition", "local_first_year", "name", "national_edition", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "slogans", "slug", "starts_on", "state", "theme", "version", "year") VALUES (NEW."area_id", NEW."basis", NEW."cloned_from_id", NEW."contact", NEW."ends_on", NEW."entry_set_id", NEW."hotline", NEW."id", NEW."local_edition", NEW."local_first_year", NEW."name", NEW."national_edition", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."season", NEW."slogans", NEW."slug", NEW."starts_on", NEW."state", NEW."theme", NEW."version", NEW."year"); RETURN NULL;',
                    hash="d8697dc0b291507af04e1c8562f3e929a24383de",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5522d",
                    table="campaigns_campaign",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_campaignevent" ("area_id", "basis", "cloned_from_id", "contact", "ends_on", "entry_set_id", "hotline", "id", "local_edition", "local_first_year", "name", "national_edition", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "slogans", "slug", "starts_on", "state", "theme", "version", "year") VALUES (NEW."area_id", NEW."basis", NEW."cloned_from_id", NEW."contact", NEW."ends_on", NEW."entry_set_id", NEW."hotline", NEW."id", NEW."local_edition", NEW."local_first_year", NEW."name", NEW."national_edition", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."season", NEW."slogans", NEW."slug", NEW."starts_on", NEW."state", NEW."theme", NEW."version", NEW."year"); RETURN NULL;',
                    hash="6a0eeef8dff5e0fba87be929adf43d466d286fe9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f2afa",
                    table="campaigns_campaign",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_campaignevent" ("area_id", "basis", "cloned_from_id", "contact", "ends_on", "entry_set_id", "hotline", "id", "local_edition", "local_first_year", "name", "national_edition", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "season", "slogans", "slug", "starts_on", "state", "theme", "version", "year") VALUES (OLD."area_id", OLD."basis", OLD."cloned_from_id", OLD."contact", OLD."ends_on", OLD."entry_set_id", OLD."hotline", OLD."id", OLD."local_edition", OLD."local_first_year", OLD."name", OLD."national_edition", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."season", OLD."slogans", OLD."slug", OLD."starts_on", OLD."state", OLD."theme", OLD."version", OLD."year"); RETURN NULL;',
                    hash="3f31f55551d729e739b5e639295d17638195d116",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4123f",
                    table="campaigns_campaign",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_meetingevent" ("campaign_id", "chair", "held_at", "id", "minutes", "others_present", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title", "version") VALUES (NEW."campaign_id", NEW."chair", NEW."held_at", NEW."id", NEW."minutes", NEW."others_present", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."title", NEW."version"); RETURN NULL;',
                    hash="3250d01347f9c355bcba909e9de55d8ac04218c1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aa9d9",
                    table="campaigns_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_meetingevent" ("campaign_id", "chair", "held_at", "id", "minutes", "others_present", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title", "version") VALUES (NEW."campaign_id", NEW."chair", NEW."held_at", NEW."id", NEW."minutes", NEW."others_present", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."title", NEW."version"); RETURN NULL;',
                    hash="badddb3fa6fcfc00a357231151fb21bcf5e170e2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_35f69",
                    table="campaigns_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_meetingevent" ("campaign_id", "chair", "held_at", "id", "minutes", "others_present", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title", "version") VALUES (OLD."campaign_id", OLD."chair", OLD."held_at", OLD."id", OLD."minutes", OLD."others_present", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."title", OLD."version"); RETURN NULL;',
                    hash="e97be6ae2926dab397620ee13228f5569ca8fd84",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4737a",
                    table="campaigns_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="748f9b8c6a06e7f461f68ea4cf8000829b291b7c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3b063",
                    table="campaigns_meetingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("campaign", "mark", "year", "serial"),
                name="notice_number_once",
                violation_error_message="This number is taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issued_at", None), ("issued_by", None), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("issued_at__isnull", False),
                        ("issued_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="notice_issued_means_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_why", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawn_at", None),
                        ("withdrawn_by", None),
                        ("withdrawn_why", ""),
                    ),
                    _connector="OR",
                ),
                name="notice_withdrawn_means_who_when_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_noticeevent" ("campaign_id", "id", "issued_at", "issued_by_id", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "sign_by", "state", "supersedes_id", "text", "title", "version", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") VALUES (NEW."campaign_id", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."serial", NEW."sign_by", NEW."state", NEW."supersedes_id", NEW."text", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_why", NEW."year"); RETURN NULL;',
                    hash="0448598b680b516426a341e7d50b500cd51b1157",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e8ccf",
                    table="campaigns_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_noticeevent" ("campaign_id", "id", "issued_at", "issued_by_id", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "sign_by", "state", "supersedes_id", "text", "title", "version", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") VALUES (NEW."campaign_id", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."mark", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."serial", NEW."sign_by", NEW."state", NEW."supersedes_id", NEW."text", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_why", NEW."year"); RETURN NULL;',
                    hash="778da7da07b61527b4232b6405af1847fe9f8b9c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5b9b1",
                    table="campaigns_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_noticeevent" ("campaign_id", "id", "issued_at", "issued_by_id", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "sign_by", "state", "supersedes_id", "text", "title", "version", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") VALUES (OLD."campaign_id", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."mark", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."serial", OLD."sign_by", OLD."state", OLD."supersedes_id", OLD."text", OLD."title", OLD."version", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_why", OLD."year"); RETURN NULL;',
                    hash="ea50b01ebbd32080230db60b8f5592eb609970ef",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b05cc",
                    table="campaigns_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e9eae454a43156c3e94e43b32334d268b183fa3e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e2a6e",
                    table="campaigns_noticeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2cc60e7749eedad21c27a4680ce7e1f30c9b4341",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4a2cc",
                    table="campaigns_assignmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at", None), ("sent_by", None), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("sent_at__isnull", False),
                        ("sent_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="assignment_sent_means_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_why", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawn_at", None),
                        ("withdrawn_by", None),
                        ("withdrawn_why", ""),
                    ),
                    _connector="OR",
                ),
                name="assignment_withdrawn_means_who_when_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_assignmentevent" ("answer", "campaign_id", "created_at", "created_by_id", "due_at", "id", "instructions", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_item_id", "sent_at", "sent_by_id", "state", "title", "version", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") VALUES (NEW."answer", NEW."campaign_id", NEW."created_at", NEW."created_by_id", NEW."due_at", NEW."id", NEW."instructions", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_item_id", NEW."sent_at", NEW."sent_by_id", NEW."state", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_why"); RETURN NULL;',
                    hash="2f86e93f972950f3227159095ad1205818effc5d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_40085",
                    table="campaigns_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_assignmentevent" ("answer", "campaign_id", "created_at", "created_by_id", "due_at", "id", "instructions", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_item_id", "sent_at", "sent_by_id", "state", "title", "version", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") VALUES (NEW."answer", NEW."campaign_id", NEW."created_at", NEW."created_by_id", NEW."due_at", NEW."id", NEW."instructions", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_item_id", NEW."sent_at", NEW."sent_by_id", NEW."state", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_why"); RETURN NULL;',
                    hash="b7158f1ba2a800d59f3d0c42bfcf24a895136648",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2ad7",
                    table="campaigns_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_assignmentevent" ("answer", "campaign_id", "created_at", "created_by_id", "due_at", "id", "instructions", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_item_id", "sent_at", "sent_by_id", "state", "title", "version", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") VALUES (OLD."answer", OLD."campaign_id", OLD."created_at", OLD."created_by_id", OLD."due_at", OLD."id", OLD."instructions", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_item_id", OLD."sent_at", OLD."sent_by_id", OLD."state", OLD."title", OLD."version", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_why"); RETURN NULL;',
                    hash="404ebe2799642a383286e71f36e558bad5b0fb64",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_98311",
                    table="campaigns_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9959b3a695aeae29c7a52224e8dc4899622b9df0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_86977",
                    table="campaigns_planitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="planitem",
            index=models.Index(fields=["campaign", "parent", "position"], name="plan_order"),
        ),
        migrations.AddConstraint(
            model_name="planitem",
            constraint=models.UniqueConstraint(
                fields=("campaign", "kind", "number"),
                name="plan_number_once_per_kind",
                violation_error_message="The plan already has an item of this kind with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="plan_item_not_own_parent",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_planitemevent" ("campaign_id", "description", "due_on", "id", "kind_id", "lead_id", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "version") VALUES (NEW."campaign_id", NEW."description", NEW."due_on", NEW."id", NEW."kind_id", NEW."lead_id", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."title", NEW."version"); RETURN NULL;',
                    hash="194e779b4a48b71e65834d1f9b306a22a5400935",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5a854",
                    table="campaigns_planitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_planitemevent" ("campaign_id", "description", "due_on", "id", "kind_id", "lead_id", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "version") VALUES (NEW."campaign_id", NEW."description", NEW."due_on", NEW."id", NEW."kind_id", NEW."lead_id", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."title", NEW."version"); RETURN NULL;',
                    hash="041df3dc0dcd05ae78428a7b0a21210c85bd0c23",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3fd59",
                    table="campaigns_planitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_planitemevent" ("campaign_id", "description", "due_on", "id", "kind_id", "lead_id", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title", "version") VALUES (OLD."campaign_id", OLD."description", OLD."due_on", OLD."id", OLD."kind_id", OLD."lead_id", OLD."number", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."title", OLD."version"); RETURN NULL;',
                    hash="49cfa53e821e2bc8a0e920c113e8ad654cbbe1ec",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_495ce",
                    table="campaigns_planitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plandeclaration",
            constraint=models.UniqueConstraint(fields=("campaign", "kind"), name="declaration_once_per_kind"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("notice", "unit"), name="receipt_once_per_unit"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at", None), ("read_by", None), ("state", "unread")),
                    models.Q(
                        models.Q(("state", "unread"), _negated=True),
                        ("read_at__isnull", False),
                        ("read_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="receipt_read_means_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False), ("state", "signed")),
                    models.Q(models.Q(("state", "signed"), _negated=True), ("signed_at", None), ("signed_by", None)),
                    _connector="OR",
                ),
                name="receipt_signed_means_who_and_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_receiptevent" ("id", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "reason", "signed_at", "signed_by_id", "state", "unit_id", "urged_at") VALUES (NEW."id", NEW."notice_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."read_at", NEW."read_by_id", NEW."reason", NEW."signed_at", NEW."signed_by_id", NEW."state", NEW."unit_id", NEW."urged_at"); RETURN NULL;',
                    hash="985a60c9b9d78c5b676e82ae151b4f30211736c5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b5cc5",
                    table="campaigns_receipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_receiptevent" ("id", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "reason", "signed_at", "signed_by_id", "state", "unit_id", "urged_at") VALUES (NEW."id", NEW."notice_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."read_at", NEW."read_by_id", NEW."reason", NEW."signed_at", NEW."signed_by_id", NEW."state", NEW."unit_id", NEW."urged_at"); RETURN NULL;',
                    hash="54163217578c0862a7b7be029298a6b85b974a7e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de4b3",
                    table="campaigns_receipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_receiptevent" ("id", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "reason", "signed_at", "signed_by_id", "state", "unit_id", "urged_at") VALUES (OLD."id", OLD."notice_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."read_at", OLD."read_by_id", OLD."reason", OLD."signed_at", OLD."signed_by_id", OLD."state", OLD."unit_id", OLD."urged_at"); RETURN NULL;',
                    hash="09d78d6467bb5f3215dac84daa175e119cd3530b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10ebb",
                    table="campaigns_receipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receiptevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ab606808b0314dce5f26350ac2ff72710019b640",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fad9c",
                    table="campaigns_receiptevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resolution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_resolutionevent" ("assignment_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."assignment_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                    hash="46b7ed79d904b59b93a2cf01e5a0caff74a41d48",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_66f15",
                    table="campaigns_resolution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resolution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_resolutionevent" ("assignment_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."assignment_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                    hash="8fdc57cde824c5f9c1a11570ffe14ceda4b80137",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca340",
                    table="campaigns_resolution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resolution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_resolutionevent" ("assignment_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (OLD."assignment_id", OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text"); RETURN NULL;',
                    hash="420dd839c7bfb3f3b5168a83b2b83d5095cc6dd4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d5f10",
                    table="campaigns_resolution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resolutionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f42830fc1d699acb7820b1ba441bf1ea39b79d0b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9e8cb",
                    table="campaigns_resolutionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="timelineentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("planned_on__isnull", False), ("actual_on__isnull", False), _connector="OR"),
                name="timeline_has_a_day",
                violation_error_message="Give the planned or the actual day.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timelineentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_timelineentryevent" ("actual_on", "campaign_id", "document_number", "id", "is_deadline", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "title", "version") VALUES (NEW."actual_on", NEW."campaign_id", NEW."document_number", NEW."id", NEW."is_deadline", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."planned_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="78d61e39018341530b0a350f17e8286189333b86",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_17746",
                    table="campaigns_timelineentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timelineentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_timelineentryevent" ("actual_on", "campaign_id", "document_number", "id", "is_deadline", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "title", "version") VALUES (NEW."actual_on", NEW."campaign_id", NEW."document_number", NEW."id", NEW."is_deadline", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."planned_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="07e12ee20cc49f68085f898fb3e0dc859a1edbc1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_19c8d",
                    table="campaigns_timelineentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timelineentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_timelineentryevent" ("actual_on", "campaign_id", "document_number", "id", "is_deadline", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "title", "version") VALUES (OLD."actual_on", OLD."campaign_id", OLD."document_number", OLD."id", OLD."is_deadline", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."planned_on", OLD."title", OLD."version"); RETURN NULL;',
                    hash="4e59ffd290d57bf54ad749661e79b359db52eed9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bfcc6",
                    table="campaigns_timelineentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timelineentryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d7211db66e857a1a5983928d793b21c4246e3e70",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e5b37",
                    table="campaigns_timelineentryevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="unitassignment",
            index=models.Index(fields=["unit", "state"], name="unitassignment_unit_state"),
        ),
        migrations.AddConstraint(
            model_name="unitassignment",
            constraint=models.UniqueConstraint(fields=("assignment", "unit"), name="assignment_once_per_unit"),
        ),
        migrations.AddConstraint(
            model_name="unitassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("done_at", None), ("done_by", None)),
                    _connector="OR",
                ),
                name="unitassignment_done_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "waived"), ("waived_by__isnull", False), models.Q(("waived_why", ""), _negated=True)
                    ),
                    models.Q(models.Q(("state", "waived"), _negated=True), ("waived_by", None), ("waived_why", "")),
                    _connector="OR",
                ),
                name="unitassignment_waived_means_who_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("answered_by", None)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="unitassignment_answered_means_who_and_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_unitassignmentevent" ("answer_text", "answered_at", "answered_by_id", "assignment_id", "done_at", "done_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_why", "started_at", "state", "unit_id", "urged_at", "waived_by_id", "waived_why") VALUES (NEW."answer_text", NEW."answered_at", NEW."answered_by_id", NEW."assignment_id", NEW."done_at", NEW."done_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."returned_why", NEW."started_at", NEW."state", NEW."unit_id", NEW."urged_at", NEW."waived_by_id", NEW."waived_why"); RETURN NULL;',
                    hash="1913fc8034a3da93339b678b591d0ed85dc3c7c9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0fefd",
                    table="campaigns_unitassignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "campaigns_unitassignmentevent" ("answer_text", "answered_at", "answered_by_id", "assignment_id", "done_at", "done_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_why", "started_at", "state", "unit_id", "urged_at", "waived_by_id", "waived_why") VALUES (NEW."answer_text", NEW."answered_at", NEW."answered_by_id", NEW."assignment_id", NEW."done_at", NEW."done_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."returned_why", NEW."started_at", NEW."state", NEW."unit_id", NEW."urged_at", NEW."waived_by_id", NEW."waived_why"); RETURN NULL;',
                    hash="e08068ce5bd1470afa84c375bea4d076972f6796",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83519",
                    table="campaigns_unitassignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "campaigns_unitassignmentevent" ("answer_text", "answered_at", "answered_by_id", "assignment_id", "done_at", "done_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_why", "started_at", "state", "unit_id", "urged_at", "waived_by_id", "waived_why") VALUES (OLD."answer_text", OLD."answered_at", OLD."answered_by_id", OLD."assignment_id", OLD."done_at", OLD."done_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."returned_why", OLD."started_at", OLD."state", OLD."unit_id", OLD."urged_at", OLD."waived_by_id", OLD."waived_why"); RETURN NULL;',
                    hash="332f761f86619acd0c2c48aefbb2f20f344f31f0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b974b",
                    table="campaigns_unitassignment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="quotaanswer",
            constraint=models.UniqueConstraint(fields=("unit_assignment", "quota"), name="quota_answer_once"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assignment", None), ("meeting", None), ("notice__isnull", False), ("unit_assignment", None)
                    ),
                    models.Q(
                        ("assignment__isnull", False), ("meeting", None), ("notice", None), ("unit_assignment", None)
                    ),
                    models.Q(
                        ("assignment", None), ("meeting", None), ("notice", None), ("unit_assignment__isnull", False)
                    ),
                    models.Q(
                        ("assignment", None), ("meeting__isnull", False), ("notice", None), ("unit_assignment", None)
                    ),
                    _connector="OR",
                ),
                name="attachment_on_one_record",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitassignmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="22fa0875a96d292ba5dfd83c7361bca65ebd772d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_36021",
                    table="campaigns_unitassignmentevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]

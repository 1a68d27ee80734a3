import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("units", "Units"), ("people", "People"), ("activities", "Activities")], max_length=20
                    ),
                ),
                ("campaign_slug", models.SlugField(blank=True)),
                ("file", models.FileField(upload_to="imports/%Y/%m")),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("keep_good", models.BooleanField(default=False)),
                ("dry_run", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("refused", "Refused: nothing was saved"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("acting_post", models.PositiveBigIntegerField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("rows_total", models.PositiveIntegerField(blank=True, null=True)),
                ("rows_checked", models.PositiveIntegerField(default=0)),
                ("rows_saved", models.PositiveIntegerField(default=0)),
                ("rows_known", models.PositiveIntegerField(default=0)),
                ("problems", models.JSONField(blank=True, default=list)),
                ("remarks", models.JSONField(blank=True, default=list)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", False), ("state__in", ["done", "refused"])),
                            models.Q(("finished_at", None), ("state__in", ["waiting", "running"])),
                            _connector="OR",
                        ),
                        name="import_finished_has_time",
                    )
                ],
            },
        ),
    ]

"""A process of its own that carries a workbook in or out, so that its memory is only that."""

import os
import sys
from pathlib import Path

import django

from bench.scale.site import resident_megabytes


def take_in(path: str) -> None:
    from django.core.files.base import File

    from accounts.models import User
    from activities.services.importing import import_activities
    from core import imports
    from core.models import ImportRun
    from safetymonth.synthesis.copying import SLUG

    office = User.objects.get(username=SLUG)
    with Path(path).open("rb") as file:
        run = imports.receive(
            File(file, Path(path).name), kind=ImportRun.Kind.ACTIVITIES, by=office, campaign_slug=SLUG
        )
    ImportRun.objects.filter(pk=run.pk).update(dry_run=False)
    run = imports.carry_out(run, import_activities)
    if run.state != ImportRun.State.DONE:
        raise RuntimeError(f"The import ended as {run.state}: {run.problems[:3]}")


def give_out(rows: str) -> None:
    """The response is taken in pieces as the web server does, and thrown away; it holds so many rows."""
    from django.db.models import QuerySet

    from accounts.models import User
    from activities.models import Activity
    from activities.selectors.workbook import BASE, export_rows, exported_columns
    from campaigns.models import Campaign
    from core import imports
    from safetymonth.synthesis.copying import SLUG

    campaign = Campaign.objects.get(slug=SLUG)
    seen: QuerySet[Activity] = Activity.objects.filter(campaign=campaign).visible_to(User.objects.get(username=SLUG))
    last = seen.order_by("pk").values_list("pk", flat=True)[: int(rows)]
    wanted = seen.filter(pk__lte=max(last))
    columns = exported_columns(wanted)
    cells = export_rows(campaign, wanted, columns)
    answer = imports.table_response("activities", "Activities", [*BASE, *columns.values()], cells)
    if not sum(map(len, answer.streaming_content)):
        raise RuntimeError("The export is empty.")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    {"in": take_in, "out": give_out}[sys.argv[1]](sys.argv[2])
    print(round(resident_megabytes("self", "VmHWM")))

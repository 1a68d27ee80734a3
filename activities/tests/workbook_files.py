"""Workbooks of activities as units send them."""

import io

from django.core.files.base import ContentFile

from activities.models import Activity
from activities.selectors.workbook import BASE, export_rows, exported_columns
from activities.services.importing import import_activities
from core import imports
from core.models import ImportRun
from core.workbooks import Column, write_table

ROW = ("县教育局", "drill", "Fire drill", "2026-06-10")


def book(rows, headings=("unit", "kind", "title", "starts")):
    target = io.BytesIO()
    write_table(target, "Activities", [Column(name, name, name) for name in headings], rows)
    return ContentFile(target.getvalue(), "activities.xlsx")


def exported(campaign, rows=None):
    rows = Activity.objects.filter(campaign=campaign) if rows is None else rows
    columns = exported_columns(rows)
    target = io.BytesIO()
    write_table(target, "Activities", [*BASE, *columns.values()], export_rows(campaign, rows, columns))
    return ContentFile(target.getvalue(), "activities.xlsx")


def take_in(person, campaign, file, *, keep_good=False, dry_run=False):
    run = imports.receive(file, kind=ImportRun.Kind.ACTIVITIES, by=person, campaign_slug=campaign.slug)
    ImportRun.objects.filter(pk=run.pk).update(keep_good=keep_good, dry_run=dry_run)
    return imports.carry_out(run, import_activities)


def told(run):
    return [(problem["row"], problem["column"], problem["value"]) for problem in run.problems]

"""Workbooks of hazards as offices send them."""

import io

from django.core.files.base import ContentFile

from core import imports
from core.models import ImportRun
from core.workbooks import Column, read_table, write_table
from inspections.models import Hazard
from inspections.selectors.workbook import COLUMNS, export_rows
from inspections.services.importing import import_hazards

LEAST = {"unit": "县教育局", "description": "Blocked exit", "reported_on": "2026-06-08"}


def book(*rows, headings=None):
    """Each row a dictionary by column; the headings are those of all rows unless given."""
    names = headings or list(dict.fromkeys(name for row in rows for name in row))
    target = io.BytesIO()
    cells = [[row.get(name, "") for name in names] for row in rows]
    write_table(target, "Hazards", [Column(name, name, name) for name in names], cells)
    return ContentFile(target.getvalue(), "hazards.xlsx")


def exported(campaign, user, rows=None):
    rows = Hazard.objects.filter(campaign=campaign).order_by("pk") if rows is None else rows
    target = io.BytesIO()
    write_table(target, "Hazards", COLUMNS, export_rows(campaign, user, rows, COLUMNS))
    return ContentFile(target.getvalue(), "hazards.xlsx")


def read(content):
    """The rows of a workbook by their headings."""
    with read_table(io.BytesIO(content)) as table:
        return [dict(zip(table.headings, row, strict=True)) for _number, row in table.rows]


def take_in(person, campaign, file, *, keep_good=False, dry_run=False):
    run = imports.receive(file, kind=ImportRun.Kind.HAZARDS, by=person, campaign_slug=campaign.slug)
    ImportRun.objects.filter(pk=run.pk).update(keep_good=keep_good, dry_run=dry_run)
    return imports.carry_out(run, import_hazards)


def told(run):
    return [(problem["row"], problem["column"], problem["value"]) for problem in run.problems]

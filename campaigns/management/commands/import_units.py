"""`manage.py import_units FILE --campaign C`: the register from a workbook."""

from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from campaigns.models import Campaign
from campaigns.selectors.acting import acting_person
from core import imports
from core.models import ImportRun
from units.services.importing import import_units


class Command(BaseCommand):
    help = "Import the unit register of a campaign's area from a workbook, all rows or none."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--campaign", required=True, help="the campaign's slug")
        parser.add_argument("--dry-run", action="store_true", help="report only")
        parser.add_argument("--keep-good", action="store_true", help="save the good rows")
        parser.add_argument("--by", help="user name that the history names; else the first office of the area")

    def handle(self, *args, file, campaign, dry_run, keep_good, by, **options):
        found = Campaign.objects.select_related("area").filter(slug=campaign).first()
        if found is None:
            raise CommandError(f"There is no campaign “{campaign}”.")
        person = acting_person(found, by)
        if person is None:
            raise CommandError("Nobody of this name, or nobody at all, holds an office or administrator post there.")
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        with file.open("rb") as source:
            run = imports.receive(
                File(source, file.name), kind=ImportRun.Kind.UNITS, by=person, campaign_slug=found.slug
            )
        run.by = person
        run.dry_run, run.keep_good = dry_run, keep_good
        run.save(update_fields=["dry_run", "keep_good"])
        self.report(imports.carry_out(run, import_units))

    def report(self, run):
        verb = "would be saved" if run.dry_run else "saved"
        total = run.rows_total or 0
        self.stdout.write(f"{total} rows read, {run.rows_saved} {verb}, {run.rows_known} known already")
        for remark in run.remarks:
            self.stdout.write(remark)
        for problem in run.problems:
            self.stdout.write("row {row}, {column}: {value!r} - {message}".format(**problem))
        if run.state == ImportRun.State.REFUSED:
            raise CommandError("Nothing was saved.")

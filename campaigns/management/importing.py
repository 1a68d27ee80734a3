"""What the import commands share: whose campaign, which file, and how the outcome is told."""

from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from campaigns.models import Campaign
from campaigns.selectors.acting import acting_person
from core import imports
from core.models import ImportRun


class ImportCommand(BaseCommand):
    """A command names the `kind` of run and does its `work`, by the same rules as the page."""

    kind: str

    def work(self, run):
        raise NotImplementedError

    def person(self, campaign, username):
        return acting_person(campaign, username)

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--campaign", required=True, help="the campaign's slug")
        parser.add_argument("--dry-run", action="store_true", help="report only")
        parser.add_argument("--keep-good", action="store_true", help="save the good rows")
        parser.add_argument("--user", "--by", help="user name of who imports; else the first office of the area")

    def handle(self, *args, file, campaign, dry_run, keep_good, user, **options):
        found = Campaign.objects.select_related("area").filter(slug=campaign).first()
        if found is None:
            raise CommandError(f"There is no campaign “{campaign}”.")
        person = self.person(found, user)
        if person is None:
            raise CommandError("Nobody of this name, or nobody at all, holds an office or administrator post there.")
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        with file.open("rb") as source:
            run = imports.receive(File(source, file.name), kind=self.kind, by=person, campaign_slug=found.slug)
        run.by = person
        run.dry_run, run.keep_good = dry_run, keep_good
        run.save(update_fields=["dry_run", "keep_good"])
        self.report(imports.carry_out(run, self.work))

    def report(self, run):
        verb = "would be saved" if run.dry_run else "saved"
        self.stdout.write(f"{run.rows_total or 0} rows read, {run.rows_saved} {verb}, {run.rows_known} known already")
        for remark in run.remarks:
            self.stdout.write(remark)
        for problem in run.problems:
            self.stdout.write("row {row}, {column}: {value!r} - {message}".format(**problem))
        if run.state == ImportRun.State.REFUSED:
            raise CommandError("Nothing was saved.")

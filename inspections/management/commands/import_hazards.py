"""`manage.py import_hazards FILE --campaign C`: hazards from a workbook."""

from accounts.models import User
from campaigns.management.importing import ImportCommand
from core.models import ImportRun
from inspections.services.importing import import_hazards


class Command(ImportCommand):
    help = "Import hazards of a campaign from a workbook, all rows or none."
    kind = ImportRun.Kind.HAZARDS

    def person(self, campaign, username):
        """A named person may also be a liaison or an inspector, who imports what they may enter."""
        if username:
            return User.objects.filter(username=username, is_active=True).first()
        return super().person(campaign, username)

    def work(self, run):
        return import_hazards(run)

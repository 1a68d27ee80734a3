"""`manage.py import_activities FILE --campaign C`: activities from a workbook."""

from accounts.models import User
from activities.services.importing import import_activities
from campaigns.management.importing import ImportCommand
from core.models import ImportRun


class Command(ImportCommand):
    help = "Import activities of a campaign from a workbook, all rows or none."
    kind = ImportRun.Kind.ACTIVITIES

    def person(self, campaign, username):
        """A named person may also be a liaison, who imports for the own units."""
        if username:
            return User.objects.filter(username=username, is_active=True).first()
        return super().person(campaign, username)

    def work(self, run):
        return import_activities(run)

"""`manage.py import_units FILE --campaign C`: the register from a workbook."""

from campaigns.management.importing import ImportCommand
from core.models import ImportRun
from units.services.importing import import_units


class Command(ImportCommand):
    help = "Import the unit register of a campaign's area from a workbook, all rows or none."
    kind = ImportRun.Kind.UNITS

    def work(self, run):
        return import_units(run)

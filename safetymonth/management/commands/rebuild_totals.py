"""Counts all totals anew."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from core.totals.keeping import rebuild
from core.totals.kinds import kinds
from safetymonth.operations.proving import prove_totals
from units.services.places import place_units


class Command(BaseCommand):
    help = "Count all totals anew from the records. Who writes waits meanwhile; readers see the old totals."

    def handle(self, *args, **options):
        place_units()
        for kind in kinds():
            rebuild(kind)
            self.stdout.write(_("%(kind)s: counted anew") % {"kind": kind.name})
        prove_totals()

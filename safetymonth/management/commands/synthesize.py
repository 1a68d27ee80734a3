"""A synthetic county for benchmarks."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from safetymonth.synthesis.copying import SLUG, analyze, synthesize


class Command(BaseCommand):
    help = "Make a synthetic county with so many units, activities and hazards, for benchmarks."

    def add_arguments(self, parser):
        parser.add_argument("--units", type=int, default=1000)
        parser.add_argument("--activities", type=int, default=10_000)
        parser.add_argument("--hazards", type=int, default=10_000)

    def handle(self, *args, units, activities, hazards, **options):
        if units < 1 or activities < 0 or hazards < 0:
            raise CommandError(_("Give at least one unit and no negative number."))
        if Campaign.objects.filter(slug=SLUG).exists():
            raise CommandError(_("This database already has a synthetic county."))
        synthesize(units=units, activities=activities, hazards=hazards)
        analyze()
        self.stdout.write(f"/campaigns/{SLUG}/")

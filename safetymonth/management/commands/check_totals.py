"""Proves the totals against the base tables."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.totals.keeping import drifts, stale_records
from core.totals.kinds import kinds
from units.services.places import misplaced_units


class Command(BaseCommand):
    help = "Compare every total with the records it counts; says what differs and fails then."

    def handle(self, *args, **options):
        wrong = misplaced_units()
        for kind in kinds():
            found, stale = drifts(kind), stale_records(kind)
            for drift in found:
                words = _("%(kind)s at unit %(node)s, %(fact)s: %(kept)s kept, %(true)s counted")
                facts = {"kind": kind.name, "node": drift.node, "fact": drift.fact}
                self.stdout.write(words % (facts | {"kept": drift.kept, "true": drift.true}))
            wrong += len(found) + stale
            self.stdout.write(_("%(kind)s: checked") % {"kind": kind.name})
        if wrong:
            words = ngettext(
                "%(number)s total differs; rebuild_totals mends it.",
                "%(number)s totals differ; rebuild_totals mends them.",
                wrong,
            )
            raise CommandError(words % {"number": wrong})

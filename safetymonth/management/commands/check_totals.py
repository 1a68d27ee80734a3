"""Proves the totals against the base tables."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.totals.kinds import kinds
from safetymonth.operations.proving import prove_totals


class Command(BaseCommand):
    help = "Compare every total with the records it counts; says what differs and fails then."

    def handle(self, *args, **options):
        found, wrong = prove_totals()
        for drift in found:
            words = _("%(kind)s at node %(node)s, %(fact)s: %(kept)s kept, %(true)s counted")
            facts = {"kind": drift.kind, "node": drift.node, "fact": drift.fact}
            self.stdout.write(words % (facts | {"kept": drift.kept, "true": drift.true}))
        for kind in kinds():
            self.stdout.write(_("%(kind)s: checked") % {"kind": kind.name})
        if wrong:
            words = ngettext(
                "%(number)s total differs; rebuild_totals mends it.",
                "%(number)s totals differ; rebuild_totals mends them.",
                wrong,
            )
            raise CommandError(words % {"number": wrong})

"""The summary without a browser."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils import translation

from campaigns.models import Campaign
from reports.models import Outline, Summary
from reports.papers.labels import labels
from reports.selectors.content import Content, content_of, drafted
from reports.selectors.summary_files import as_file, json_of
from reports.selectors.summary_page import fresh_warnings_as_json, sections_of, warnings_as_json

FORMATS = ("html", "docx", "pdf", "xlsx", "json")


class Command(BaseCommand):
    help = (
        "Write the summary of a campaign to a file. Takes the newest saved version in the language; without one, or "
        "with --outline, it is drafted from the records as they are now. Saves nothing in the portal."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--campaign", required=True, help="the campaign's address, such as 2026")
        parser.add_argument("--format", choices=FORMATS, default="html")
        parser.add_argument("--out", type=Path, help="html and json go to the terminal without it")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--outline", help="draft afresh in the outline of this code")

    def handle(self, *args: Any, **options: Any) -> None:
        campaign = Campaign.objects.select_related("area").filter(slug=options["campaign"]).first()
        if campaign is None:
            raise CommandError(f"There is no campaign “{options['campaign']}”.")
        summary = self._saved(campaign, options["language"]) if not options["outline"] else None
        language = summary.language if summary else options["language"] or settings.LANGUAGE_CODE
        with translation.override(language):
            version = summary.versions.first() if summary else None
            content = content_of(version) if version else drafted(campaign, self._outline(options["outline"]), language)
            made = self._made(content, summary if version else None, options["format"])
        self._put(made, options["out"], campaign, options["format"])

    def _saved(self, campaign: Campaign, language: str | None) -> Summary | None:
        rows = Summary.objects.filter(campaign=campaign, bulletin=None).select_related("campaign__area", "outline")
        return (rows.filter(language=language) if language else rows).order_by("-versions__number").first()

    def _outline(self, code: str | None) -> Outline:
        rows = Outline.objects.in_use().filter(of_bulletins=False)
        outline = rows.filter(code=code).first() if code else rows.first()
        if outline is None:
            known = ", ".join(rows.values_list("code", flat=True))
            raise CommandError(f"There is no outline “{code}”; there are: {known}.")
        return outline

    def _made(self, content: Content, summary: Summary | None, kind: str) -> str | bytes:
        if kind == "json":
            if summary:
                version = summary.versions.get(number=content.version)
                version.summary = summary
            warnings = warnings_as_json(summary, version) if summary else fresh_warnings_as_json(content)
            return json.dumps(json_of(content, warnings), ensure_ascii=False, indent=2) + "\n"
        if kind == "html":
            context = {"content": content, "sections": sections_of(content, []), "labels": labels(content.language)}
            return render_to_string("reports/summary_file.html", context)
        return as_file(content, kind)

    def _put(self, made: str | bytes, out: Path | None, campaign: Campaign, kind: str) -> None:
        if out is None and isinstance(made, str):
            self.stdout.write(made)
            return
        target = out or Path(f"summary-{campaign.slug}.{kind}")
        try:
            target.write_bytes(made.encode() if isinstance(made, str) else made)
        except OSError as error:
            raise CommandError(f"“{target}” can't be written: {error.strerror}.") from error
        self.stdout.write(str(target))

"""The pages that carry in a workbook: choose a file, see what it holds, save. An app names its own and draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core import imports
from core.models import ImportRun
from core.workbooks import Column


@dataclass(frozen=True)
class ImportPages:
    """Names of addresses: where a file is chosen (that of a run and of its problems follow), the empty workbook, the rows.

    `place` is what the addresses begin with, a campaign's slug or nothing; a run belongs to it.
    """

    kind: str
    upload: str
    template: str
    rows: str

    def uploaded(self, request: HttpRequest, *place: str) -> tuple[imports.UploadForm, ImportRun | None]:
        """The form, and the run of a file that came with it, which waits to be looked through."""
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = imports.UploadForm(*sent)
        if not form.is_valid():
            return form, None
        file = form.cleaned_data["file"]
        return form, imports.receive(file, kind=self.kind, by=request.user, campaign_slug="".join(place))

    def upload_facts(self, form: imports.UploadForm, columns: Sequence[Column], *place: str) -> dict[str, Any]:
        """What components/import_upload.html needs."""
        return {
            "form": form,
            "submit": _("Look through it"),
            "cancel_url": reverse(self.rows, args=place),
            "template_url": reverse(self.template, args=place),
            "columns": columns,
        }

    def run_or_404(self, request: HttpRequest, *place: str, pk: int) -> ImportRun:
        rows = ImportRun.objects.visible_to(request.user)
        return get_object_or_404(rows, pk=pk, kind=self.kind, campaign_slug="".join(place))

    def run_url(self, run: ImportRun, *place: str) -> str:
        return reverse(f"{self.upload}_run", args=[*place, run.pk])

    def released(self, request: HttpRequest, run: ImportRun) -> tuple[imports.SaveForm, ImportRun | None]:
        """The form, and the run once the person has said that it is to be saved."""
        form = imports.SaveForm(request.POST if request.method == "POST" else None, run=run)
        if not form.is_valid():
            return form, None
        return form, imports.release(run, by=request.user, keep_good=form.cleaned_data["keep_good"])

    def run_facts(self, run: ImportRun, form: imports.SaveForm, *place: str) -> dict[str, Any]:
        """What components/import_run.html needs."""
        return {
            "facts": imports.page_facts(run),
            "form": form,
            "run_url": self.run_url(run, *place),
            "upload_url": reverse(self.upload, args=place),
            "problems_url": reverse(f"{self.upload}_problems", args=[*place, run.pk]),
            "list_url": reverse(self.rows, args=place),
        }

"""A county with a drafted summary, once for all tests of a module: drafting takes longer than most of them."""

import copy
from contextlib import contextmanager

from django.db import transaction
from django.utils import translation

from reports.models import Outline
from reports.services.summary import draft_summary
from reports.tests.county import County


@contextmanager
def drafted_county(blocker, **facts):
    """Yields a function that gives a test its own copies of the county and the version; what it adds it rolls back."""
    with blocker.unblock(), translation.override("en"), transaction.atomic():
        county = County(**facts)
        outline = Outline.objects.get(code="county")
        version = draft_summary(county.campaign, by=county.office, outline=outline, language="zh-hans")
        yield lambda: copy.deepcopy((county, version))
        transaction.set_rollback(True)

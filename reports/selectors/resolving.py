"""What the tokens of a text say: each bound to its definition in `reports.selectors.figures`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign, Indicator, UnitAssignment
from core.figures import Figure, Qualifier
from core.templatetags.portal import day as as_said
from reports.selectors import inspected
from reports.selectors.binding import Binder, Mistake, only
from reports.selectors.figures import (
    ASSIGNMENTS_DONE,
    ASSIGNMENTS_DUE,
    COUNTS,
    FigureLine,
    View,
    figures,
    unit_assignments,
)
from reports.selectors.own_figures import OWN
from reports.selectors.tokens import Token


@dataclass(frozen=True)
class Said:
    """A token's figure; `where` says its filters in words. `str()` is the token itself, for the templates of drafted text."""

    token: Token
    figure: Figure
    name: str
    measure: str
    url: str
    records: int
    where: str = ""

    def __str__(self) -> str:
        return str(self.token)

    @property
    def known(self) -> bool:
        return self.figure.is_known

    @property
    def some(self) -> bool:
        """Known, and not zero."""
        return bool(self.figure.value)

    @property
    def one(self) -> bool:
        return self.figure == Figure(1)

    def kept(self) -> dict[str, Any]:
        """As a version keeps it."""
        return {
            "code": self.token.code,
            "value": self.figure.value,
            "qualifier": str(self.figure.qualifier),
            "name": self.name,
            "measure": self.measure,
            "url": self.url,
            "records": self.records,
            "where": self.where,
        }


def kept_figure(row: dict[str, Any]) -> Figure:
    return Figure(row["value"], Qualifier(row["qualifier"]))


def in_words(filters: ActivityFilters) -> str:
    """The filters a token can have, for a reader of the active language."""
    days = [as_said(day) for day in (filters.day_from, filters.day_to) if day]
    parts = [
        filters.unit.name if filters.unit else "",
        " – ".join(dict.fromkeys(days)),
        *(row.name for row in (*filters.kinds, *filters.linkages, *filters.entries)),
        filters.plan_item.title if filters.plan_item else "",
        gettext("without a plan item") if filters.no_plan_item else "",
        filters.assignment.title if filters.assignment else "",
    ]
    return " · ".join(filter(None, parts))


class Resolver:
    """Answers tokens of one campaign, over all its activities; each once, those of one view together.

    A summary speaks for the whole area, so nothing is narrowed to a reader.
    """

    def __init__(self, campaign: Campaign, language: str) -> None:
        self.campaign, self.language = campaign, language
        self.binder = Binder(campaign)
        self.mistakes: dict[str, str] = {}
        self._said: dict[str, Said] = {}

    def say(self, token: Token) -> Said | None:
        return self.resolve([token]).get(token.key)

    def resolve(self, tokens: Iterable[Token]) -> dict[str, Said]:
        """{key: what it says}; a token that can't be read is left out and stands in `mistakes`."""
        wanted = {token.key: token for token in tokens}
        fresh = [token for key, token in wanted.items() if key not in self._said and key not in self.mistakes]
        by_view: dict[ActivityFilters, list[Token]] = {}
        for token in fresh:
            # A mistake is told in the reader's language, a figure named in the paper's.
            try:
                self._sort(token, by_view)
            except Mistake as mistake:
                self.mistakes[token.key] = str(mistake)
        with translation.override(self.language):
            for filters, group in by_view.items():
                self._answer(filters, group)
        return {key: self._said[key] for key in wanted if key in self._said}

    def _sort(self, token: Token, by_view: dict[ActivityFilters, list[Token]]) -> None:
        if token.code in OWN:
            with translation.override(self.language):
                own = OWN[token.code](self.binder, token.params)
            self._said[token.key] = Said(token, own.figure, own.name, own.measure, own.url, len(own.keys))
            return
        if token.code in inspected.CODES:
            only(token.params, *inspected.FILTERS)
        elif token.code not in COUNTS and token.code not in self.binder.indicators:
            raise Mistake(gettext("There is no figure “%(code)s”.") % {"code": token.code})
        by_view.setdefault(self.binder.filters(token.params), []).append(token)

    def _answer(self, filters: ActivityFilters, group: list[Token]) -> None:
        lines = figures(self._view(filters), {token.code for token in group}, with_missing=False)
        found: dict[str, FigureLine] = {line.code: line for line in lines}
        where = in_words(filters)
        for token in group:
            line = found[token.code]
            self._said[token.key] = Said(token, line.figure, line.name, line.measure, line.url, line.records, where)

    def _view(self, filters: ActivityFilters) -> View:
        return View(self.campaign, filters)

    def record_keys(self, token: Token) -> list[int]:
        """Primary keys of the records a figure counts, to be kept when it is frozen."""
        with translation.override(self.language):
            if token.code in OWN:
                return list(OWN[token.code](self.binder, token.params).keys)
            view = self._view(self.binder.filters(token.params))
            return list(self._rows(view, token.code).order_by("pk").values_list("pk", flat=True))

    def _rows(self, view: View, code: str) -> QuerySet:
        if code in (ASSIGNMENTS_DONE, ASSIGNMENTS_DUE):
            rows = unit_assignments(view)
            return rows.filter(state=UnitAssignment.State.DONE) if code == ASSIGNMENTS_DONE else rows
        if code in inspected.CODES:
            return view.inspected.rows(code)
        indicator = self.binder.indicators.get(code)
        if indicator is None or indicator.addition == Indicator.Addition.DISTINCT:
            return view.rows()
        return view.counted.with_(indicator=indicator).apply(view.activities.filter(campaign=view.campaign))

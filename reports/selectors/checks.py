"""What a summary must be looked at for before it is approved (product.md, counting rules, last point).

A warning is found and said, never corrected. Its key holds what was found, so that a warning
accepted by a person comes back when the matter has changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Activity, IndicatorValue, StandValue
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign
from campaigns.selectors.editions import warnings_of
from campaigns.selectors.plan import kind_counts
from core.figures import Figure, Qualifier, total
from reports.selectors.content import Content
from reports.selectors.drafting import draft_section
from reports.selectors.drafting.desk import Desk
from reports.selectors.figures import FigureLine, View, figures
from reports.selectors.resolving import Resolver, kept_figure
from reports.selectors.tokens import Token, pieces, tokens

SHOWN_NAMES = 5
# A number of three digits and more that is not the year of a date or of a document.
TYPED = re.compile(r"(?<![\d,.〔])(?!(?:19|20)\d\d(?!\d))\d{1,3}(?:,\d{3})+|(?<![\d,.〔])(?!(?:19|20)\d\d(?!\d))\d{3,}")


@dataclass(frozen=True)
class Warned:
    """`blocks`: a mistake that nobody can accept, it has to be put right."""

    key: str
    kind: str
    text: str
    url: str = ""
    blocks: bool = False


def check(content: Content) -> list[Warned]:
    """Everything found, in the reader's language."""
    resolver = Resolver(content.campaign, content.language)
    asked = [token for section in content.sections for token in tokens(section["text"])]
    now = {key: said.figure for key, said in resolver.resolve(asked).items()}
    return [
        *_mistakes(content, resolver, asked),
        *_changed(content, now),
        *_empty_sections(content),
        *(_of_campaign(content.campaign) if content.span is None else ()),
        *_too_large(asked, now, content),
        *_owing(content),
        *_typed(content),
    ]


def _of_campaign(campaign: Campaign) -> Iterator[Warned]:
    """What a summary must be right about, and a bulletin doesn't tell of."""
    yield from _empty_slots(campaign)
    yield from _editions(campaign)
    yield from _over_stated(campaign)


def _mistakes(content: Content, resolver: Resolver, asked: list[Token]) -> Iterator[Warned]:
    for token in dict.fromkeys(asked):
        why = resolver.mistakes.get(token.key)
        if why is None and token.key not in content.figures:
            why = _("This figure has not been looked up yet: refresh the figures.")
        if why:
            text = _("%(token)s can't be read. %(why)s") % {"token": str(token), "why": why}
            yield Warned(f"mistake:{token.key}", "mistake", text, blocks=True)


def _changed(content: Content, now: dict[str, Figure]) -> Iterator[Warned]:
    for key, kept in content.figures.items():
        old, new = kept_figure(kept), now.get(key)
        if new is None or new == old:
            continue
        said = {"name": kept["name"], "old": old.text(), "new": new.text()}
        text = _("%(name)s: %(old)s in this version, %(new)s by the records now.") % said
        yield Warned(f"changed:{key}:{old.text('en')}:{new.text('en')}", "changed", text, kept["url"])


def _empty_sections(content: Content) -> Iterator[Warned]:
    for section in content.sections:
        if section["text"].strip():
            continue
        title = section["title"] or _("the opening")
        if not section["source"]:
            text = _("“%(title)s” has no text and stays out of the paper.") % {"title": title}
        elif draft_section(Desk(content.campaign, content.language, content.span), section["source"]):
            text = _("“%(title)s” has no text, though there are records for it now.") % {"title": title}
        else:
            text = _("“%(title)s” has no record and stays out of the paper.") % {"title": title}
        yield Warned(f"empty:{section['key']}:{title}", "empty", text)


def _empty_slots(campaign: Campaign) -> Iterator[Warned]:
    url = reverse("campaigns:plan", args=[campaign.slug])
    for count in kind_counts(campaign):
        if count.missing:
            said = {"kind": count.kind.name, "entered": count.entered, "declared": count.declared}
            text = _("%(kind)s: the plan announces %(declared)s, %(entered)s of %(declared)s are entered.") % said
            yield Warned(f"slots:{count.kind.code}:{count.entered}/{count.declared}", "slots", text, url)


def _editions(campaign: Campaign) -> Iterator[Warned]:
    url = reverse("campaigns:campaign", args=[campaign.slug])
    for field, text in warnings_of(campaign).items():
        yield Warned(f"edition:{field}:{getattr(campaign, field)}:{campaign.year}", "edition", text, url)


def _too_large(asked: list[Token], now: dict[str, Figure], content: Content) -> Iterator[Warned]:
    """A part larger than its whole, such as a day larger than its month, as the text says them or by the records."""
    kept = {key: kept_figure(row) for key, row in content.figures.items()}
    for one, other in combinations(dict.fromkeys(asked), 2):
        if one.code != other.code or one.params == other.params:
            continue
        part, whole = (one, other) if set(other.params) < set(one.params) else (other, one)
        if not set(whole.params) < set(part.params):
            continue
        for values in (kept, now):
            small, large = values.get(part.key), values.get(whole.key)
            if small and large and small.value is not None and (large.value is None or small.value > large.value):
                said = {"part": part.key, "small": small.text(), "whole": whole.key, "large": large.text()}
                text = _("A part is larger than its whole: %(part)s is %(small)s, %(whole)s is %(large)s.") % said
                yield Warned(f"larger:{part.key}:{small.value}:{large.value}", "larger", text)
                break


def _over_stated(campaign: Campaign) -> Iterator[Warned]:
    """Lines of a consulting day that add up to more than its host has stated."""
    approved = Activity.objects.filter(campaign=campaign, state=Activity.State.APPROVED)
    stated = IndicatorValue.objects.filter(activity__in=approved.values("pk"), is_computed=False, value__isnull=False)
    stated = stated.filter(activity__stands__isnull=False).distinct().select_related("activity", "indicator")
    lines: dict[tuple[int, int], list[Figure]] = {}
    rows = StandValue.objects.filter(stand__activity__in=stated.values("activity"), value__isnull=False)
    for activity, indicator, value, qualifier in rows.order_by().values_list(
        "stand__activity", "indicator", "value", "qualifier"
    ):
        lines.setdefault((activity, indicator), []).append(Figure(value, Qualifier(qualifier)))
    for row in stated:
        added = total(lines.get((row.activity_id, row.indicator_id), [])).figure
        if added.value is not None and row.value is not None and added.value > row.value:
            said = {"name": row.indicator.name, "title": row.activity.title, "total": row.figure, "sum": added.text()}
            said["total"] = row.figure.text()
            text = _("%(name)s of “%(title)s”: stated %(total)s, but the lines add up to %(sum)s.") % said
            key = f"stated:{row.activity_id}:{row.indicator.code}:{row.value}:{added.value}"
            yield Warned(key, "larger", text, row.activity.get_absolute_url())


def _owing(content: Content) -> Iterator[Warned]:
    """One warning for each total of the text that somebody owes a part of, one for all further figures."""
    asked = {token for section in content.texts for token in tokens(section["text"])}
    told = {token.code for token in asked if not token.params}
    further = asked | {token for section in content.attachments for token in tokens(section["text"])}
    if not further:
        return
    first, last = content.span or (None, None)
    view = View(content.campaign, ActivityFilters(day_from=first, day_to=last))
    lines = figures(view, {token.code for token in further}, most_missing=None)
    owing = {line: list(dict.fromkeys(part.unit for part in line.missing)) for line in lines if line.missing}
    for line, units in owing.items():
        if line.code in told:
            yield _owed(line, units)
    others = [line for line in owing if line.code not in told]
    if others:
        names = _(", ").join(line.name for line in others)
        text = _("Further figures that units owe a part of: %(names)s.") % {"names": names}
        counts = ",".join(f"{line.code}:{len(owing[line])}" for line in others)
        yield Warned(f"owing-further:{sha256(counts.encode()).hexdigest()[:16]}", "owing", text)


def _owed(line: FigureLine, units: list[str]) -> Warned:
    names = _(", ").join(units[:SHOWN_NAMES]) + (" …" if len(units) > SHOWN_NAMES else "")
    words = ngettext(
        "%(name)s: %(number)s unit owes a part (%(names)s).",
        "%(name)s: %(number)s units owe a part (%(names)s).",
        len(units),
    )
    text = words % {"name": line.name, "number": len(units), "names": names}
    return Warned(f"owing:{line.code}:{len(units)}", "owing", text, line.missing[0].url)


def _typed(content: Content) -> Iterator[Warned]:
    for section in content.texts:
        words = " ".join(piece for piece in pieces(section["text"]) if isinstance(piece, str))
        numbers = list(dict.fromkeys(TYPED.findall(words)))
        if numbers:
            said = {"title": section["title"] or _("the opening"), "numbers": _(", ").join(numbers[:SHOWN_NAMES])}
            text = _("“%(title)s” holds numbers typed by hand, which no record stands behind: %(numbers)s.") % said
            yield Warned(f"typed:{section['key']}:{','.join(numbers)[:200]}", "typed", text)

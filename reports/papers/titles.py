"""Breaks a title by meaning into lines that form a trapezoid or a diamond.

Meaning is judged from a short list of words (labels.yaml), not by a segmenter: a person who
wants another break types it into the title.
"""

import unicodedata
from functools import cache
from typing import Any

from reports.papers.labels import labels
from reports.papers.paper import Language

LINE = 19.0  # characters of 22 pt in 156 mm, less a little air
FORBIDDEN = 1000.0
MOST_LINES = 5  # beyond that it's no title, and shape is no matter


def char_width(char: str) -> float:
    """In full-width characters; a Latin letter counts for half a character."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def text_width(text: str) -> float:
    return sum(map(char_width, text))


def title_lines(title: str, language: Language, line: float = LINE) -> list[str]:
    chosen = [part.strip() for part in title.split("\n") if part.strip()]
    if len(chosen) > 1 or not chosen or text_width(title) <= line:
        return chosen or [""]
    text = chosen[0]
    costs = _break_costs(text, labels(language))
    least = int(-(-text_width(text) // line))
    if least > MOST_LINES:
        return _hard_lines(text, line)
    found: list[tuple[float, list[str]]] = []
    for count in range(least, least + 2):
        found += [(_shape_cost(rows) + cost, rows) for cost, rows in _splits(text, costs, count, line)]
        if found and min(found)[0] < FORBIDDEN:
            break
    if not found:
        return _hard_lines(text, line)
    return [row.strip() for row in min(found)[1]]


def _break_costs(text: str, words: dict[str, Any]) -> list[float]:
    """Cost of a line ending before each position; tearing a word or a number is forbidden."""
    costs = [6.0] * (len(text) + 1)
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if before == " " or any(text[:at].endswith(word) for word in words["break_after"]):
            costs[at] = 1.0
        elif any(text.startswith(word, at) for word in words["break_before"]):
            costs[at] = 2.0
        glued = char_width(before) < 1 and char_width(after) < 1 and before != " "
        counted = before.isdigit() and not after.isascii()
        if after in "》，、。）”：；的 " or before in "《（“" or glued or counted:
            costs[at] = FORBIDDEN if after != "的" else 4.0
    for word in words["keep"]:
        start = text.find(word)
        while start >= 0:
            for at in range(start + 1, start + len(word)):
                costs[at] = FORBIDDEN
            start = text.find(word, start + 1)
    return costs


def _splits(text: str, costs: list[float], count: int, line: float) -> list[tuple[float, list[str]]]:
    """The cheapest few ways to cut the text into `count` lines that fit."""

    @cache
    def cut(start: int, left: int) -> tuple[tuple[float, tuple[str, ...]], ...]:
        if left == 1:
            rest = text[start:]
            return ((0.0, (rest,)),) if 0 < text_width(rest) <= line else ()
        ways = []
        for end in range(start + 1, len(text)):
            row = text[start:end]
            if text_width(row.strip()) > line:
                break
            ways += [(costs[end] + cost, (row, *rows)) for cost, rows in cut(end, left - 1)]
        return tuple(sorted(ways, key=lambda way: way[0] + _shape_cost(way[1]))[:40])

    return [(cost, list(rows)) for cost, rows in cut(0, count)]


def _shape_cost(rows: list[str] | tuple[str, ...]) -> float:
    """Near-equal lines are best; a rectangle, an hourglass or a stub of a line is not."""
    widths = [text_width(row.strip()) for row in rows]
    spread = (max(widths) - min(widths)) * 0.4
    stub = 8.0 if min(widths) < max(widths) / 3 else 0.0
    hourglass = 6.0 if len(widths) == 3 and widths[1] < min(widths[0], widths[2]) else 0.0
    rectangle = 1.0 if len(set(widths)) == 1 and len(widths) > 1 else 0.0
    return spread + stub + hourglass + rectangle


def _hard_lines(text: str, line: float) -> list[str]:
    """For a text nothing fits, such as one endless word: cut by width alone."""
    rows, row = [], ""
    for char in text:
        if row and text_width(row + char) > line:
            rows.append(row)
            row = ""
        row += char
    return [*rows, row]

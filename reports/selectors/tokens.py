"""Figure tokens in a text: `{{materials}}`, `{{consulted|kind=consulting|from=2026-06-10}}`.

A token is only ever looked up, never evaluated. What doesn't have the shape of a token, such
as `{{7*7}}`, is plain text; `\\{{materials}}` prints the braces and what is in them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SHAPE = re.compile(r"(?P<plain>\\)?\{\{\s*(?P<code>[a-z][a-z0-9_]{0,39})\s*(?P<rest>(?:\|[^{}|\n]{0,80}){0,12})\}\}")
ORDER = ("activity", "unit", "below", "from", "to", "kind", "linkage", "entry", "plan_item", "assignment", "indicator")


@dataclass(frozen=True)
class Token:
    """`key` is the token in one fixed writing, by which its figure is kept."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        return "|".join([self.code, *(f"{name}={value}" for name, value in self.params)])

    def __str__(self) -> str:
        return "{{" + self.key + "}}"


def token(code: str, **params: object) -> Token:
    """`from_` and the like lose their underscore; a list gives one parameter a value."""
    pairs: list[tuple[str, str]] = []
    for name, value in params.items():
        values = value if isinstance(value, list | tuple) else [value]
        pairs += [(name.rstrip("_"), str(each)) for each in values if each not in (None, "")]
    return Token(code, _in_order(pairs))


def _in_order(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    known = {name: place for place, name in enumerate(ORDER)}
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: (known.get(pair[0], len(ORDER)), pair)))


def pieces(text: str) -> list[str | Token]:
    """The text in its parts: plain stretches and tokens, in reading order."""
    found: list[str | Token] = []
    at = 0
    for match in SHAPE.finditer(text):
        found.append(text[at : match.start()])
        found.append(match[0][1:] if match["plain"] else _read(match))
        at = match.end()
    found.append(text[at:])
    return [piece for piece in found if piece]


def _read(match: re.Match[str]) -> Token:
    pairs = []
    for part in match["rest"].split("|")[1:]:
        name, _sign, value = part.partition("=")
        pairs.append((name.strip(), value.strip()))
    return Token(match["code"], _in_order(pairs))


def tokens(text: str) -> list[Token]:
    return [piece for piece in pieces(text) if isinstance(piece, Token)]


def plain(text: str) -> str:
    """A name or title on one line, to stand in a drafted text: nothing in it is read as a token."""
    return SHAPE.sub(lambda match: "\\" + match[0], " ".join(text.split()))

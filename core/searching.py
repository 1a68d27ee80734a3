"""Finding words in texts, of two characters and more by an index of pairs of characters.

Most Chinese words have two characters, too short for trigrams. The index only narrows: every row is read again as
without it, so that it can't change what is found.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.array import ArrayContains
from django.db.models import F, Func, IntegerField, Q, Value

# What the index can look up; a single character is read for.
SHORTEST = 2
# Each is a condition of its own; what is typed after the last but one is looked for as it stands.
MOST_WORDS = 4


class Bigrams(Func):
    """The pairs of neighbouring characters of one or several texts, in capitals, as numbers; see the migrations of that
    name.
    """

    function = "bigrams"
    output_field = ArrayField(IntegerField())


def words_of(text: str) -> list[str]:
    """What is typed with spaces between is several words, wherever each of them stands."""
    return text.split(maxsplit=MOST_WORDS - 1) or [text]


def says(word: str, *names: str) -> Q:
    """Rows with this word in one of the fields, in any case, read row by row.

    What has no case is compared as it stands: that saves half the time, and PostgreSQL knows how common it is.
    """
    lookup = "contains" if word.upper() == word.lower() else "icontains"
    said = Q()
    for name in names:
        said |= Q(**{f"{name}__{lookup}": word})
    return said


def finds(word: str, *names: str) -> Q:
    """The same rows by the index, which stands on `Bigrams(*names)`: the fields in the same order."""
    if len(word) < SHORTEST:
        return says(word, *names)
    return Q(ArrayContains(Bigrams(*map(F, names)), Bigrams(Value(word)))) & says(word, *names)

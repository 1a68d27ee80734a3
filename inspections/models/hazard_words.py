"""How a hazard is named, of a record or of a row of a list, and by which of its texts it is found."""

# What a search reads, beside the unit's name.
TEXTS = ("description", "place", "part")


def number_of(year: int, serial: int) -> str:
    return f"{year}-{serial:04d}"


def title_of(description: str) -> str:
    """The first line of the description, short enough for a heading."""
    line = description.strip().split("\n", 1)[0]
    return line if len(line) <= 60 else f"{line[:59]}…"

"""Where a paper of a campaign lies: `summary/en`, or `bulletins/3/en`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperAddress:
    """`bulletin` is None for the summary."""

    language: str
    bulletin: int | None = None

    def __str__(self) -> str:
        return f"bulletins/{self.bulletin}/{self.language}" if self.bulletin else f"summary/{self.language}"

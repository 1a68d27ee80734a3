"""A paper in an address, so that summary and bulletins have the same pages."""

from reports.models.addresses import PaperAddress


class PaperConverter:
    regex = "(?:summary|bulletins/[1-9][0-9]{0,3})/[a-z]{2}(?:-[a-z]+)?"

    def to_python(self, value: str) -> PaperAddress:
        *kind, language = value.split("/")
        return PaperAddress(language, int(kind[1]) if len(kind) == 2 else None)

    def to_url(self, value: PaperAddress | str) -> str:
        """A language alone is that of the summary."""
        return str(value if isinstance(value, PaperAddress) else PaperAddress(value))

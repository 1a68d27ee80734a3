"""What fault runs found, printed as one table at the end."""

from dataclasses import dataclass, field


@dataclass
class Table:
    rows: list = field(default_factory=list)

    def note(self, fault, what, found, limit=""):
        self.rows.append((fault, what, str(found), str(limit)))

    def print(self):
        heads = ("fault", "measured", "found", "must be")
        widths = [max(len(row[column]) for row in (heads, *self.rows)) for column in range(4)]
        print()
        for row in (heads, *self.rows):
            print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())

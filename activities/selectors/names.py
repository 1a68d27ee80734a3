"""Plan items as a workbook's cells name them."""

from campaigns.models import Campaign, PlanItem
from core.names import Names


class PlanNames:
    """Plan items: by title, by number, or by kind and number where several kinds have the number."""

    def __init__(self, campaign: Campaign) -> None:
        self._items = {item.pk: item for item in PlanItem.objects.filter(campaign=campaign).select_related("kind")}
        self._titles, self._numbers = Names(), Names()
        for item in self._items.values():
            self._titles.add(item, item.title)
            if item.number is not None:
                kind = (item.kind.code, item.kind.name_zh, item.kind.name_en)
                joined = [f"{name}{gap}{item.number}" for name in kind for gap in ("", " ")]
                self._numbers.add(item, str(item.number), *joined)

    def find(self, text: str) -> list[PlanItem]:
        return self._titles.find(text) or self._numbers.find(text)

    def label(self, key: int | None) -> str:
        if key is None:
            return ""
        item = self._items[key]
        if self.find(item.title) == [item] or item.number is None:
            return item.title
        return f"{item.kind.name} {item.number}"

    def labels(self) -> list[str]:
        return [self.label(key) for key in self._items]

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from inspections.models import Checklist, ChecklistItem, HazardCategory
from units.models import Industry


class ChecklistForm(PortalModelForm):
    class Meta:
        model = Checklist
        fields = ["name", "industry"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["industry"].queryset = Industry.objects.in_use()
        self.fields["industry"].empty_label = _("Any industry")


class EditChecklistForm(ChecklistForm):
    class Meta(ChecklistForm.Meta):
        fields = ["name", "industry", "retired"]


class ItemForm(PortalModelForm):
    class Meta:
        model = ChecklistItem
        fields = ["section", "text_zh", "text_en", "clause", "how", "photo_needed", "grade", "category"]
        widgets = {
            "text_zh": forms.Textarea(attrs={"rows": 2}),
            "text_en": forms.Textarea(attrs={"rows": 2}),
            "how": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = HazardCategory.objects.in_use()
        self.fields["category"].empty_label = _("Not sorted")

    def clean(self):
        """A line break within an item would not survive a workbook."""
        data = super().clean()
        return {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in data.items()}

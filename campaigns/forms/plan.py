from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.base import EditForm
from campaigns.forms.fields import unit_field, units_field
from campaigns.models import PlanItem
from core.forms import DateField

INDENT = "　"


class ParentField(forms.ModelChoiceField):
    """Items of the plan in its order, indented by their depth."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = {}

    def label_from_instance(self, item):
        return self.labels.get(item.pk, str(item))

    def offer(self, nodes):
        self.labels = {node.item.pk: f"{INDENT * node.depth}{node.item}" for node in nodes}
        self.queryset = PlanItem.objects.filter(pk__in=self.labels)
        self.choices = [("", self.empty_label), *self.labels.items()]


class PlanItemForm(EditForm):
    """One line of the plan; `nodes` are the items it may hang under, `units` those it may name."""

    parent = ParentField(
        PlanItem.objects.none(), label=_("Belongs to"), required=False, empty_label=_("— the plan itself —")
    )
    lead = unit_field(label=_("Lead unit"), required=False)
    co_operating = units_field(label=_("Co-operating units"), required=False)
    due_on = DateField(label=_("Due date"), required=False)

    class Meta:
        model = PlanItem
        fields = ["kind", "number", "title", "parent", "lead", "co_operating", "due_on", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, nodes, units, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(nodes)
        self.fields["lead"].queryset = self.fields["co_operating"].queryset = units
        self.fields["kind"].queryset = kinds
        self.fields["kind"].empty_label = None

    def layout(self):
        version = ["version"] if "version" in self.fields else []
        return (
            *version,
            Div("kind", "number", css_class="field-row"),
            "title",
            "parent",
            Div("lead", "due_on", css_class="field-row"),
            "co_operating",
            "description",
        )

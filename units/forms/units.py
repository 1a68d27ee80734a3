"""Forms of one unit. Units to choose from are handed in."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from core.forms import DateField, PickerField, PortalModelForm, ReasonForm, VersionField
from units.contacts import plain_code, plain_phone
from units.models import Industry, Unit, UnitKind


def unit_picker(units, **kwargs):
    return PickerField(
        units,
        search_url=reverse_lazy("units:search"),
        text_lookups=("name__iexact", "division_code__exact"),
        placeholder=gettext_lazy("Name, pinyin initials or division code"),
        **kwargs,
    )


class ContactForm(PortalModelForm):
    """What a liaison may change of the own unit."""

    version = VersionField()

    class Meta:
        model = Unit
        fields = ["contact_name", "contact_phone", "responsible_person", "responsible_post"]
        widgets = {"contact_phone": forms.TextInput(attrs={"inputmode": "tel"})}

    def clean_contact_phone(self):
        return plain_phone(self.cleaned_data["contact_phone"])


class UnitForm(ContactForm):
    class Meta(ContactForm.Meta):
        fields = ["name", "kind", "industry", "risk_level", "division_code", *ContactForm.Meta.fields, "active_from"]
        field_classes = {"active_from": DateField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("kind", UnitKind), ("industry", Industry)):
            used = getattr(self.instance, f"{name}_id")
            self.fields[name].queryset = model.objects.in_use() | model.objects.filter(pk=used)

    def clean_division_code(self):
        return plain_code(self.cleaned_data["division_code"])


class NewUnitForm(UnitForm):
    version = None

    class Meta(UnitForm.Meta):
        fields = ["name", "kind", "parent", *UnitForm.Meta.fields[2:]]

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"] = unit_picker(parents, label=gettext_lazy("Superior unit"))


class MoveForm(ReasonForm):
    field_order = ["parent", "why"]

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"] = unit_picker(parents, label=gettext_lazy("New superior unit"))
        self.order_fields(self.field_order)


class EndForm(ReasonForm):
    last_day = DateField(label=gettext_lazy("Last active day"))
    field_order = ["last_day", "why"]


class KeeperForm(ReasonForm):
    """`seen` names the keeper whose preview was shown: what moves is seen before it is done."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ["keeper", "why", "seen"]

    def __init__(self, *args, keepers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keeper"] = unit_picker(keepers, label=gettext_lazy("The entry that stays"))
        self.order_fields(self.field_order)

    @property
    def is_seen(self):
        return self.cleaned_data["seen"] == self.cleaned_data["keeper"].pk

    def mark_seen(self):
        self.data = self.data.copy()
        self.data["seen"] = str(self.cleaned_data["keeper"].pk)

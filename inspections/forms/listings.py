from django import forms
from django.utils.translation import gettext_lazy

from core.forms import DateField, PortalForm, PortalModelForm
from inspections.forms.sorting import unit_field
from inspections.models import Listing

DAYS = {name: DateField for name in ("listed_on", "filed_on", "public_on", "delisted_on", "result_public_on")}


class ListForm(PortalModelForm):
    """Checked by the service, which knows the hazard."""

    class Meta:
        model = Listing
        fields = ["document_no", "listed_on", "filed_on", "public_on"]
        field_classes = DAYS

    def __init__(self, *args, hazard, units, **kwargs):
        super().__init__(*args, **kwargs)
        label = Listing._meta.get_field("listed_by_unit").verbose_name
        self.fields["listed_by_unit"] = unit_field(hazard.campaign, units, label=label)
        self.order_fields(["listed_by_unit"])


class NoteListingForm(PortalModelForm):
    class Meta:
        model = Listing
        fields = ["document_no", "filed_on", "public_on", "result_public_on"]
        field_classes = DAYS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.delisted_on is None:
            del self.fields["result_public_on"]


class DelistForm(PortalForm):
    delisted_on = DateField(label=gettext_lazy("De-listed on"))
    delisted_why = forms.CharField(
        label=gettext_lazy("Grounds"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm, PortalModelForm
from reports.models import Outline, OutlineSection


class OutlineForm(PortalModelForm):
    class Meta:
        model = Outline
        fields = ["name_zh", "name_en", "retired"]


class CopyOutlineForm(PortalForm):
    pattern = forms.ModelChoiceField(Outline.objects.all(), label=_("Begin with the sections of"), empty_label=None)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=60)
    name_en = forms.CharField(label=_("English name"), max_length=80)


class OutlineSectionForm(PortalModelForm):
    source = forms.ChoiceField(label=_("Drafted from"), required=False)

    class Meta:
        model = OutlineSection
        fields = ["source", "title_zh", "title_en", "text_zh", "text_en"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("text_zh", "text_en")}
        help_texts = {"title_zh": _("Without titles the section prints without a heading.")}

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", _("free text: people write it")), *sources]
        for name in ("text_zh", "text_en"):
            self.fields[name].help_text = _("Stands in every new draft instead of drafted words.")

    def layout(self):
        return (
            "source",
            Div("title_zh", "title_en", css_class="field-row"),
            Div("text_zh", "text_en", css_class="field-row"),
        )

    def clean(self):
        data = super().clean()
        if not data.get("source") and not (data.get("title_zh") or data.get("title_en")):
            self.add_error("title_zh", _("A free section needs a title."))
        return data

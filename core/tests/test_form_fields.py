"""Fields of forms are drawn, but for white space between tags, as the form pack's tags draw them."""

import re

import pytest
from django import forms
from django.template import Context, engines
from django.utils.translation import gettext_lazy, override

from core.file_fields import CleanPhotosField
from core.forms import DateField, FilterForm, PortalForm

ODD = "<b>\"Rock & roll\" 'n' {braces}</b>"
BY_THE_PACK = """{% load crispy_forms_field %}
{% if field.is_hidden %}
  {{ field }}
{% elif field|is_checkbox %}
  <div id="div_{{ field.auto_id }}" class="field{% if wrapper_class %} {{ wrapper_class }}{% endif %}">
    <div class="form-check">
      {% if field.errors %}{% crispy_field field 'class' 'form-check-input is-invalid' %}{% else %}{% crispy_field field 'class' 'form-check-input' %}{% endif %}
      <label for="{{ field.id_for_label }}" class="form-check-label">{{ field.label }}</label>
    </div>
    {% if field.help_text %}<div class="field-help" id="{{ field.auto_id }}_helptext">{{ field.help_text }}</div>{% endif %}{% include "components/field_errors.html" with field=field only %}
  </div>
{% else %}
  <div id="div_{{ field.auto_id }}" class="field{% if wrapper_class %} {{ wrapper_class }}{% endif %}">
    {% if field.label %}<label for="{{ field.id_for_label }}" class="form-label">{{ field.label }}{% if field.form.mark_optional and not field.field.required and not field.field.is_needed_when_shown %}<span class="optional">{% translate "optional" %}</span>{% endif %}</label>{% endif %}
    {% if field.help_text %}<div class="field-help" id="{{ field.auto_id }}_helptext">{{ field.help_text }}</div>{% endif %}
    {% if field.field.widget.draws_itself %}
      {{ field }}
    {% elif field|is_select %}
      {% if field.errors %}{% crispy_field field 'class' 'form-select is-invalid' %}{% else %}{% crispy_field field 'class' 'form-select' %}{% endif %}
    {% else %}
      {% if field.errors %}{% crispy_field field 'class' 'form-control is-invalid' %}{% else %}{% crispy_field field 'class' 'form-control' %}{% endif %}
    {% endif %}
    {% if field.errors %}{% include "components/field_errors.html" with field=field only %}{% endif %}
  </div>
{% endif %}"""
OURS = '{% include "bootstrap5/field.html" %}'


class Sample(PortalForm):
    name = forms.CharField(label=ODD, help_text=gettext_lazy("Any"), max_length=3, initial=ODD)
    words = forms.CharField(required=False, widget=forms.Textarea({"class": "tall form-control", "rows": 2}))
    day = DateField(label="", required=False)
    kind = forms.ChoiceField(choices=[("", "?"), ("a&b", ODD)], widget=forms.Select({"class": "myselect"}))
    number = forms.IntegerField(min_value=7, disabled=True, label=gettext_lazy("Number"))
    tick = forms.BooleanField(help_text="<b>", label="Tick & tell")
    key = forms.CharField(widget=forms.HiddenInput)
    needed = forms.CharField(required=False, label="Needed")
    photos = CleanPhotosField(most=2, label="Photos")

    def __init__(self, *args):
        super().__init__(*args)
        self.fields["needed"].is_needed_when_shown = True


class Panel(Sample, FilterForm):
    pass


def drawn(text, form, name):
    found = engines["django"].from_string(text).template.render(Context({"field": form[name], "wrapper_class": "w<"}))
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", found)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("data", [None, {}, {"name": ODD, "day": "<x>", "kind": "a&b", "key": "'"}])
@pytest.mark.parametrize("kind", [Sample, Panel])
def test_a_field_is_drawn_as_by_the_pack(kind, data, language):
    with override(language):
        for name in Sample.base_fields:
            assert drawn(OURS, kind(data), name) == drawn(BY_THE_PACK, kind(data), name)


def test_drawing_a_field_twice_says_nothing_twice():
    form = Sample({"name": "long"})
    assert drawn(OURS, form, "name") == drawn(OURS, form, "name")

"""Controls drawn without templates are, letter for letter, those that Django draws with them."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from core.form_renderer import FormRenderer

OURS, DJANGOS = FormRenderer(), DjangoTemplates()
ODD = "<b>\"Rock & roll\" 'n' {braces} %s</b>"
CHOICES = [
    ("", gettext_lazy("Any")),
    (7, ODD),
    (SafeString("safe"), SafeString("<i>")),
    ("Group <1>", [(1, 1234), (0.5, date(2026, 6, 1))]),
]
VALUES = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.just(SafeString("<i>"))
)
NAMES = st.text("abcdefghij-", min_size=1)


def assert_same(widget, value, attrs=None, name="field"):
    assert widget.render(name, value, attrs, OURS) == widget.render(name, value, attrs, DJANGOS)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "value", [None, "", "7", 7, ODD, SafeString("<i>"), 1234.5, date(2026, 6, 1), [7, "safe"], True]
)
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput({"placeholder": gettext_lazy("Any"), "data-odd": ODD, "required": True, "hidden": False}),
        forms.HiddenInput(),
        forms.NumberInput({"min": 1, "max": 10_000, "step": 0.5}),
        forms.EmailInput(),
        forms.PasswordInput(render_value=True),
        forms.CheckboxInput(),
        forms.FileInput(),
        forms.DateInput(),
        forms.Textarea({"rows": 3}),
        forms.Select({"class": "form-select"}, CHOICES),
        forms.SelectMultiple(choices=CHOICES),
        forms.RadioSelect(choices=CHOICES),
        forms.CheckboxSelectMultiple(choices=CHOICES),
        forms.ClearableFileInput(),
    ],
    ids=lambda widget: type(widget).__name__ if isinstance(widget, forms.Widget) else None,
)
def test_a_control_is_drawn_as_by_its_template(widget, value, language):
    with override(language):
        assert_same(widget, value, {"id": "id_field", "aria-invalid": "true"}, ODD)


@given(VALUES, st.dictionaries(NAMES, VALUES))
def test_any_value_and_attributes_are_drawn_as_by_the_template(value, attrs):
    for widget in (forms.TextInput(), forms.Textarea()):
        assert_same(widget, value, attrs)


@given(VALUES, st.lists(st.tuples(VALUES, VALUES)))
def test_any_choices_are_drawn_as_by_the_templates(value, choices):
    assert_same(forms.Select(choices=choices), value)


@pytest.mark.parametrize("wrap_label", [True, False])
@pytest.mark.parametrize("widget", [forms.RadioSelect({"id": ODD}, CHOICES), forms.CheckboxSelectMultiple({}, CHOICES)])
def test_one_of_several_choices_is_drawn_as_by_its_template(widget, wrap_label):
    for option in widget.options("field", [7], widget.attrs):
        context = {"widget": {**option, "wrap_label": wrap_label}}
        ours, djangos = (renderer.render(option["template_name"], context) for renderer in (OURS, DJANGOS))
        assert ours == djangos.rstrip("\n")


def test_choices_with_a_template_of_their_own_keep_it():
    class Own(forms.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    assert_same(Own(choices=CHOICES), 7)

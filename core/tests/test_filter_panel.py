"""Fields of a panel of filters as they stand in the page."""

import pytest
from django import forms
from django.http import QueryDict

from core.filter_fields import TickField
from core.filter_panel import drawn
from core.forms import DateField, FilterForm


class Panel(FilterForm):
    q = forms.CharField(label="Text", widget=forms.TextInput(attrs={"type": "search"}), max_length=8)
    day = DateField(label="Day", input_formats=["%Y-%m-%d"])
    kind = forms.MultipleChoiceField(
        choices=[("a", "A & B"), ("c", "C")], label="Kind", widget=forms.CheckboxSelectMultiple
    )
    below = forms.ChoiceField(choices=[("", "All"), (1000, "<one>")], label="Below")
    overdue = TickField(label="Overdue")


def of(name, **data):
    form = Panel(forms_data(data))
    form.is_valid()
    return str(drawn(form[name]))


def forms_data(data):
    found = QueryDict(mutable=True)
    for name, values in data.items():
        found.setlist(name, values if isinstance(values, list) else [values])
    return found


def test_text_keeps_what_was_typed_and_escapes_it():
    drawn_field = '<input name="q" class="form-control" id="id_q" maxlength="8" type="search" value="&quot;&gt;">'

    assert drawn_field in of("q", q='">')


def test_wrong_day_stays_with_its_error():
    text = of("day", day="<yesterday>")

    assert 'value="&lt;yesterday&gt;"' in text
    assert 'aria-describedby="id_day_error" aria-invalid="true"' in text
    assert '<div id="id_day_error">' in text


def test_several_choices_fold_away_and_say_how_many_are_chosen():
    text = of("kind", kind=["a"])

    assert '<span id="id_kind_value">1 chosen</span>' in text
    assert 'name="kind" value="a" checked><span>A &amp; B</span>' in text
    assert 'name="kind" value="c"><span>C</span>' in text


@pytest.mark.parametrize(
    ("data", "options"),
    [
        ({}, '<option value="" selected>All</option><option value="1000">&lt;one&gt;</option>'),
        ({"below": "1000"}, '<option value="">All</option><option value="1000" selected>&lt;one&gt;</option>'),
    ],
)
def test_one_choice_is_marked(data, options):
    assert f'<select name="below" class="form-select" id="id_below">{options}</select>' in of("below", **data)


def test_tick_is_set_by_yes_only():
    assert " checked>" in of("overdue", overdue="yes")
    assert " checked>" not in of("overdue", overdue="no")

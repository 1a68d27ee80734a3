"""Fields of forms that narrow a list by its address."""

from django import forms

from core.widgets import Tick


class TickField(forms.BooleanField):
    """A claim that narrows a list: `yes` in the address, all else is no."""

    widget = Tick


def by_code(model, label):
    """A filter of several rows of a taxonomy, by their codes in the address."""
    return forms.ModelMultipleChoiceField(
        queryset=model.objects.all(), to_field_name="code", label=label, widget=forms.CheckboxSelectMultiple
    )

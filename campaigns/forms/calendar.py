from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.calendar import span
from core.forms import DateField, FilterForm, PortalForm, PortalModelForm
from core.models import SATURDAY, CalendarYear
from core.widgets import ButtonChoices

LONGEST_HOLIDAY = 31
MOST_WORKDAYS = 1000


def is_worked(value):
    return value == "worked"


def refuse_worked_weekdays(is_workday, days):
    if is_workday and any(day.isoweekday() < SATURDAY for day in days):
        raise ValidationError(
            _("Only a Saturday or Sunday can be a make-up working day; other days are worked anyway.")
        )
    return is_workday


class NamedForm(PortalForm):
    """What a day is, both names of the holiday, and the paper that says so."""

    is_workday = forms.TypedChoiceField(
        label=gettext_lazy("What it is"),
        choices=[("off", gettext_lazy("Day off")), ("worked", gettext_lazy("Make-up working day"))],
        coerce=is_worked,
        widget=ButtonChoices,
        initial="off",
    )
    name_zh = forms.CharField(
        label=gettext_lazy("Chinese name"),
        max_length=60,
        help_text=gettext_lazy("Of the holiday, also for the days that make up for it."),
    )
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=80)
    source = forms.CharField(
        label=pgettext_lazy("what a day off rests on", "Source"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The paper that names the day. Empty: what the whole year rests on."),
    )

    def layout(self):
        return ("is_workday", Div("name_zh", "name_en", css_class="field-row"), "source")


class DayForm(NamedForm):
    """The facts of one day, which itself stays."""

    def __init__(self, *args, day, **kwargs):
        self.day = day.day
        known = {name: getattr(day, name) for name in ("name_zh", "name_en", "source")}
        super().__init__(*args, initial={**known, "is_workday": "worked" if day.is_workday else "off"}, **kwargs)

    def clean_is_workday(self):
        return refuse_worked_weekdays(self.cleaned_data["is_workday"], [self.day])


class DaysForm(NamedForm):
    """One holiday or make-up day, or several in a row."""

    field_order = ["first", "last"]
    first = DateField(label=gettext_lazy("First day"))
    last = DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty for a single day."),
    )

    def layout(self):
        return (Div("first", "last", css_class="field-row"), *super().layout())

    def clean_last(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data["last"]
        if first is None or last is None:
            return last or first
        if last < first:
            raise ValidationError(_("The last day is before the first."))
        if (last - first).days >= LONGEST_HOLIDAY:
            raise ValidationError(_("That is more than %(days)s days. Add them in parts.") % {"days": LONGEST_HOLIDAY})
        return last

    def clean_is_workday(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        return refuse_worked_weekdays(self.cleaned_data["is_workday"], span(first, last) if first and last else [])


class YearForm(PortalModelForm):
    class Meta:
        model = CalendarYear
        fields = ["source_zh", "source_en", "is_complete"]
        labels = {"is_complete": gettext_lazy("All holidays and make-up days of the year are in the table")}

    def clean(self):
        facts = super().clean()
        for name in ("source_zh", "source_en"):
            if facts.get("is_complete") and not facts.get(name):
                self.add_error(name, _("A complete year says what it rests on, in both languages."))
        return facts


class CountForm(FilterForm):
    """A term in working days, to try the calendar with."""

    start = DateField(label=gettext_lazy("Start of the term"))
    days = forms.IntegerField(label=gettext_lazy("Working days"), min_value=-MOST_WORKDAYS, max_value=MOST_WORKDAYS)

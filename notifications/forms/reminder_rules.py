"""Stages of a kind of duty, and the hours of sending."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm, PortalModelForm, VersionField
from notifications.duties import Source
from notifications.models import Level, SendingHours
from notifications.selectors.reminder_rules import Stage, fingerprint, levels_for, offers_the_day_itself

MOST_STAGES = 20
BEFORE, ON, AFTER = "before", "on", "after"


class StageForm(PortalForm):
    """One stage; a row without number and levels asks nothing."""

    mark_optional = False
    side = forms.ChoiceField(label=gettext_lazy("When"))
    number = forms.IntegerField(
        label=gettext_lazy("Days"),
        required=False,
        min_value=1,
        max_value=90,
        widget=forms.NumberInput(attrs={"class": "field-figure"}),
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Whom"), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "in-line"})
    )
    is_compulsory = forms.BooleanField(
        label=gettext_lazy("By every channel, whatever the person has chosen"), required=False
    )
    is_removed = forms.BooleanField(label=gettext_lazy("Remove this stage"), required=False)

    def __init__(self, *args, source: Source, levels: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = sides_of(source)
        self.fields["levels"].choices = [(level, Level(level).label) for level in levels]

    @property
    def is_empty(self):
        """Nothing was asked of this row, or it is to go."""
        facts = self.cleaned_data
        nothing = not facts.get("number") and not facts.get("levels") and facts.get("side") != ON
        return bool(facts.get("is_removed") or nothing)

    @property
    def stage(self):
        facts = self.cleaned_data
        number = 0 if facts["side"] == ON else facts["number"]
        offset = -number if facts["side"] == BEFORE else number
        return Stage(offset, tuple(facts["levels"]), facts["is_compulsory"])

    def clean(self):
        facts = self.cleaned_data
        if self.errors or self.is_empty:
            return facts
        if facts["side"] != ON and not facts.get("number"):
            self.add_error("number", _("Say how many days."))
        if not facts["levels"]:
            self.add_error("levels", _("Choose whom to tell."))
        return facts


class BaseStageFormSet(forms.BaseFormSet):
    def clean(self):
        if any(form.errors for form in self.forms):
            return
        seen = set()
        for form in self.forms:
            if form.is_empty:
                continue
            offset = form.stage.offset
            if offset in seen:
                form.add_error("number", _("There is a rule for this day already."))
            seen.add(offset)

    @property
    def stages(self):
        return [form.stage for form in self.forms if not form.is_empty]


class SavingForm(PortalForm):
    """What goes along with the stages: those that were seen, and why they change."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Offices of other counties read it in the history."),
    )


def sides_of(source: Source):
    if source.counts_from_start:
        first = [(ON, _("on the first day"))] if offers_the_day_itself(source) else []
        return [(AFTER, _("working days after it came up")), *first]
    return [(BEFORE, _("days before")), (ON, _("on the day")), (AFTER, _("working days after"))]


def stage_formset(data, stages: Sequence[Stage], *, source: Source, more=0):
    """One row for each stage and an empty one to fill in."""
    factory = forms.formset_factory(
        StageForm, formset=BaseStageFormSet, extra=1, max_num=MOST_STAGES, absolute_max=MOST_STAGES
    )
    if data is not None and more:
        shown = data.get("stage-TOTAL_FORMS", "")
        data = data.copy()
        data["stage-TOTAL_FORMS"] = str(min(int(shown[:3]) + more, MOST_STAGES) if shown.isdecimal() else more)
    kwargs = {"source": source, "levels": levels_for(source.kind)}
    return factory(data, initial=[_initial(stage) for stage in stages], prefix="stage", form_kwargs=kwargs)


def _initial(stage: Stage):
    side = ON if stage.offset == 0 else BEFORE if stage.offset < 0 else AFTER
    return {
        "side": side,
        "number": abs(stage.offset) or None,
        "levels": list(stage.levels),
        "is_compulsory": stage.is_compulsory,
    }


def saving_form(data, stages: Sequence[Stage]):
    return SavingForm(data, initial={"seen": fingerprint(stages)})


class HoursForm(PortalModelForm):
    version = VersionField()

    class Meta:
        model = SendingHours
        fields = ["daily_at", "brief_at", "quiet_from", "quiet_until"]
        widgets = dict.fromkeys(fields, forms.TimeInput(attrs={"type": "time", "class": "field-date"}, format="%H:%M"))
        help_texts = {
            "daily_at": gettext_lazy("On working days of the county's calendar."),
            "brief_at": gettext_lazy("To leaders and office, on working days while the campaign runs."),
            "quiet_until": gettext_lazy("What is urgent goes out at any hour."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

"""Group robots and the servers they may live on. What was typed as address or secret is never sent back."""

import re

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.forms import PickerField, PortalForm, VersionField
from core.notation import LANGUAGE_NAMES
from core.outbound import HOSTS
from notifications.channels.robots import plain_address
from notifications.models import Robot
from units.forms.fields import FOUND_BY_NAME
from units.models import Unit

_HOST = re.compile(r"(?=.{4,200}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def sealed_field(**kwargs):
    """Typed or pasted, never shown again."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "spellcheck": "false"})
    return forms.CharField(max_length=500, widget=widget, **kwargs)


class GroupForm(PortalForm):
    """What may change of a robot; `hosts` are the chat servers allowed besides the makers' own, by kind."""

    name = forms.CharField(label=pgettext_lazy("of a group", "Group"), max_length=80)
    unit = PickerField(
        Unit.objects.none(),
        **FOUND_BY_NAME,
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("The group is told what this unit and all units below it owe."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGE_NAMES)

    def __init__(self, *args, units, hosts, **kwargs):
        super().__init__(*args, **kwargs)
        self.hosts = hosts
        self.fields["unit"].queryset = units

    def checked_address(self, kind, typed):
        return plain_address(kind, typed, hosts=self.hosts.get(kind, ()))


class RobotForm(GroupForm):
    field_order = ["kind", "name", "unit", "language", "address", "secret"]
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Robot.Kind.choices)
    address = sealed_field(
        label=gettext_lazy("Address of the robot"),
        help_text=gettext_lazy("As the chat program shows it for copying. It is kept sealed and not shown again."),
    )
    secret = sealed_field(
        label=gettext_lazy("Secret for signing"),
        required=False,
        help_text=gettext_lazy("DingTalk and Feishu show one if signing is switched on there."),
    )

    def layout(self):
        return (Div("kind", "language", css_class="field-row"), "name", "unit", "address", "secret")

    def clean(self):
        facts = super().clean()
        if facts.get("kind") and facts.get("address"):
            try:
                facts["address"] = self.checked_address(facts["kind"], facts["address"])
            except ValidationError as error:
                self.add_error("address", error)
        self._ask_again_for_what_is_not_sent_back(facts)
        return facts

    def _ask_again_for_what_is_not_sent_back(self, facts):
        """Beside another mistake the sealed fields come back empty though all else is kept."""
        for name in ("address", "secret"):
            if self.errors and facts.get(name):
                self.add_error(name, _("Enter it again: what is kept sealed is not sent back to this page."))


class RobotEditForm(GroupForm):
    version = VersionField()
    address = sealed_field(
        label=gettext_lazy("New address of the robot"),
        required=False,
        help_text=gettext_lazy("Empty: the address stays as it is."),
    )
    secret = sealed_field(
        label=gettext_lazy("New secret for signing"),
        required=False,
        help_text=gettext_lazy("Empty: the secret stays as it is."),
    )
    forget_secret = forms.BooleanField(label=gettext_lazy("No secret any more"), required=False)

    def __init__(self, *args, robot, **kwargs):
        self.kind = robot.kind
        known = {"name": robot.name, "unit": robot.unit_id, "language": robot.language, "version": robot.version}
        super().__init__(*args, initial=known, **kwargs)

    def layout(self):
        return ("version", "name", "unit", "language", "address", "secret", "forget_secret")

    def clean_address(self):
        typed = self.cleaned_data["address"]
        return self.checked_address(self.kind, typed) if typed else ""


class HostForm(PortalForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Robot.Kind.choices)
    host = forms.CharField(
        label=gettext_lazy("Host"),
        max_length=200,
        help_text=gettext_lazy("Only the name, such as chat.example.org. It must have a public address and https."),
    )

    def clean_host(self):
        host = self.cleaned_data["host"].strip().lower()
        if not _HOST.fullmatch(host):
            raise ValidationError(_("This is not the name of a host."))
        if host in HOSTS:
            raise ValidationError(_("This server is allowed anyway."))
        return host

"""Forms of people and posts. Units, people and roles to choose from are handed in."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Post, Role, User
from core.forms import DateField, FilterForm, PickerField, PortalForm, PortalModelForm, ReasonForm
from units.contacts import plain_phone
from units.forms.units import unit_picker

STATES = [
    ("active", gettext_lazy("may sign in")),
    ("without_post", gettext_lazy("without a post today")),
    ("first_password", gettext_lazy("first password not yet replaced")),
    ("disabled", gettext_lazy("disabled")),
    ("all", gettext_lazy("all")),
]


class PeopleFilterForm(FilterForm):
    q = forms.CharField(
        label=gettext_lazy("Search"),
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": gettext_lazy("Name, user name, phone")}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[("", gettext_lazy("all roles")), *Role.choices])
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=STATES)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["below"] = unit_picker(units, label=gettext_lazy("At or below"), required=False)


class PersonForm(PortalModelForm):
    class Meta:
        model = User
        fields = ["name", "username", "phone", "email", "language"]
        labels = {"username": gettext_lazy("User name")}
        help_texts = {"username": gettext_lazy("To sign in with; letters, digits and @ . + - _ only.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [
            ("", _("as the browser asks for")),
            *User._meta.get_field("language").choices,
        ]

    def clean_phone(self):
        return plain_phone(self.cleaned_data["phone"])

    def clean_username(self):
        """Wang and wang would be two people who mistake each other's letters."""
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody has this user name already."))
        return name


def head_field():
    fact = Post._meta.get_field("is_head")
    return forms.BooleanField(label=gettext_lazy("Heads the unit"), help_text=fact.help_text, required=False)


class PostForm(PortalForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    title = forms.CharField(label=gettext_lazy("Job title"), max_length=80, required=False)
    is_head = head_field()
    valid_from = DateField(label=gettext_lazy("From"), initial=timezone.localdate)
    valid_until = DateField(label=gettext_lazy("Until"), required=False)
    field_order = ["role", "unit", "title", "is_head", "valid_from", "valid_until"]

    def __init__(self, *args, units, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(code, name) for code, name in Role.choices if code in roles]
        self.fields["unit"] = unit_picker(units, label=gettext_lazy("Unit"))
        self.order_fields(self.field_order)

    def clean(self):
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The post ends before it begins."))
        if data.get("is_head") and data.get("role") not in (None, Role.LIAISON):
            self.add_error("is_head", _("Only a liaison's post can be that of the head of the unit."))
        return data


class EditPostForm(PortalForm):
    title = forms.CharField(label=gettext_lazy("Job title"), max_length=80, required=False)
    is_head = head_field()

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, initial={"title": post.title, "is_head": post.is_head}, **kwargs)
        if post.role != Role.LIAISON:
            del self.fields["is_head"]


class EndPostForm(ReasonForm):
    last_day = DateField(label=gettext_lazy("Last day"), initial=timezone.localdate)
    field_order = ["last_day", "why"]


class HandOverForm(ReasonForm):
    """To somebody who is known, or to a new person made in the same step."""

    starts_on = DateField(label=gettext_lazy("From"), initial=timezone.localdate)
    new_name = forms.CharField(label=gettext_lazy("Or a new person: name"), max_length=60, required=False)
    new_username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        required=False,
        validators=User._meta.get_field("username").validators,
    )
    new_phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)
    new_email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    field_order = ["person", "new_name", "new_username", "new_phone", "new_email", "starts_on", "why"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"] = PickerField(
            people,
            search_url=reverse_lazy("accounts:people_search"),
            text_lookups=("name__exact", "username__iexact"),
            placeholder=gettext_lazy("Name, user name, phone"),
            label=gettext_lazy("Successor"),
            required=False,
        )
        self.order_fields(self.field_order)

    def clean_new_phone(self):
        return plain_phone(self.cleaned_data["new_phone"])

    def clean_new_username(self):
        name = self.cleaned_data["new_username"]
        if name and User.objects.filter(username__iexact=name).exists():
            raise ValidationError(_("Somebody has this user name already."))
        return name

    def clean(self):
        data = super().clean()
        is_new = bool(data.get("new_name") or data.get("new_username"))
        if is_new and data.get("person"):
            raise ValidationError(_("Choose a person or name a new one, not both."))
        if is_new and not (data.get("new_name") and data.get("new_username")):
            raise ValidationError(_("A new person needs a name and a user name."))
        if not is_new and not data.get("person") and "person" not in self.errors:
            raise ValidationError(_("Choose a person or name a new one."))
        return data

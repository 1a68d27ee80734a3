import io
import uuid

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation
from PIL import Image

from core.figures import UNKNOWN, Figure, Qualifier
from core.file_fields import CleanPhotosField, MultipleFileField
from core.filters import ActiveFilter, active_filters
from core.forms import (
    DateField,
    DateTimeField,
    FigureField,
    FilterForm,
    ManyPickerField,
    OnceKeyField,
    PickerField,
    PortalForm,
    ReasonForm,
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def photo(name="photo.jpg", size=(40, 30)):
    body = io.BytesIO()
    Image.new("RGB", size).save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


def rendered(form):
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def records():
    return ContentType.objects.all()


class PickForm(PortalForm):
    one = PickerField(records(), search_url="/find/", text_lookups=("model__iexact",), required=False)
    many = ManyPickerField(records(), search_url="/find/", text_lookups=("model__iexact",), required=False)


class SomeForm(PortalForm):
    title = forms.CharField(help_text="As in the summary.")
    people = FigureField(required=False)
    once_key = OnceKeyField()


@pytest.mark.parametrize(
    "typed, figure",
    [("4万余", Figure(40_000, Qualifier.OVER)), ("", UNKNOWN), ("0", Figure(0)), ("10,420", Figure(10_420))],
)
def test_figure_field_reads_what_officials_write(typed, figure):
    assert FigureField(required=False).clean(typed) == figure


def test_figure_field_says_what_is_wrong():
    with pytest.raises(forms.ValidationError) as caught:
        FigureField().clean("many")

    assert caught.value.messages[0].startswith("“many” isn't a figure.")


def test_required_figure_field_wants_a_known_figure():
    with pytest.raises(forms.ValidationError) as caught:
        FigureField().clean("")

    assert caught.value.messages == ["This field is required."]


def test_figure_field_shows_a_figure_as_it_reads_it():
    field = FigureField()

    assert field.clean(field.prepare_value(Figure(40_000, Qualifier.OVER))) == Figure(40_000, Qualifier.OVER)


def test_optional_fields_are_marked_in_words_and_required_ones_not():
    html = rendered(SomeForm())

    assert (html.count('class="optional"'), html.count("asterisk")) == (1, 0)


def test_help_stands_above_the_control_and_describes_it():
    html = rendered(SomeForm())

    assert html.index('id="id_title_helptext"') < html.index('name="title"')
    assert 'aria-describedby="id_title_helptext"' in html


def test_form_with_errors_names_the_fields_and_keeps_the_typed():
    html = rendered(SomeForm({"title": "", "people": "many", "once_key": str(uuid.uuid4())}))

    assert ('href="#div_id_title"' in html, 'href="#div_id_people"' in html, 'value="many"' in html) == (
        True,
        True,
        True,
    )


def test_once_key_is_new_in_each_form():
    assert SomeForm()["once_key"].value() != SomeForm()["once_key"].value()


def test_reason_form_wants_a_reason():
    form = ReasonForm({"why": "  "})

    assert form.errors == {"why": ["This field is required."]}


def test_files_above_the_number_are_refused():
    field = MultipleFileField(most=1)

    with pytest.raises(forms.ValidationError) as caught:
        field.clean([photo("a.jpg"), photo("b.jpg")])

    assert caught.value.messages == ["You chose 2 files; at most 1 is taken here."]


def test_file_above_the_size_is_refused_by_name():
    with pytest.raises(forms.ValidationError) as caught:
        MultipleFileField(max_bytes=1024 * 1024).clean([SimpleUploadedFile("big.bin", b"0" * (1024 * 1024 + 1))])

    assert caught.value.messages == ["“big.bin” is larger than 1 MB."]


def test_no_files_are_an_empty_list_where_none_are_needed():
    assert MultipleFileField(required=False).clean([]) == []


@pytest.mark.parametrize("body", [b"<svg onload=alert(1)></svg>", b"<html>", photo().read()[:200]])
def test_what_is_no_photo_is_refused_and_the_good_ones_are_kept(body):
    field = CleanPhotosField()
    with pytest.raises(forms.ValidationError) as caught:
        field.clean([photo("a.jpg"), SimpleUploadedFile("x.jpg", body, "image/jpeg")])

    assert (len(field.kept), [words[:7] for words in caught.value.messages]) == (1, ["x.jpg: "])


@pytest.mark.django_db
def test_picker_takes_chosen_keys_and_a_name_typed_in_full():
    permission = records().get(model="permission")
    other = records().exclude(pk=permission.pk).first()

    form = PickForm(QueryDict(f"one_text=Permission&many={other.pk}&many_text=permission"))

    assert form.is_valid()
    assert (form.cleaned_data["one"], set(form.cleaned_data["many"])) == (permission, {permission, other})


@pytest.mark.django_db
@pytest.mark.parametrize("query, field", [("one_text=nothing", "one"), ("many_text=nothing", "many")])
def test_picker_refuses_an_unknown_name_and_keeps_it(query, field):
    form = PickForm(QueryDict(query))

    words = "“nothing” is not the name of one record. Type a part of it and choose from the list."
    assert form.errors == {field: [words]}
    assert 'value="nothing"' in str(form[field])


@pytest.mark.django_db
def test_picker_answers_a_control_character_and_a_long_name_at_the_field():
    form = PickForm(QueryDict(f"one_text=a%00b&many_text={'x' * 300}"))

    words = "“%s” is not the name of one record. Type a part of it and choose from the list."
    assert form.errors == {"one": [words % "ab"], "many": [words % ("x" * 39 + "…")]}


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x", "²", "9" * 30, "-1", "99999999"])
def test_picker_refuses_odd_keys_at_the_field(key):
    form = PickForm(QueryDict(f"one={key}&many={key}"))

    assert sorted(form.errors) == ["many", "one"]
    assert "chip" not in str(form["many"])


@pytest.mark.django_db
def test_picker_renders_only_what_is_chosen(django_assert_num_queries):
    form = PickForm(initial={"many": [records().get(model="permission").pk]})

    with django_assert_num_queries(1):
        html = str(form["many"])

    assert html.count('type="hidden"') == 1


def test_active_filters_are_removable_one_by_one():
    class Narrow(FilterForm):
        q = forms.CharField(label="Search")
        state = forms.ChoiceField(label="State", choices=[("", "all"), ("a", "approved")])

    query = QueryDict("q=drill&state=a&page=3")

    assert active_filters(Narrow(query), query) == [
        ActiveFilter("Search", "drill", "?state=a"),
        ActiveFilter("State", "approved", "?q=drill"),
    ]


def test_invalid_filter_is_not_in_use():
    class Narrow(FilterForm):
        state = forms.ChoiceField(label="State", choices=[("a", "approved")])

    query = QueryDict("state=zzz")

    assert active_filters(Narrow(query), query) == []


def test_sentences_of_django_are_said_as_ours_in_chinese():
    with translation.override("zh-hans"):
        form = SomeForm({"title": "a\x00b", "once_key": str(uuid.uuid4())})
        empty = SomeForm({"once_key": str(uuid.uuid4())})

        assert form.errors["title"] == ["内容中含有无法保存的控制字符，请删除后重新输入。"]
        assert empty.errors["title"] == ["此项必填。"]


@pytest.mark.parametrize("field", [DateField(), DateTimeField()])
def test_days_of_far_years_are_refused(field):
    typed = [f"{year}-06-10{'T18:00' if isinstance(field, DateTimeField) else ''}" for year in ("0001", "9999", "2026")]

    with translation.override("en"):
        for far in typed[:2]:
            with pytest.raises(forms.ValidationError, match="is not between the years 2000 and 2100"):
                field.clean(far)
    assert field.clean(typed[2]).year == 2026

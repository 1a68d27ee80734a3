import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from core.boxes import Box
from core.drawn_fields import MaskField, SignatureField
from core.forms import PortalForm
from core.photos import CleanPhoto
from core.tests.photo_files import encoded
from core.tests.test_signatures import NAME, drawn, sent
from core.uploads import OversizeFile


class MaskForm(PortalForm):
    boxes = MaskField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["boxes"].widget.show("/photos/7/", 2048, 1536)


class SignForm(PortalForm):
    signature = SignatureField()


def rendered(form):
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def signed(data=None, file=None):
    return SignForm(data or {}, MultiValueDict({"signature_file": [file]} if file else {}))


def paper():
    content = encoded(drawn(NAME, ground=(255, 255, 255, 255)), "PNG").getvalue()
    return SimpleUploadedFile("name.png", content, "image/png")


@pytest.mark.parametrize(
    "text, boxes",
    [
        ("", []),
        ("10 20 30 40", [Box(0.1, 0.2, 0.3, 0.4)]),
        ('[{"x": 0, "y": 0, "width": 1, "height": 0.5}]', [Box(0, 0, 1, 0.5)]),
    ],
)
def test_mask_field_gives_boxes(text, boxes):
    form = MaskForm({"boxes": text})

    assert (form.is_valid(), form.cleaned_data) == (True, {"boxes": boxes})


@pytest.mark.parametrize("text, box", [("[]", None), ("   ", None), ("0 0 1 1", Box(0, 0, 0.01, 0.01))])
def test_required_mask_field_wants_a_box(text, box):
    form = type("Form", (PortalForm,), {"boxes": MaskField()})({"boxes": text})

    assert (form.is_valid(), form.cleaned_data.get("boxes")) == (box is not None, [box] if box else None)


def test_odd_box_is_a_sentence_at_the_field_and_stays_as_typed():
    form = MaskForm({"boxes": '[{"x": 0.9, "y": 0, "width": 0.9, "height": 1}]'})

    assert form.errors == {"boxes": ["A box does not lie on the picture. Draw it again."]}
    assert "&quot;x&quot;: 0.9" in rendered(form)


def test_kept_boxes_are_shown_as_lines_over_their_picture():
    page = rendered(MaskForm(initial={"boxes": [Box(0.1, 0.2, 0.3, 0.4), Box(0, 0, 0.125, 1)]}))

    assert "\n10 20 30 40\n0 0 12.5 100</textarea>" in page
    assert '<img src="/photos/7/" alt="Picture to be masked" width="2048" height="1536"' in page


def test_mask_of_untouched_boxes_has_not_changed():
    kept = [Box(0.1, 0.2, 0.3, 0.4)]
    same, other = (MaskForm({"boxes": text}, initial={"boxes": kept}) for text in ("10 20 30 40", "10 20 30 41"))

    assert (same.has_changed(), other.has_changed()) == (False, True)


@pytest.mark.parametrize("form", [signed({"signature": sent(drawn(NAME))}), signed(file=paper())])
def test_signature_drawn_or_sent_as_a_picture_is_taken(form):
    assert (form.is_multipart(), form.is_valid()) == (True, True)
    assert isinstance(form.cleaned_data["signature"], CleanPhoto)


@pytest.mark.parametrize("form", [signed(), signed({"signature": ""}), signed({"signature": sent(drawn())})])
def test_missing_signature_is_a_sentence_at_the_field(form):
    assert form.errors == {"signature": ["Nothing is signed yet. Please sign in the field."]}


def test_signature_that_is_not_required_may_be_missing():
    assert SignatureField(required=False).clean("") is None


def test_signature_file_far_too_large_is_refused():
    form = signed(file=OversizeFile(name="name.png", size=60 << 20))

    assert form.errors == {"signature": ["The photo is larger than 10 MB. Choose a smaller one."]}


def test_refused_form_keeps_a_drawing_and_nothing_else():
    drawing = sent(drawn(NAME))
    good, odd = (rendered(signed({"signature": text})) for text in (drawing, 'https://elsewhere.example/"x'))

    assert f'name="signature" value="{drawing}"' in good.replace("&#x2B;", "+").replace("&#x3D;", "=")
    assert ('name="signature" value=""' in odd, "elsewhere" in odd) == (True, False)


def test_words_of_a_box_name_every_number():
    page = rendered(MaskForm())
    words = page.split('data-words="')[1].split('"')[0]

    assert {part.split("}")[0] for part in words.split("{")[1:]} == {"number", "x", "y", "width", "height"}

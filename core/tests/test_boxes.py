import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.boxes import MOST_BOXES, MOST_TEXT, Box, boxes_of, lines_of
from core.pictures import PhotoError

OUTSIDE = "A box does not lie on the picture. Draw it again."
UNREADABLE = "A box can't be read. Write left, top, width and height in percent, one box a line."
TOO_MANY = "At most 40 boxes fit on one picture."


def refusal(text):
    with pytest.raises(PhotoError) as error:
        boxes_of(text)
    return str(error.value)


def as_json(**changed):
    return json.dumps([{"x": 0.1, "y": 0.2, "width": 0.3, "height": 0.4} | changed])


def test_boxes_of_the_script_are_read():
    assert boxes_of(as_json()) == [Box(0.1, 0.2, 0.3, 0.4)]


@pytest.mark.parametrize("text", ["10 20 30 40", "10, 20, 30, 40\r\n\r\n", "  10\t20 30.0 40 ", "１０ ２０　３０ ４０"])
def test_typed_boxes_are_read_in_percent(text):
    assert boxes_of(text) == [Box(0.1, 0.2, 0.3, 0.4)]


@pytest.mark.parametrize("text", ["", " \n ", "[]"])
def test_no_box_is_an_empty_list(text):
    assert boxes_of(text) == []


@pytest.mark.parametrize(
    "changed",
    [{"x": -0.01}, {"x": 0.8}, {"y": 1.5}, {"width": 0}, {"height": -1}, {"height": float("nan")}]
    + [{"width": float("inf")}, {"x": True}, {"x": "0.1"}, {"y": None}, {"y": [0]}, {"x": 10**400}],
)
def test_box_that_does_not_lie_on_the_picture_is_refused(changed):
    assert refusal(as_json(**changed)) == OUTSIDE


@pytest.mark.parametrize("text", ["-1 0 10 10", "95 0 10 10", "0 0 0 10", "nan 0 1 1", "0 0 1e999 1"])
def test_typed_box_that_does_not_lie_on_the_picture_is_refused(text):
    assert refusal(text) == OUTSIDE


@pytest.mark.parametrize(
    "text",
    ["10 20 30", "10 20 30 40 50", "a b c d", "{}", "[1]", '[{"x": 0.1}]', "[{]", "[" * 5000, '["x"]', as_json(z=1)]
    + ["[" + "9" * 5000 + "]"],
)
def test_what_is_no_box_is_refused(text):
    assert refusal(text) == UNREADABLE


def test_box_rounded_over_the_edge_is_taken():
    assert len(boxes_of("66.67 0 33.34 100")) == 1


def test_forty_boxes_are_taken_and_one_more_is_refused():
    assert len(boxes_of("0 0 1 1\n" * MOST_BOXES)) == MOST_BOXES
    assert refusal("0 0 1 1\n" * (MOST_BOXES + 1)) == TOO_MANY
    assert refusal(" " * (MOST_TEXT + 1)) == TOO_MANY


share = st.floats(0, 0.5)
span = st.floats(0.001, 0.5)


@given(st.lists(st.builds(Box, share, share, span, span), max_size=MOST_BOXES))
def test_typed_lines_give_the_same_boxes_again(boxes):
    again = boxes_of(lines_of(boxes))

    assert lines_of(again) == lines_of(boxes)
    assert all(abs(new.x - old.x) < 0.001 for new, old in zip(again, boxes, strict=True))


@given(st.text(max_size=60) | st.text('[]{}0123456789.,-e \n"xywidth:', max_size=60))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    try:
        boxes = boxes_of(text)
    except PhotoError:
        return
    assert all(0 <= box.x <= 1 and 0 < box.width <= 1 for box in boxes)

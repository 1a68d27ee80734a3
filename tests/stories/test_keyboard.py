"""Who works without a mouse sees where they are."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
OUTLINE = "element => getComputedStyle(element).outlineStyle + ' ' + getComputedStyle(element).outlineWidth"


def test_a_button_reached_by_the_keyboard_has_an_outline(world, person):
    page = person("liaison")
    page.goto("/inbox/")
    page.keyboard.press("Tab")
    button = page.locator("main a.btn").first

    assert button.evaluate(OUTLINE).startswith("none")
    button.focus()
    assert button.evaluate(OUTLINE) == "solid 3px"

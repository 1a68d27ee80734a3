import io
import re

import segno
from django.template import Context, Template
from PIL import Image

from core.qr import qr_png, qr_svg

ADDRESS = "https://portal.example/report/?unit=k3-test"


def dark_modules(svg):
    """The modules that the bars of a drawing cover."""
    bars = [map(int, bar) for bar in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg)]
    return {(x + step, y) for x, y, length in bars for step in range(length)}


def test_drawing_covers_the_modules_of_the_code():
    matrix = segno.make(ADDRESS, error="Q", micro=False).matrix_iter(border=4)
    dark = {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}

    assert dark_modules(qr_svg(ADDRESS, label="Report")) == dark


def test_drawing_obeys_the_content_security_policy():
    svg = qr_svg(ADDRESS, label="Report")

    assert re.findall(r"style|script|xmlns|on\w+=|href", svg) == []


def test_label_can_not_break_out():
    assert 'aria-label="&quot;&gt;&lt;b&gt;"' in qr_svg(ADDRESS, label='"><b>')


def test_drawing_has_a_tag():
    drawn = Template("{% qr address 'Report here' %}").render(Context({"address": ADDRESS}))

    assert drawn == qr_svg(ADDRESS, label="Report here")


def test_picture_has_whole_pixels_for_each_module():
    picture = Image.open(io.BytesIO(qr_png(ADDRESS, scale=10)))
    side = len(list(segno.make(ADDRESS, error="Q", micro=False).matrix_iter(border=4)))

    assert (picture.format, picture.size) == ("PNG", (side * 10, side * 10))

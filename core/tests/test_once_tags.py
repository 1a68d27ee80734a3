"""What is worked out once in a process: addresses, drawings, and parts that only the language decides."""

import pytest
from django.template import Context, TemplateSyntaxError, engines
from django.template.base import TextNode
from django.utils.translation import override


def template(text):
    return engines["django"].from_string(text).template


def drawn(text, **values):
    return template(text).render(Context(values))


def test_an_address_written_out_is_text_from_the_start():
    read = template('{% static "css/a b.css" %}')

    assert [type(node) for node in read.nodelist] == [TextNode]
    assert read.render(Context()) == "/static/css/a%20b.css"


def test_an_address_that_a_page_decides_is_looked_up_for_it():
    assert drawn("{% static name %}", name="js/app.js") == "/static/js/app.js"
    assert drawn('{% static "js/app.js" as found %}<{{ found }}>') == "</static/js/app.js>"


@pytest.mark.parametrize("text", ['{% icon "bell" %}', "{% icon name %}", "{% icon name label %}"])
def test_a_drawing_without_a_label_is_hidden_from_readers(text):
    drawing = (
        '<svg class="icon" width="16" height="16" aria-hidden="true"><use href="/static/img/icons.svg#bell"/></svg>'
    )

    assert drawn(text, name="bell", label="") == drawing


def test_the_label_of_a_drawing_is_escaped():
    assert 'role="img" aria-label="&lt;b&gt;"' in drawn('{% icon "bell" label %}', label="<b>")


def test_once_keeps_its_part_for_each_language():
    read = template('{% load i18n %}{% once %}<a href="/">{% translate "Save" %}</a>{% endonce %}')

    with override("en"):
        english = [read.render(Context()) for _time in range(2)]
    with override("zh-hans"):
        chinese = read.render(Context())

    assert (english, chinese) == (['<a href="/">Save</a>'] * 2, '<a href="/">保存</a>')


def test_once_sees_no_variable_of_the_page():
    read = template("{% once %}[{{ name }}]{% endonce %}")

    assert [read.render(Context({"name": name})) for name in ("first", "second")] == ["[]", "[]"]


def test_once_takes_no_block():
    with pytest.raises(TemplateSyntaxError, match="kept with the words of one page"):
        template("{% once %}{% block words %}{% endblock %}{% endonce %}")

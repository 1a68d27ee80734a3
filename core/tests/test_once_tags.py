"""What is worked out once in a process: addresses, drawings, and parts that only the language decides."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError, engines
from django.template.base import TextNode
from django.urls import NoReverseMatch
from django.utils.translation import override


class Named:
    """Like a record: the same by its key, whatever it is called."""

    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name


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


def test_an_address_of_a_page_is_that_of_djangos_tag():
    texts = [
        '{% url "units:unit" 7 %}',
        '{% url "reports:dashboard" slug %}',
        '{% url "reports:dashboard" slug=slug %}',
        '{% url name key %}{% url "units:unit" key as found %}[{{ found }}]',
        '{% url "no:such" 7 as found %}[{{ found }}]{% url "units:unit" "x" as found %}[{{ found }}]',
    ]
    values = {"slug": "a-b", "name": "units:unit", "key": 1234}
    plain = Engine(builtins=["core.templatetags.portal"])
    for text in texts * 2:
        assert drawn(text, **values) == plain.from_string(text).render(Context(values))


def test_an_address_that_no_page_has_is_an_error():
    with pytest.raises(NoReverseMatch, match="'unit' with arguments"):
        drawn('{% url "units:unit" "x" %}')


def test_an_address_follows_the_name_of_what_it_is_made_from():
    unit = Named("first")
    found = [drawn('{% url "reports:dashboard" unit %}', unit=unit)]
    unit.name = "second"
    found.append(drawn('{% url "reports:dashboard" unit %}', unit=unit))

    assert found == ["/campaigns/first/dashboard/", "/campaigns/second/dashboard/"]


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


def test_words_are_those_of_djangos_tag_in_each_language():
    texts = [
        '{% translate "Sign in" %}',
        "{% translate 'Sign in' %}|{% translate \"none such %%\" %}",
        '{% translate "of a person" context "no such" %}{% translate "name" context "of a person" %}',
        '{% translate "Sign in" as words %}[{{ words }}]',
        "{% translate named %}",
        '{% translate "Sign in"|upper %}',
        '{% translate "Sign in" noop %}',
    ]
    plain = Engine(builtins=["django.templatetags.i18n"])
    for language in ("en", "zh-hans", "en"):
        with override(language):
            for text in texts:
                ours, djangos = template(text), plain.from_string(text)
                for _again in range(2):
                    values = {"named": "<b>Sign in</b>"}
                    assert ours.render(Context(values)) == djangos.render(Context(values)), text

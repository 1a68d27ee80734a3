"""Tags for what is the same on every page: worked out once in a process, not at each request.

Every template has them without loading them (settings, TEMPLATES builtins).
"""

from django import template
from django.template.base import Node, NodeList, TextNode
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as djangos_url
from django.template.loader_tags import BlockNode
from django.templatetags.i18n import do_translate
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from core import assets
from core.addresses import address
from core.assets import drawing, labelled_drawing

register = template.Library()


def _literal(expression):
    """The text of an argument written out in the template, None for anything that a request decides."""
    text = expression.var
    return text if isinstance(text, str) and not expression.filters else None


@register.tag
def static(parser, token):
    """Django's; an address written out is looked up when the template is read."""
    node = StaticNode.handle_token(parser, token)
    name = _literal(node.path)
    return node if name is None or node.varname else TextNode(conditional_escape(assets.address(name)))


@register.tag
def url(parser, token):
    """Django's; with the same arguments an address is put together once."""
    node = djangos_url(parser, token)
    return node if node.kwargs else AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


class AddressNode(URLNode):
    def render(self, context):
        args = [arg.resolve(context) for arg in self.args]
        if not all(isinstance(arg, str | int) for arg in args):
            # A record, say: the same one may be called another name tomorrow.
            return super().render(context)
        try:
            found = address(self.view_name.resolve(context), *args)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def icon(parser, token):
    """A drawing of static/img/icons.svg; without a label it is hidden from readers."""
    _tag, name, *label = token.split_contents()
    if len(label) > 1:
        raise template.TemplateSyntaxError("icon takes a name and at most a label.")
    name, label = parser.compile_filter(name), parser.compile_filter(label[0]) if label else None
    if label is None and _literal(name) is not None:
        return TextNode(drawing(_literal(name)))
    return IconNode(name, label)


class IconNode(Node):
    def __init__(self, name, label):
        self.name, self.label = name, label

    def render(self, context):
        name, label = self.name.resolve(context), self.label and self.label.resolve(context)
        return labelled_drawing(name, label) if label else drawing(name)


@register.tag
def once(parser, _token):
    """Part of a page that only the language decides: drawn once for each language, without any variable."""
    nodes = parser.parse(["endonce"])
    parser.delete_first_token()
    if nodes.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("A block inside {% once %} would be kept with the words of one page.")
    return OnceNode(nodes)


@register.tag
def translate(parser, token):
    """Django's; words written out are looked up once for each language."""
    node = do_translate(parser, token)
    words, meant = node.filter_expression, node.message_context
    is_written_out = words.var.literal is not None and not words.filters and (meant is None or _literal(meant))
    return OnceNode(NodeList([node])) if is_written_out and not node.asvar else node


class OnceNode(Node):
    def __init__(self, nodelist: NodeList):
        self.nodelist, self.drawn = nodelist, {}

    def render(self, context):
        language = get_language()
        if language not in self.drawn:
            self.drawn[language] = self.nodelist.render(context.new())
        return self.drawn[language]

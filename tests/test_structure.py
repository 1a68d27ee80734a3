"""The limits of the house, read from the syntax tree: a file over one is split by subject."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from activities.models import UnsaidValue
from core.models import Mark
from core.totals.models import Counted, Fact
from tests.permissions import ROWS, SEEN_THROUGH, SHARED
from units.models import UnitPlace

ROOT = settings.BASE_DIR
OUR_APPS = ["reports", "activities", "inspections", "campaigns", "notifications", "accounts", "units", "core"]
FOLDERS = [*OUR_APPS, "safetymonth", "bench", "scripts", "tests"]
BANNED = {"common", "helper", "helpers", "misc", "util", "utils"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Modules whose subject is Chinese: what people type, how a number is written, where a line may break, sample data.
CHINESE_MODULES = {
    "core/dates.py",
    "core/figures.py",
    "core/money.py",
    "core/notation.py",
    "reports/papers/titles.py",
    "scripts/subset_fonts.py",
    "units/contacts.py",
}
CHINESE_FOLDERS = {"safetymonth/demo"}
MODULE, FUNCTION, VIEW, TEST = 300, 40, 20, 25


def sources():
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return [ROOT / "conftest.py", *sorted(path for path in found if path.parent.name != "migrations")]


def name(path):
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path):
    return ast.parse(path.read_text("utf-8"))


def is_of_tests(path):
    return "tests" in path.relative_to(ROOT).parts


@cache
def functions(path):
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)]


def limit_of(path, function):
    first = [argument.arg for argument in function.args.args[:1]]
    if is_of_tests(path):
        return TEST if function.name.startswith("test_") else FUNCTION
    return VIEW if "views" in name(path) and first == ["request"] else FUNCTION


def spoken(path):
    """Texts of a module that are not docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [node for node in ast.walk(tree_of(path)) if isinstance(node, documented)]
    quiet = {node.body[0].value for node in nodes if ast.get_docstring(node) is not None}
    texts = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant) and node not in quiet]
    return [node.value for node in texts if isinstance(node.value, str)]


def our_models():
    return [
        model
        for app in OUR_APPS
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]


def test_modules_are_at_most_300_lines():
    long = {name(path): len(path.read_text("utf-8").splitlines()) for path in sources()}

    assert {path: lines for path, lines in long.items() if lines > MODULE} == {}


@pytest.mark.parametrize("most", [FUNCTION, VIEW, TEST], ids=["function", "view", "test"])
def test_functions_keep_to_their_limit(most):
    found = [(path, node) for path in sources() for node in functions(path) if limit_of(path, node) == most]
    lines = {f"{name(path)}: {node.name}": node.end_lineno - node.lineno + 1 for path, node in found}

    assert {place: count for place, count in lines.items() if count > most} == {}


def test_no_module_is_named_after_nothing():
    assert [name(path) for path in sources() if path.stem in BANNED or path.parent.name in BANNED] == []


def test_chinese_stands_in_the_catalogue_and_in_data():
    tested = [
        path
        for path in sources()
        if not is_of_tests(path) and name(path) not in CHINESE_MODULES and name(path.parent) not in CHINESE_FOLDERS
    ]

    assert {name(path): text for path in tested for text in spoken(path) if CHINESE.search(text)} == {}


def test_every_model_is_in_one_permission_table():
    ours = {model._meta.label for model in our_models()}

    assert ours == set(ROWS) | set(SEEN_THROUGH) | set(SHARED) | {model._meta.label for model in counted_models()}


def counted_models():
    """Sums, where units stand in them, marks of changes: nobody reads their rows, pages ask what a person may see."""
    return [
        model for model in our_models() if issubclass(model, Fact | Counted) or model in (UnitPlace, UnsaidValue, Mark)
    ]


def test_models_with_rows_of_somebody_say_who_sees_them():
    labels = [model._meta.label for model in our_models() if hasattr(model._default_manager, "visible_to")]

    assert sorted(labels) == sorted(ROWS)


@pytest.mark.parametrize("label", sorted(SEEN_THROUGH))
def test_rows_without_a_say_of_their_own_hang_on_one_that_has(label):
    path, owner = SEEN_THROUGH[label]
    model = apps.get_model(label)
    for part in path.split("__"):
        model = model._meta.get_field(part).related_model

    assert model._meta.label == owner
    assert owner in ROWS


def test_no_hidden_effects_of_saving():
    hidden = [
        f"{name(path)}: {node.name}"
        for path in sources()
        if "models" in name(path) and not is_of_tests(path)
        for node in functions(path)
        if node.name in ("save", "delete", "full_clean")
    ]

    assert hidden == []


def test_no_signals():
    assert [name(path) for path in sources() if "django.dispatch" in imports_of(path)] == []


def imports_of(path: Path):
    nodes = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ImportFrom)]
    return {node.module for node in nodes}

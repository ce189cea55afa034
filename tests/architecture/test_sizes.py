"""A file, a function or a template that grows past these is asking for a room of its own."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [
    path
    for folder in ("ransel", "tests", "proofs", "tooling", "frontend")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts and "node_modules" not in path.parts
]
PAGES = sorted((ROOT / "ransel").rglob("jinja2/**/*.html"))
FILE, FUNCTION, TEMPLATE, SCRIPT, ALL_SCRIPTS = 300, 40, 120, 80, 1_500
LONGER = {"ransel/attendance/tests/test_report_absence.py"}  # may only shrink


def lines(path):
    return len(path.read_text().splitlines())


def test_no_file_is_too_long():
    assert {str(path.relative_to(ROOT)) for path in CODE if lines(path) > FILE} <= LONGER


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_too_long(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < FUNCTION, f"{node.name} in {path.name}"


def test_no_template_is_too_long():
    assert not [path.name for path in PAGES if lines(path) > TEMPLATE]


def test_our_own_scripts_stay_few():
    scripts = sorted((ROOT / "frontend" / "js").glob("*.js"))
    assert not [path.name for path in scripts if lines(path) > SCRIPT]
    assert sum(lines(path) for path in scripts) <= ALL_SCRIPTS


def test_nothing_in_a_template_goes_round_the_escaping():
    for path in PAGES:
        text = path.read_text()
        assert "|safe" not in text and "Markup" not in text and "autoescape" not in text, path.name
